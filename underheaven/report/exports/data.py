"""The data inside a Vega-Lite specification, as one table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

PARTS = ("layer", "concat")
WORDS = ("text",)
"""Marks that only say what other marks show."""
DAY = 86_400_000
"""Milliseconds."""


def drawn_data(part: dict[str, Any], datasets: dict[str, list[dict[str, Any]]]) -> pa.Table:
    """Every row that a specification draws by other marks than words; `part` says which marks draw it.

    `datasets` are those of the whole specification, by name. The columns of all parts stand side by side;
    what a part has not is missing there. Times become days, or times in UTC.
    """
    sets: dict[str, tuple[list[str], str]] = {}
    for mark, name, title in _drawn(part, None, ""):
        marks, _ = sets.setdefault(name, ([], title))
        if mark not in marks:
            marks.append(mark)
    kept = [(name, each) for name, each in sets.items() if not set(each[0]) <= set(WORDS)]
    found = [
        {"part": ": ".join(filter(None, (f"{place} {' and '.join(marks)}", title))), **row}
        for place, (name, (marks, title)) in enumerate(kept, 1)
        for row in datasets[name]
        if row
    ]
    names = list(dict.fromkeys(name for row in found for name in row))
    times = set(_times(part))
    columns = {name: [row.get(name) for row in found] for name in names}
    return pa.table({name: _column(values, name in times) for name, values in columns.items()})


def _times(part: dict[str, Any]) -> Iterator[str]:
    """Fields that are drawn on an axis of time."""
    encoding = part.get("encoding", {})
    for channel in ("x", "y"):
        if encoding.get(channel, {}).get("type") == "temporal":
            places = (encoding.get(each, {}) for each in (channel, f"{channel}2"))
            yield from (place["field"] for place in places if "field" in place)
    for key in PARTS:
        for each in part.get(key, ()):
            yield from _times(each)


def _drawn(part: dict[str, Any], inherited: str | None, title: str) -> Iterator[tuple[str, str, str]]:
    """Each mark with the name of the data it draws and the title above it.

    Parts without data draw those of what is around them, and stand below its title.
    """
    name = part.get("data", {}).get("name", inherited)
    head = part.get("title", title)
    text = head["text"] if isinstance(head, dict) else head
    title = " ".join(text) if isinstance(text, list) else str(text)
    if "mark" in part and name is not None:
        mark = part["mark"]
        yield (mark["type"] if isinstance(mark, dict) else mark), name, title
    for key in PARTS:
        for each in part.get(key, ()):
            yield from _drawn(each, name, title)


def _column(values: list[Any], time: bool) -> pa.Array:
    """A column of one type; where parts differ, numbers and words are written out."""
    kinds = {type(value) for value in values if value is not None}
    if time and kinds <= {int, float}:
        whole = all(value is None or value % DAY == 0 for value in values)
        stamps = pa.array([None if value is None else int(value) for value in values], pa.timestamp("ms"))
        return stamps.cast(pa.date32()) if whole else stamps
    write = float if kinds == {int, float} else str if len(kinds) > 1 else None
    return pa.array([value if value is None or write is None else write(value) for value in values])

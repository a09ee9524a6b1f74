"""A document as it was read: plain data, and where each part of it stands in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from underheaven.documents.problems import Problem
from underheaven.documents.tables import VALUES, is_bare

Path: TypeAlias = tuple[str | int, ...]
"""Keys (str) and positions in lists (int) from the root to an entry; the root is ()."""
Position: TypeAlias = tuple[int, int]
"""Line and column, both from 1."""


def dotted(path: Sequence[str | int]) -> str:
    """`path` as people write it: `rules.jaywalking.points`, `tiers[2].below`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


@dataclass
class Document:
    """One document.

    `data` is None, bool, int, `decimal.Decimal`, `datetime.date`, str, list or dict (str keys), nested.
    `places` holds for every path the position of its key (of the item itself in a list), `values` the
    position of its value. Inside an alias both lead to the text that the alias stands for.
    `faults` are values that are none, such as 2019-02-30, where `data` holds their text.
    """

    file: str
    data: object
    places: dict[Path, Position] = field(default_factory=dict)
    values: dict[Path, Position] = field(default_factory=dict)
    faults: tuple[Problem, ...] = ()

    def is_faulty(self, path: Path) -> bool:
        """Whether the entry at `path` is one of `faults`, or stands in one."""
        at = {(fault.line, fault.column) for fault in self.faults}
        return bool(at) and any(self.values.get(path[:length]) in at for length in range(len(path) + 1))

    def place(self, path: Path) -> Position:
        """The position of the key at `path`, or of its nearest ancestor that is in the file."""
        return self._nearest(self.places, self.written(path))

    def value_place(self, path: Path) -> Position:
        """The position of the value at `path`, or of its nearest ancestor's key."""
        path = self.written(path)
        return self.values.get(path) or self._nearest(self.places, path)

    def written(self, path: Path) -> Path:
        """`path` as the document has it: without the `values` of a table that is written bare."""
        found: list[str | int] = []
        data, skipped = self.data, False
        for number, step in enumerate(path):
            inside = number + 1 < len(path) or not (isinstance(data, dict) and step in data)
            if skipped := step == VALUES and not skipped and inside and is_bare(data):
                continue
            found.append(step)
            if isinstance(data, list) and isinstance(step, int) and step < len(data):
                data = data[step]
            else:
                data = data.get(step) if isinstance(data, dict) else None
        return tuple(found)

    def problem(self, path: Path, what: str, why: str, remedy: str, *, at_value: bool = False) -> Problem:
        """A problem with the entry at `path`, with its place in the file.

        For checks that a model cannot make alone; `at_value` points at the value instead of the key.
        """
        line, column = self.value_place(path) if at_value else self.place(path)
        return Problem(what, why, remedy, self.file, line, column, dotted(self.written(path)))

    def _nearest(self, table: dict[Path, Position], path: Path) -> Position:
        for length in range(len(path), -1, -1):
            if (found := table.get(path[:length])) is not None:
                return found
        return (1, 1)

"""Where pydantic is kinder than a document deserves: `true` for 1, `"yes"` for true, 0 for a day in 1970.

A typo must never run as something else, so these are errors even where a value could be made of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from underheaven.documents.document import Path
from underheaven.documents.scalars import shorten
from underheaven.documents.shapes import bare, child, has_shape, keys_of, members
from underheaven.documents.tables import VALUES, is_bare

Words = tuple[str, str, str]
"""What, why, remedy."""


def misreadings(kind: Any, data: object, path: Path) -> Iterator[tuple[Path, Words]]:
    """Where pydantic would misread `data`, which stands at `path`, as a `kind`: paths, with the words."""
    kind = bare(kind)
    if alternatives := members(kind):
        yield from _of_union(alternatives, data, path)
    elif isinstance(data, dict):
        if is_bare(data) and VALUES in keys_of(kind):
            kind = bare(child(kind, VALUES))
        for key, value in data.items():
            yield from misreadings(child(kind, key), value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from misreadings(child(kind, number), value, (*path, number))
    elif words := _misread(kind, data):
        yield path, words


def _of_union(alternatives: list[Any], data: object, path: Path) -> Iterator[tuple[Path, Words]]:
    """What every alternative that could be meant would misread."""
    meant = [member for member in alternatives if has_shape(member, data)]
    if not isinstance(data, dict | list):
        # Plain text is never misread where text is allowed, nor a number where a number is.
        meant = [] if meant else [member for member in alternatives if _misread(bare(member), data)]
    found = [dict(misreadings(member, data, path)) for member in meant]
    if found:
        yield from ((place, words) for place, words in found[0].items() if all(place in f for f in found))


def _misread(kind: Any, data: object) -> Words | None:
    if kind is bool and isinstance(data, int | str | Decimal) and not isinstance(data, bool):
        truth = str(data).casefold() in ("1", "y", "yes", "t", "true", "on")
        return (
            f"'{shorten(str(data))}' is neither true nor false",
            "only these two words, without quotes, are read so",
            f"write {str(truth).lower()}",
        )
    if kind in (int, Decimal) and isinstance(data, bool):
        return f"{str(data).lower()} is not a number", "a number belongs here", "write the number"
    if kind in (int, Decimal) and isinstance(data, str):
        return quoted_number(data)
    if kind is dt.date and isinstance(data, int | Decimal) and not isinstance(data, bool):
        return f"{data} is not a day", "a number stands where a day belongs", "write it as in 2014-01-01"
    return None


def quoted_number(text: str) -> Words | None:
    """The words for a number that was written as text; None for other text."""
    try:
        Decimal(text)
    except InvalidOperation:
        return None
    return (
        f"'{shorten(text)}' is text and not a number",
        "it is in quotes, or written as YAML writes no number",
        "write it without quotes, with digits and a point alone",
    )

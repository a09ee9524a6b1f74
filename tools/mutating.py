"""Every number of a document, one after the other, replaced by one that nobody would write.

A mutant is the text of a document with one number replaced, so that what is said of it can be compared
with the line and column at which the number stands. Numbers are grouped by their path in the schema:
names that the writer chose (regions, kinds of act) and places in lists count as one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from underheaven.documents.document import Document, Path
from underheaven.documents.quantity import DatedQuantity, Quantity, Whole
from underheaven.documents.reading import read_text
from underheaven.documents.shapes import bare, child, is_model, members
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

WHOLE = FilePath(__file__).parent / "whole"
VALUES = ("0", "1e-12", "1000", "1000000000", "10000000000000000000", "-3")
"""Nothing, next to nothing, much, far too much, more than 63 bits hold, and less than nothing."""
WORSE = ("1e999999", "1e-999999", ".nan", ".inf", "9" * 400, "0.5", "-0.0001", "1e-19")
ANY = "*"


@dataclass(frozen=True)
class Mutant:
    """One number replaced: the path as the schema has it, where it stands, and the text with it."""

    document: str
    path: Path
    schema_path: tuple[str, ...]
    value: str
    line: int
    column: int
    text: str

    @property
    def name(self) -> str:
        """Which number is replaced by what, in a few words."""
        return f"{self.document}: {'.'.join(map(str, self.path))} = {self.value}"


def whole(kind: str) -> dict[str, str]:
    """The documents that together use every key of a policy or society: name -> text.

    Records that end and scores that recover exclude each other, hence two policies.
    """
    text = (WHOLE / f"{kind}.yaml").read_text(encoding="utf-8")
    if kind == "society":
        return {"society": text}
    ending = text.replace("  recovery: 20\n", "  recovery: 0\n") + "  expiry: {days: 30, records: all}\n"
    return {"policy": text, "policy, records end": ending}


def schema_paths(model: type[BaseModel]) -> set[tuple[str, ...]]:
    """The path of every number that a document of this model may hold."""
    return {path for path in _numbers(model, ()) if "range" not in path}


def _numbers(kind: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    kind = bare(kind)
    if kind in (int, Decimal):
        yield path
    elif alternatives := members(kind):
        for member in alternatives:
            yield from _numbers(member, path)
    elif is_model(kind):
        if issubclass(kind, Quantity | DatedQuantity | Whole):
            yield path
            return
        for name, field in kind.model_fields.items():
            yield from _numbers(field.annotation, (*path, name))
    elif get_args(kind) and isinstance(get_origin(kind), type):
        inside = [each for each in get_args(kind) if each is not Ellipsis]
        yield from _numbers(inside[-1], (*path, ANY))


def schema_path(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """A path of a document with chosen names and places in lists left out; a number ends where it begins."""
    kind: Any = model
    found: list[str] = []
    for step in path:
        kind = bare(kind)
        if is_model(kind) and issubclass(kind, Quantity | DatedQuantity | Whole):
            break
        known = is_model(kind) and step in kind.model_fields
        if not known and found and found[-1] == ANY and step == "values":
            continue
        found.append(str(step) if known else ANY)
        kind = child(kind, step)
    return tuple(found)


def mutants(kind: str, documents: dict[str, str], values: tuple[str, ...] = VALUES) -> Iterator[Mutant]:
    """Every mutant of documents of a kind: the first number of each path of the schema, with each value."""
    seen: set[object] = set()
    for name, text in documents.items():
        yield from _of(Policy if kind == "policy" else Society, name, text, values, seen)


def _of(
    model: type[BaseModel], name: str, text: str, values: tuple[str, ...], seen: set[object]
) -> Iterator[Mutant]:
    document, lines = read_text(text, name), text.split("\n")
    for path, (line, column) in document.values.items():
        if not _is_number(document, path) or "range" in path:
            continue
        # Of a number that changes on days, what holds at first and what holds later.
        at = schema_path(model, path)
        which = (at, path[-2:-1] == ("dated",) and path[-1])
        if which in seen:
            continue
        seen.add(which)
        row = lines[line - 1]
        end = column - 1
        while end < len(row) and row[end] not in ",}] #":
            end += 1
        for value in values:
            changed = [*lines[: line - 1], row[: column - 1] + value + row[end:], *lines[line:]]
            yield Mutant(name, path, at, value, line, column, "\n".join(changed))


def _is_number(document: Document, path: Path) -> bool:
    data: Any = document.data
    for step in path:
        data = data[step]
    return isinstance(data, int | Decimal) and not isinstance(data, bool | dt.date)

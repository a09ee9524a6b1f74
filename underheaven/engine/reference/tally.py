"""The counts of a run, and the chain of their digests (specification, 12 and 13)."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from underheaven.engine.reference.naming import Names
from underheaven.engine.reference.shape import BINS, Shape

BLOCKS = 32

Rows = list[list[int]]


def zeros(rows: int, columns: int) -> Rows:
    """A table of zeros."""
    return [[0] * columns for _ in range(rows)]


def packed(code: str, values: Sequence[int]) -> bytes:
    """Integers of a format of `struct` in a row, little-endian."""
    return struct.pack(f"<{len(values)}{code}", *values)


@dataclass
class StepTally:
    """The counts of one step: [region][group][column], [region][group][bin] and [region][field]."""

    shape: Shape
    tallies: list[Rows] = field(init=False)
    histogram: list[Rows] = field(init=False)
    public: Rows = field(init=False)

    def __post_init__(self) -> None:
        """Begin at zero."""
        shape = self.shape
        self.tallies = [zeros(shape.groups, shape.width) for _ in range(shape.regions)]
        self.histogram = [zeros(shape.groups, BINS) for _ in range(shape.regions)]
        self.public = zeros(shape.regions, shape.public_width)

    def digest(self, before: bytes, known: Rows, names: Names) -> bytes:
        """The next link of the chain; `known` is what everybody knows after the step."""
        groups = [row for region in self.tallies for row in region]
        bins = b"".join(packed("q", row) for region in self.histogram for row in region)
        parts = (
            before,
            named("tallies", _columns(names.columns, groups)),
            named("histogram", {}) + bins,
            named("public", _columns(names.public, self.public)),
            named("known", _columns(names.known, known, names.known_before)),
        )
        return hashlib.sha256(b"".join(parts)).digest()


def named(title: str, columns: Mapping[str, bytes]) -> bytes:
    """A part of what is digested: its title, names in order, a line left free, and the columns behind."""
    names = sorted(columns)
    lines = "".join(f"{line}\n" for line in (title, *names, ""))
    return lines.encode() + b"".join(columns[name] for name in names)


def _columns(names: Sequence[str], rows: Rows, rest: Rows | None = None) -> dict[str, bytes]:
    """The columns of a table that are somewhere else than at rest, which is 0 unless `rest` is given."""
    found = {}
    for number, name in enumerate(names):
        column = [row[number] for row in rows]
        if column != [0 if rest is None else at[number] for at in (rest or rows)]:
            found[name] = packed("q", column)
    return found


@dataclass(frozen=True)
class Counter:
    """Adds up what happens in one community in one step: in the step's tally and in the year's cells."""

    step: StepTally
    year: Rows
    region: int

    @property
    def shape(self) -> Shape:
        """Where each column stands."""
        return self.step.shape

    def add(self, cell: int, column: int, amount: int = 1) -> None:
        """Count something that happened to somebody of a cell."""
        self.year[cell][column] += amount
        self.step.tallies[self.region][cell // 10][column] += amount

    def add_public(self, field_number: int, amount: int = 1) -> None:
        """Count something that everybody can see."""
        self.step.public[self.region][field_number] += amount

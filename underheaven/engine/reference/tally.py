"""The counts of a run, and the chain of their digests (specification, 12 and 13)."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

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

    def digest(self, before: bytes, known: Rows) -> bytes:
        """The next link of the chain; `known` is what everybody knows after the step."""
        parts = [before]
        for table in (*self.tallies, *self.histogram, self.public, known):
            parts.extend(packed("q", row) for row in table)
        return hashlib.sha256(b"".join(parts)).digest()


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

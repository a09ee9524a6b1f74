"""The counts of a run, and the chain of their digests (specification, 12 and 13)."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from underheaven.engine.reference.people import Community

BINS, BLOCKS, OF_A_KIND, OF_A_SOURCE, OF_A_CONSEQUENCE, OF_PERSONS = 64, 32, 9, 2, 6, 22


class Outcome(IntEnum):
    """What becomes of an act of one kind."""

    CONSIDERED = 0
    DONE = 1
    HELD_BACK = 2
    BROUGHT_ON = 3
    PREVENTED = 4
    DENIED = 5
    ANSWERABLE = 6
    RECORDED = 7
    WRONG = 8


class Under(IntEnum):
    """How somebody stands to one consequence."""

    UNDER = 0
    IN_ERROR = 1
    BY_TIES = 2
    SPARED_BY_TIES = 3
    ENTERED = 4
    LEFT = 5


class Person(IntEnum):
    """What is counted of persons."""

    PERSONS = 0
    ADULTS = 1
    ENROLLED = 2
    PERSON_MINUTES = 3
    ADULT_MINUTES = 4
    ENROLLED_MINUTES = 5
    SHOWN = 6
    DREAD = 7
    HARDSHIP = 8
    CLAMPED = 9
    LOST = 10
    GAINED = 11
    ANY_UNDER = 12
    ANY_IN_ERROR = 13
    ANY_BY_TIES = 14
    ANY_ENTERED = 15
    ANY_LEFT = 16
    RISK_PLAIN = 17
    RISK_HARD = 18
    ENTERED_PLAIN = 19
    ENTERED_HARD = 20
    PULL = 21


class Public(IntEnum):
    """The public state of a region; the records of each source follow."""

    ENROLLED = 0
    SANCTIONED = 1
    CRITICAL = 2
    SUPPORTIVE = 3
    RECORDS = 4


@dataclass(frozen=True)
class Shape:
    """How many of everything there is, and hence where each column stands."""

    regions: int
    groups: int
    kinds: int
    sources: int
    consequences: int

    @property
    def cells(self) -> int:
        """Group, place and quintile."""
        return 10 * self.groups

    @property
    def width(self) -> int:
        """Columns of a tally."""
        return self.person(Person.PERSONS) + OF_PERSONS

    def act(self, kind: int, outcome: Outcome) -> int:
        """The column of an outcome of a kind of act."""
        return OF_A_KIND * kind + outcome

    def source(self, source: int, wrong: bool) -> int:
        """The column of a source's true or wrong records."""
        return OF_A_KIND * self.kinds + OF_A_SOURCE * source + wrong

    def consequence(self, consequence: int, under: Under) -> int:
        """The column of a consequence."""
        return self.source(self.sources, False) + OF_A_CONSEQUENCE * consequence + under

    def person(self, person: Person) -> int:
        """The column of a count of persons."""
        return self.consequence(self.consequences, Under.UNDER) + person


Rows = list[list[int]]


def zeros(rows: int, columns: int) -> Rows:
    """A table of zeros."""
    return [[0] * columns for _ in range(rows)]


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
        self.public = zeros(shape.regions, Public.RECORDS + shape.sources)

    def digest(self, before: bytes) -> bytes:
        """The next link of the chain."""
        parts = [before]
        for table in (*self.tallies, *self.histogram, self.public):
            parts.extend(_packed("q", row) for row in table)
        return hashlib.sha256(b"".join(parts)).digest()


@dataclass(frozen=True)
class Counter:
    """Adds up what happens in one community in one step: in the step's tally and in the year's cells."""

    step: StepTally
    year: Rows
    region: int

    def add(self, cell: int, column: int, amount: int = 1) -> None:
        """Count something that happened to somebody of a cell."""
        self.year[cell][column] += amount
        self.step.tallies[self.region][cell // 10][column] += amount

    def add_public(self, field_number: int, amount: int = 1) -> None:
        """Count something that everybody can see."""
        self.step.public[self.region][field_number] += amount


def _packed(code: str, values: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(values)}{code}", *values)


def state_digest(communities: Iterable[Community]) -> bytes:
    """SHA-256 of the state, communities in order of region and number."""
    whole = hashlib.sha256()
    for c in communities:
        scores = b"".join(_packed("h", column) for column in (c.own, c.shown, c.clean_own, c.clean))
        rest = _packed("H", c.archetype) + _packed("B", c.dread) + _packed("B", c.hardship)
        whole.update(hashlib.sha256(scores + rest).digest())
    return whole.digest()

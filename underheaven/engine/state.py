"""What a run carries from one step to the next: citizens, firms, and records that wait."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

I16 = NDArray[np.int16]
I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]
U16 = NDArray[np.uint16]


class Communities(NamedTuple):
    """Where each community (c) is, in order of region and number."""

    region: Annotated[I64, "c"]
    number: Annotated[I64, "c"]
    """Its number within the region."""
    begin: Annotated[I64, "c"]
    """Its first row in the state."""
    size: Annotated[I64, "c"]
    enrolled_from: Annotated[I64, "c"]
    """The first step in which everybody is enrolled; the number of steps if never."""
    joined_from: Annotated[I64, "c"]
    """The first step in which those are who join; the number of steps if never."""
    firms: Annotated[I64, "c+1"]
    """The first row of its firms in the state, and at last the number of all; 0 where firms have no score."""
    year_row: Annotated[I64, "c"]
    """The row of its (block, region, wave) in the yearly tally."""


class State(NamedTuple):
    """The citizens (N) of all communities, one after the other: 12 bytes each (specification, 3.2), and more
    only where a policy needs more."""

    own: Annotated[I16, "N"]
    shown: Annotated[I16, "N"]
    clean_own: Annotated[I16, "N"]
    clean: Annotated[I16, "N"]
    archetype: Annotated[U16, "N"]
    dread: Annotated[U8, "N"]
    hardship: Annotated[U8, "N"]
    contexts: Annotated[U16, "N"]
    """Contexts of a person's records, as bits (23.6); empty where no policy asks for them."""
    belief: Annotated[U8, "N"]
    """How likely somebody takes a record to be (29.3); empty where no belief moves."""
    generation: Annotated[U8, "N"]
    """Occupants that a place has had before (27); empty without renewal."""
    firm: Annotated[I16, "firms"]
    """Score of each firm (26), by community and place (`founding`); empty without a scheme."""


class Ledger(NamedTuple):
    """Records that wait, are appealed or will expire (23.3): entries of each community in order."""

    at: Annotated[I32, "c room"]
    """Minute of the run at which the record was written."""
    decide: Annotated[I32, "c room"]
    """Step of the decision on an appeal; 0: none."""
    slot: Annotated[U16, "c room"]
    points: Annotated[I16, "c room"]
    """Sixteenths of a point."""
    moved_own: Annotated[I16, "c room"]
    moved_clean: Annotated[I16, "c room"]
    flags: Annotated[U8, "c room"]
    used: Annotated[I64, "c"]
    """Entries in use."""

    @property
    def entries(self) -> tuple[NDArray[Any], ...]:
        """The columns that hold one value for each entry, [communities, room]."""
        return (self.at, self.decide, self.slot, self.points, self.moved_own, self.moved_clean, self.flags)


def make_ledger(communities: int, room: int) -> Ledger:
    """A ledger of no entries."""
    shape = (communities, room)
    return Ledger(
        at=np.zeros(shape, np.int32),
        decide=np.zeros(shape, np.int32),
        slot=np.zeros(shape, np.uint16),
        points=np.zeros(shape, np.int16),
        moved_own=np.zeros(shape, np.int16),
        moved_clean=np.zeros(shape, np.int16),
        flags=np.zeros(shape, np.uint8),
        used=np.zeros(communities, np.int64),
    )


class Sums(NamedTuple):
    """What one thread counts in one step, and what all count in one year."""

    tallies: Annotated[I64, "R G M"]
    histogram: Annotated[I64, "R G 64"]
    public: Annotated[I64, "R F"]
    year: Annotated[I64, "rows cells M"]
    """The same array in every thread: no two count in one row at the same time (`pieces.pieces_of`)."""


class Told(NamedTuple):
    """What everybody knows since the last step."""

    known: Annotated[I64, "R fields"]

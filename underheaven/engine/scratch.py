"""Room to work in: one set of arrays per thread, made once, so that a step allocates nothing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.layout import BINS, Layout
from underheaven.life.tables import Tables

SIZE = 4_096
"""Slots of the largest community."""


class State(NamedTuple):
    """The citizens of all communities, one after the other: 12 bytes each (specification, 3.2)."""

    own: NDArray[np.int16]
    shown: NDArray[np.int16]
    clean_own: NDArray[np.int16]
    clean: NDArray[np.int16]
    archetype: NDArray[np.uint16]
    dread: NDArray[np.uint8]
    hardship: NDArray[np.uint8]


class Scratch(NamedTuple):
    """Arrays by slot of a community, by event of a step, and the community's tally."""

    word: NDArray[np.uint32]
    """[6, slots] words of one purpose; the lasting factor's beside those of the counts."""
    manner: NDArray[np.uint16]
    """[slots] manner of acting."""
    considered: NDArray[np.uint8]
    """[slots] acts considered."""
    first: NDArray[np.int32]
    """[slots] the first of a citizen's acts among the events."""
    rare: NDArray[np.uint8]
    """[slots] wrong records that may be written."""
    rare_first: NDArray[np.int32]
    lasting: NDArray[np.uint8]
    """[slots] class of the lasting factor."""
    floor: NDArray[np.int64]
    """[G × 8] the word from which on a citizen of that group and class has a false match."""
    slots: NDArray[np.uint32]
    """[slots] 0, 1, 2, …: the second word of the counter of a first draw."""
    slot: NDArray[np.uint16]
    """[events] who; acts first, in order of slot, then the few wrong records."""
    drawn: NDArray[np.uint32]
    """[acts] slot | draw << 12: the second word of the counter."""
    kind: NDArray[np.uint8]
    """[acts] kind of act."""
    stream: NDArray[np.uint8]
    """[events] 0 act, 1 false match, 2 clerical mistake."""
    minute: NDArray[np.uint16]
    """[events] minute within the step."""
    event_word: NDArray[np.uint32]
    """[8, events] kind or entry, minute, decision, none, and the four of the sources."""
    active: NDArray[np.uint16]
    """[slots] those who have any event."""
    works: NDArray[np.uint8]
    """[slots] 1 for an enrolled adult with an employer."""
    order: NDArray[np.int32]
    """[events of one citizen] in order of minute."""
    booked: NDArray[np.int64]
    """[3, events of one citizen] kind, day and truth of the records written."""
    shown_before: NDArray[np.int16]
    """[slots] `shown` at the start of the step."""
    hardship_before: NDArray[np.uint8]
    packed: NDArray[np.int64]
    """[2 slots] number, `shown` and `clean` of those who have ties, in one word."""
    tied: NDArray[np.int64]
    """[3, slots] sums of `packed` over household, employer and friends."""
    after: NDArray[np.int16]
    """[2, slots] `shown` and `clean` after the pull of ties."""
    tally: NDArray[np.int32] | NDArray[np.int64]
    """[cells, columns] of one community and step."""
    histogram: NDArray[np.int32]
    """[groups, bins]"""
    public: NDArray[np.int64]
    """[fields]"""


def make_scratch(tables: Tables, layout: Layout) -> Scratch:
    """Arrays large enough for any community of these tables."""
    acts = len(tables.count_above)
    wrong = tables.match_until.shape[-1] + tables.clerk_until.shape[-1]
    events, one = SIZE * (acts + wrong) + 1, acts + wrong
    groups = tables.match_until.shape[2]
    return Scratch(
        word=np.zeros((6, SIZE), np.uint32),
        manner=np.zeros(SIZE, np.uint16),
        considered=np.zeros(SIZE, np.uint8),
        first=np.zeros(SIZE, np.int32),
        rare=np.zeros(SIZE, np.uint8),
        rare_first=np.zeros(SIZE, np.int32),
        lasting=np.zeros(SIZE, np.uint8),
        floor=np.zeros(groups * tables.match_until.shape[3], np.int64),
        slots=np.arange(SIZE, dtype=np.uint32),
        slot=np.zeros(events, np.uint16),
        drawn=np.zeros(events, np.uint32),
        kind=np.zeros(events, np.uint8),
        stream=np.zeros(events, np.uint8),
        minute=np.zeros(events, np.uint16),
        event_word=np.zeros((8, events), np.uint32),
        active=np.zeros(SIZE + 1, np.uint16),
        works=np.zeros(SIZE, np.uint8),
        order=np.zeros(one, np.int32),
        booked=np.zeros((3, one), np.int64),
        shown_before=np.zeros(SIZE, np.int16),
        hardship_before=np.zeros(SIZE, np.uint8),
        packed=np.zeros(2 * SIZE, np.int64),
        tied=np.zeros((3, SIZE), np.int64),
        after=np.zeros((2, SIZE), np.int16),
        tally=_tally(tables, one, (10 * groups, layout.width)),
        histogram=np.zeros((groups, BINS), np.int32),
        public=np.zeros(len(layout.public), np.int64),
    )


def _tally(tables: Tables, events: int, shape: tuple[int, int]) -> NDArray[np.int32] | NDArray[np.int64]:
    """Room for counts: 32 bits, being faster, wherever they hold the points lost by a whole community."""
    most = min(int(np.abs(tables.points).max()), tables.high - tables.low)
    return np.zeros(shape, np.int32) if SIZE * events * most < 1 << 31 else np.zeros(shape, np.int64)

"""Room to work in: one set of arrays per thread, made once, so that a step allocates nothing."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.layout import BINS, Layout
from underheaven.life.queue import LONGEST
from underheaven.life.tables import Tables

EVER = 1 << 32
"""Above every word."""
SIZE = 4_096
"""Slots of the largest community."""
LIFE = (
    "denied",
    "refused",
    "prevented",
    "silenced",
    "records",
    "wrong_records",
    "deeds",
    "sanctioned",
    "in_error",
    "confined",
    "by_ties",
)
"""What is counted of each citizen where the run is asked for it: acts, records and deeds that the policy
punishes, and steps that end under any consequence, in error, confined, or by ties."""
(
    DENIED,
    REFUSED,
    PREVENTED,
    SILENCED,
    RECORDS,
    WRONG_RECORDS,
    DEEDS,
    SANCTIONED,
    IN_ERROR,
    CONFINED,
    BY_TIES,
) = range(len(LIFE))


class State(NamedTuple):
    """The citizens of all communities, one after the other: 12 bytes each (specification, 3.2), and more
    only where a policy needs more."""

    own: NDArray[np.int16]
    shown: NDArray[np.int16]
    clean_own: NDArray[np.int16]
    clean: NDArray[np.int16]
    archetype: NDArray[np.uint16]
    dread: NDArray[np.uint8]
    hardship: NDArray[np.uint8]
    contexts: NDArray[np.uint16]
    """Contexts of a person's records, as bits (23.6); empty where no policy asks for them."""
    generation: NDArray[np.uint8]
    """Occupants that a place has had before (27); empty without renewal."""
    firm: NDArray[np.int16]
    """[places] score of the firm that begins at a place (26); empty without a scheme for firms."""


class Ledger(NamedTuple):
    """Records that wait, are appealed or will expire (23.3): [communities, room] entries in order."""

    at: NDArray[np.int32]
    """Minute of the run at which the record was written."""
    decide: NDArray[np.int32]
    """Step of the decision on an appeal; 0: none."""
    slot: NDArray[np.uint16]
    points: NDArray[np.int16]
    """Sixteenths of a point."""
    moved_own: NDArray[np.int16]
    moved_clean: NDArray[np.int16]
    flags: NDArray[np.uint8]
    used: NDArray[np.int64]
    """[communities] entries in use."""

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


class Scratch(NamedTuple):
    """Arrays by slot of a community, by event of a step, and the community's tally."""

    word: NDArray[np.uint32]
    """[4, slots] words of one purpose."""
    manner: NDArray[np.uint16]
    """[slots] manner of acting."""
    considered: NDArray[np.uint8]
    """[slots] acts considered."""
    first: NDArray[np.int32]
    """[slots] the first of a citizen's acts among the events."""
    who: NDArray[np.uint32]
    """[slots] slot | generation << 12."""
    person: NDArray[np.uint32]
    """[4, slots] words of what differs between people for good."""
    member: NDArray[np.uint8]
    """[slots] 1 for an adult who is enrolled."""
    was_member: NDArray[np.uint8]
    """[slots] 1 for one who was in the step before."""
    rare: NDArray[np.uint16]
    """[slots] wrong records that may be written, and games."""
    rare_first: NDArray[np.int32]
    risk: NDArray[np.uint8]
    """[slots] group × 8 + class of the lasting factor: who is matched falsely alike."""
    floor: NDArray[np.int64]
    """[G × 8] the word from which on somebody of a risk has a record of one stream."""
    slots: NDArray[np.uint32]
    """[slots] 0, 1, 2, …: the second word of the counter of a first draw."""
    slot: NDArray[np.uint16]
    """[events] who; acts first, in order of slot, then the few wrong records."""
    drawn: NDArray[np.uint32]
    """[acts] slot | draw << 12: the second word of the counter."""
    kind: NDArray[np.uint8]
    """[acts] kind of act."""
    stream: NDArray[np.uint8]
    """[events] 0 act, 1 false match, 2 clerical mistake, 3 game."""
    minute: NDArray[np.uint16]
    """[events] minute within the step."""
    event_word: NDArray[np.uint32]
    """[8, events] what is drawn of an event, two words for all who may see it, and two that nobody reads.

    Of an act: kind, minute, decision, and room or repayment. Of a wrong record: kind, source, none, draw.
    Of a game: kind, class of effort, decision, draw."""
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
    employer: NDArray[np.uint16]
    """[places] places of the firm that begins there; 0 elsewhere."""
    seeker: NDArray[np.uint8]
    """[slots] 1 for who looks for a partner."""
    seekers: NDArray[np.uint16]
    """[slots] the seekers."""
    sight: NDArray[np.int64]
    """[slots] visibility of each seeker."""
    seek: NDArray[np.int64]
    """[3, slots] cell in the tally of each seeker, bin of the score, and 1 for a privilege of visibility."""
    free: NDArray[np.uint8]
    """[2, slots] whether a seeker has no partner yet, and the seeker's sex."""
    returned: NDArray[np.uint8]
    """[slots] 1 for those to whom redress gave points back."""
    struck: NDArray[np.uint8]
    """[slots] 1 for those who came under a consequence."""
    after: NDArray[np.int16]
    """[2, slots] `shown` and `clean` after the pull of ties."""
    tally: NDArray[np.int32] | NDArray[np.int64]
    """[cells, columns] of one community and step."""
    histogram: NDArray[np.int32]
    """[groups, bins]"""
    public: NDArray[np.int64]
    """[fields]"""
    lives: NDArray[np.uint32]
    """[LIFE, citizens] counted of each citizen since the start, the same array in every thread; [LIFE, 0]
    where nobody asked."""


def make_lives(citizens: int) -> NDArray[np.uint32]:
    """Room to count of each citizen what `LIFE` names, uint32[LIFE, citizens]."""
    return np.zeros((len(LIFE), citizens), np.uint32)


def make_scratch(tables: Tables, layout: Layout, lives: NDArray[np.uint32]) -> Scratch:
    """Arrays large enough for any community of these tables; `lives` is shared with other threads."""
    acts = len(tables.count_above)
    wrong = _most_wrong(tables) + len(tables.gaming.until)
    events, one = SIZE * (acts + 2 * wrong) + 1, acts + wrong
    groups = tables.below.shape[1]
    return Scratch(
        word=np.zeros((4, SIZE), np.uint32),
        manner=np.zeros(SIZE, np.uint16),
        considered=np.zeros(SIZE, np.uint8),
        first=np.zeros(SIZE, np.int32),
        who=np.arange(SIZE, dtype=np.uint32),
        person=np.zeros((4, SIZE), np.uint32),
        member=np.zeros(SIZE, np.uint8),
        was_member=np.zeros(SIZE, np.uint8),
        rare=np.zeros(SIZE, np.uint16),
        risk=np.zeros(SIZE, np.uint8),
        floor=np.zeros(groups * tables.wrong.until.shape[3], np.int64),
        rare_first=np.zeros(SIZE, np.int32),
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
        employer=np.zeros(2 * SIZE, np.uint16),
        seeker=np.zeros(SIZE, np.uint8),
        seekers=np.zeros(SIZE, np.uint16),
        sight=np.zeros(SIZE, np.int64),
        seek=np.zeros((3, SIZE), np.int64),
        free=np.zeros((2, SIZE), np.uint8),
        returned=np.zeros(SIZE, np.uint8),
        struck=np.zeros(SIZE, np.uint8),
        after=np.zeros((2, SIZE), np.int16),
        tally=_tally(tables, one, (10 * groups, layout.width)),
        histogram=np.zeros((groups, BINS), np.int32),
        public=np.zeros(len(layout.public), np.int64),
        lives=lives,
    )


def _most_wrong(tables: Tables) -> int:
    """The most wrong records that one citizen may have in a step: the caps of all streams."""
    capped = tables.wrong.until < EVER
    return int(capped.any(axis=(0, 1, 2, 3)).sum())


def _tally(tables: Tables, events: int, shape: tuple[int, int]) -> NDArray[np.int32] | NDArray[np.int64]:
    """Room for counts: 32 bits, being faster, wherever they hold a community's points lost, and its waits."""
    most = min(int(np.abs(tables.points).max(initial=0)), tables.high - tables.low)
    waits = len(tables.count_above) * LONGEST if tables.hospital.kind >= 0 else 0
    return (
        np.zeros(shape, np.int32) if SIZE * max(events * most, waits) < 1 << 31 else np.zeros(shape, np.int64)
    )

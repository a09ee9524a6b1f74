"""Room to work in: one set of arrays per thread, made once, so that a step allocates nothing."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven.counted.columns import Life
from underheaven.engine.layout import BINS, Layout
from underheaven.engine.log import Log, make_log
from underheaven.engine.walked import Me
from underheaven.life.tables import Tables

EVER = 1 << 32
"""Above every word."""
SIZE = 4_096
"""Slots of the largest community."""
I16 = NDArray[np.int16]
I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]
U16 = NDArray[np.uint16]
U32 = NDArray[np.uint32]


class Slots(NamedTuple):
    """Who is who in a community this step, by slot (n)."""

    here: Annotated[I64, "13"]
    """The community and the step (`here`)."""
    slots: Annotated[U32, "n"]
    """0, 1, 2, …: the second word of the counter of a first draw."""
    who: Annotated[U32, "n"]
    """Slot | generation << 12."""
    word: Annotated[U32, "4 n"]
    """Words of one purpose: of COUNT until somebody else draws."""
    person: Annotated[U32, "4 n"]
    """Words of what differs between people for good."""
    member: Annotated[U8, "n"]
    """1 for an adult who is enrolled."""
    was_member: Annotated[U8, "n"]
    """1 for one who was in the step before."""
    manner: Annotated[U16, "n"]
    """Manner of acting."""
    cell: Annotated[U8, "n"]
    """Cell of the tally."""
    shown_before: Annotated[I16, "n"]
    """`shown` at the start of the step."""
    hardship_before: Annotated[U8, "n"]


class Events(NamedTuple):
    """What may happen in a step, by event (e): acts first, in order of slot, then the few wrong records and
    games. `n` are slots, `m` the events of one citizen."""

    considered: Annotated[U8, "n"]
    """Acts considered."""
    first: Annotated[I32, "n"]
    """The first of a citizen's acts among the events."""
    rare: Annotated[U16, "n"]
    """Wrong records that may be written, and games."""
    rare_first: Annotated[I32, "n"]
    slot: Annotated[U16, "e"]
    """Who."""
    drawn: Annotated[U32, "e"]
    """Of acts: slot | draw << 12, the second word of the counter."""
    kind: Annotated[U8, "e"]
    """Of acts: kind."""
    stream: Annotated[U8, "e"]
    """0 act, 1 false match, 2 clerical mistake, 3 game."""
    minute: Annotated[U16, "e"]
    """Minute within the step."""
    word: Annotated[U32, "8 e"]
    """What is drawn of an event, two words for all who may see it, and two that nobody reads.

    Of an act: kind, minute, decision, and room or repayment. Of a wrong record: kind, source, none, draw.
    Of a game: kind, class of effort, decision, draw."""
    order: Annotated[I32, "m"]
    """The events of one citizen in order of minute."""
    booked: Annotated[I64, "3 m"]
    """Kind, day and truth of the records written about one citizen."""
    me: Annotated[I64, "Me"]
    """The citizen who is being walked through the step (`walked.Me`)."""


class Sifting(NamedTuple):
    """Who has to be walked through the step, and what becomes of the acts of all others."""

    walks: Annotated[U8, "n"]
    """By slot, 1 for whom something may change."""
    fate: Annotated[U8, "e"]
    """By event, what becomes of an act (`sifting`)."""
    source: Annotated[U8, "e"]
    """By event, 1 + the source that sees an act; 0: none."""
    looked: Annotated[U32, "e"]
    """Numbers of the acts that a source may see, and then the second word of their counter."""
    who: Annotated[U32, "e"]
    word: Annotated[U32, "4 e"]
    """What is drawn of these."""
    bins: Annotated[U8, "n"]
    """Sixteenths of dread | sixteenths of hardship << 4."""
    under: Annotated[I64, "n"]
    """Consequences in force, as bits."""
    kept: Annotated[I64, "K 16"]
    """What dread leaves of the propensity to each kind in this climate, in 65,536ths."""
    special: Annotated[U8, "K"]
    """1 for a kind that is more than done: a visit, a loan, a search for a partner, or made cheaper."""


class Matching(NamedTuple):
    """Who may have a record about the wrong person."""

    risk: Annotated[U8, "n"]
    """By slot, group × 8 + class of the lasting factor: who is matched falsely alike."""
    floor: Annotated[I64, "8G"]
    """The word from which on somebody of a risk has a record of one stream."""


class Tying(NamedTuple):
    """Ties of a community, by slot (n) and by place in the order of employers (p)."""

    packed: Annotated[I64, "2n"]
    """Number, `shown` and `clean` of those who have ties, in one word."""
    tied: Annotated[I64, "3 n"]
    """Sums of `packed` over household, employer and friends."""
    employer: Annotated[U16, "p"]
    """Places of the firm that begins there; 0 elsewhere."""
    works: Annotated[U8, "n"]
    """1 for an enrolled adult with an employer."""
    after: Annotated[I16, "2 n"]
    """`shown` and `clean` after the pull of ties."""
    struck: Annotated[U8, "n"]
    """1 for those who came under a consequence; at the end for those who were replaced."""
    returned: Annotated[U8, "n"]
    """1 for those to whom redress gave points back."""


class Trading(NamedTuple):
    """Firms of a community: by place (p), and those with an employee by number (f)."""

    hired: Annotated[U8, "p"]
    """By slot and up to the community's modulus: 1 employed, 2 employed and barred from representing."""
    first_place: Annotated[U32, "f"]
    last_place: Annotated[U32, "f"]
    """The place behind the last."""
    number: Annotated[I64, "f"]
    """The firm's number among all of the community."""
    first: Annotated[I64, "f"]
    """The slot of the first employee."""
    representative: Annotated[I64, "f"]
    """The slot of the representative; -1: none."""
    employees: Annotated[I64, "f"]
    barred: Annotated[I64, "f"]
    """Employees who are barred from representing."""
    word: Annotated[U32, "4 f"]
    """What is drawn of the number of acts."""
    least: Annotated[I64, "1"]
    """The word from which on a firm of some sector considers an act."""


class Seeking(NamedTuple):
    """Those who look for a partner; all but the first by number of the seeker."""

    seeker: Annotated[U8, "n"]
    """By slot, 1 for who looks for a partner."""
    seekers: Annotated[U16, "q"]
    """Their slots."""
    sight: Annotated[I64, "q"]
    """Visibility."""
    seek: Annotated[I64, "3 q"]
    """Cell in the tally, bin of the score, and 1 for a privilege of visibility."""
    free: Annotated[U8, "2 q"]
    """Whether a seeker has no partner yet, and the sex."""


class Counting(NamedTuple):
    """What is counted of one community in one step, and of each citizen in all."""

    tally: Annotated[I64, "cells M"]
    packed: Annotated[I64, "3 512"]
    """What is counted of persons by cell, several counts in a word (`counting`)."""
    histogram: Annotated[I32, "G 64"]
    public: Annotated[I64, "F"]
    lives: Annotated[U32, "L N"]
    """[Life, citizens] since the start, the same array in every thread; [Life, 0] where nobody asked."""


class Ranking(NamedTuple):
    """The last to have a place of each good (q) in a region, by order (2), while it is found (`ranking`)."""

    digits: Annotated[I64, "1"]
    """How many of their digits are known."""
    found: Annotated[I64, "q 2 digits"]
    """These."""
    left: Annotated[I64, "q 2"]
    """Families from the first with these digits to the last to have a place."""
    counts: Annotated[I64, "q 2 65536"]
    """Families that have these digits, by the next one."""


class Scratch(NamedTuple):
    """One thread's room."""

    slots: Slots
    events: Events
    sifting: Sifting
    matching: Matching
    tying: Tying
    trading: Trading
    seeking: Seeking
    ranking: Ranking
    counting: Counting
    log: Log


def make_lives(citizens: int) -> U32:
    """Room to count of each citizen what `Life` names, uint32 [Life, citizens]."""
    return np.zeros((len(Life), citizens), np.uint32)


def make_scratch(tables: Tables, layout: Layout, lives: U32) -> Scratch:
    """Arrays large enough for any community of these tables; `lives` is shared with other threads."""
    acts = len(tables.count_above)
    wrong = _most_wrong(tables) + len(tables.gaming.until)
    events, one = SIZE * (acts + 2 * wrong) + 1, acts + wrong
    groups, kinds, goods = tables.below.shape[1], len(tables.by_name), len(tables.places.with_child)
    return Scratch(
        Slots(
            here=np.zeros(13, np.int64),
            slots=np.arange(SIZE, dtype=np.uint32),
            who=np.arange(SIZE, dtype=np.uint32),
            word=np.zeros((4, SIZE), np.uint32),
            person=np.zeros((4, SIZE), np.uint32),
            member=np.zeros(SIZE, np.uint8),
            was_member=np.zeros(SIZE, np.uint8),
            manner=np.zeros(SIZE, np.uint16),
            cell=np.zeros(SIZE, np.uint8),
            shown_before=np.zeros(SIZE, np.int16),
            hardship_before=np.zeros(SIZE, np.uint8),
        ),
        Events(
            considered=np.zeros(SIZE, np.uint8),
            first=np.zeros(SIZE, np.int32),
            rare=np.zeros(SIZE, np.uint16),
            rare_first=np.zeros(SIZE, np.int32),
            slot=np.zeros(events, np.uint16),
            drawn=np.zeros(events, np.uint32),
            kind=np.zeros(events, np.uint8),
            stream=np.zeros(events, np.uint8),
            minute=np.zeros(events, np.uint16),
            word=np.zeros((8, events), np.uint32),
            order=np.zeros(one, np.int32),
            booked=np.zeros((3, one), np.int64),
            me=np.zeros(len(Me), np.int64),
        ),
        Sifting(
            walks=np.zeros(SIZE, np.uint8),
            fate=np.zeros(events, np.uint8),
            source=np.zeros(events, np.uint8),
            looked=np.zeros(SIZE * acts, np.uint32),
            who=np.zeros(SIZE * acts, np.uint32),
            word=np.zeros((4, SIZE * acts), np.uint32),
            bins=np.zeros(SIZE, np.uint8),
            under=np.zeros(SIZE, np.int64),
            kept=np.zeros((kinds, 16), np.int64),
            special=np.zeros(kinds, np.uint8),
        ),
        Matching(
            risk=np.zeros(SIZE, np.uint8), floor=np.zeros(groups * tables.mistakes.until.shape[3], np.int64)
        ),
        Tying(
            packed=np.zeros(2 * SIZE, np.int64),
            tied=np.zeros((3, SIZE), np.int64),
            employer=np.zeros(2 * SIZE, np.uint16),
            works=np.zeros(SIZE, np.uint8),
            after=np.zeros((2, SIZE), np.int16),
            struck=np.zeros(SIZE, np.uint8),
            returned=np.zeros(SIZE, np.uint8),
        ),
        Trading(
            hired=np.zeros(SIZE, np.uint8),
            first_place=np.zeros(SIZE, np.uint32),
            last_place=np.zeros(SIZE, np.uint32),
            number=np.zeros(SIZE, np.int64),
            first=np.zeros(SIZE, np.int64),
            representative=np.zeros(SIZE, np.int64),
            employees=np.zeros(SIZE, np.int64),
            barred=np.zeros(SIZE, np.int64),
            word=np.zeros((4, SIZE), np.uint32),
            least=np.zeros(1, np.int64),
        ),
        Seeking(
            seeker=np.zeros(SIZE, np.uint8),
            seekers=np.zeros(SIZE, np.uint16),
            sight=np.zeros(SIZE, np.int64),
            seek=np.zeros((3, SIZE), np.int64),
            free=np.zeros((2, SIZE), np.uint8),
        ),
        Ranking(
            digits=np.zeros(1, np.int64),
            found=np.zeros((goods, 2, 5), np.int64),
            left=np.zeros((goods, 2), np.int64),
            counts=np.zeros((goods, 2, 1 << 16), np.int64),
        ),
        Counting(
            tally=np.zeros((10 * groups, layout.width), np.int64),
            packed=np.zeros((3, 512), np.int64),
            histogram=np.zeros((groups, BINS), np.int32),
            public=np.zeros(len(layout.public), np.int64),
            lives=lives,
        ),
        make_log(0, 0, 0),
    )


def _most_wrong(tables: Tables) -> int:
    """The most wrong records that one citizen may have in a step: the caps of all streams."""
    capped = tables.mistakes.until < EVER
    return int(capped.any(axis=(0, 1, 2, 3)).sum())

"""Room to work in: the records of one thread's arrays, which `making_scratch` makes."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.lengths import SIZE as SIZE
from underheaven.engine.log import Log

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
    considering: Annotated[U16, "n"]
    """Row of the tables of what is considered."""
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
    word: Annotated[U32, "4 e"]
    """What is drawn of an event.

    Of an act: kind, minute, decision, and room or repayment. Of a wrong record: kind, source, none, draw.
    Of a game: kind, class of effort, decision, draw."""
    order: Annotated[I64, "m"]
    """The events of one citizen in order of minute."""
    booked: Annotated[I64, "3 m"]
    """Kind, day and truth of the records written about one citizen."""
    me: Annotated[I64, "Me"]
    """The citizen who is being walked through the step (`walked.Me`)."""


class Sifting(NamedTuple):
    """Who has to be walked through the step, and what becomes of the acts of all others; `a` are acts."""

    walks: Annotated[U8, "n"]
    """By slot, 1 for whom something may change."""
    walkers: Annotated[U16, "n"]
    """Their slots."""
    fate: Annotated[U16, "e"]
    """By event, what becomes of an act, as bits (`life.decide`, `fates`)."""
    closer: Annotated[U32, "a+1"]
    """Numbers of the acts that need a closer look."""
    source: Annotated[U8, "e"]
    """By event, 1 + the source that sees an act; 0: none."""
    looked: Annotated[U32, "a+1"]
    """Numbers of the acts that a source may see."""
    who: Annotated[U32, "a+1"]
    """The second word of their counter."""
    word: Annotated[U32, "4 a+1"]
    """What is drawn of these."""
    bins: Annotated[U16, "n"]
    """Bin of dread, and above its bits that of hardship (`weighing.both_bins`)."""
    under: Annotated[I64, "n"]
    """Consequences in force, as bits."""
    kept: Annotated[I64, "K bins"]
    """What dread leaves of the propensity to each kind in this climate, in 65,536ths."""
    kept_in: Annotated[I64, "2"]
    """1 + the segment and 1 + the bin of the climate of which that was found; 0: of none."""
    special: Annotated[U8, "K"]
    """Which kinds are more than done: with which privileges help, a loan, or a search for a partner."""
    only: Annotated[U8, "K"]
    """1 + the source that alone may see a kind; 0 where several may."""
    care: Annotated[U8, "K"]
    stance: Annotated[U8, "n"]
    """What asks for a closer look at an act (`weighing`), of its kind and of its citizen."""


class Reckoning(NamedTuple):
    """What a record of each kind of act comes to in this step, and what is believed; k kinds, and g groups
    with t thresholds each: none where nobody reckons."""

    costly: Annotated[U8, "k"]
    """1 where a record is reckoned with."""
    trusted: Annotated[I64, "2G k"]
    """What of the chance that is published is perceived, by coverage and catch, in 2^40ths."""
    believed: Annotated[I64, "levels"]
    """By level, what of a belief is perceived, in 2^40ths."""
    usual: Annotated[I64, "k"]
    """What a loss weighs that is of points alone, in 1,024ths of a yuan."""
    near: Annotated[I64, "g t"]
    """The thresholds of all consequences, and of all privileges, for a group, in sixteenths of a point."""
    belief: Annotated[I64, "b"]
    """By slot, what is believed, while it moves (`deterrence.rule.FULL`); empty where no belief moves."""


class Matching(NamedTuple):
    """Who may have a record about the wrong person."""

    word: Annotated[U32, "n"]
    """By slot, the word of one source's false matches."""


class Tying(NamedTuple):
    """Ties of a community, by slot (n) and by place in the order of employers (p)."""

    packed: Annotated[I64, "2n"]
    """Number, `shown` and `clean` of those who have ties, in one word."""
    tied: Annotated[I64, "3 n"]
    """Sums of `packed` over household, employer and friends."""
    employer: Annotated[U16, "2p"]
    """Places of the firm that begins there; 0 elsewhere."""
    workers: Annotated[I64, "n"]
    """`packed` of those who also have an employer; 0 of others. Once ties are summed, `packed`, `workers` and
    `placed` hold what a tie weighs, and then what everybody adds to the counts of their cell."""
    placed: Annotated[I64, "p"]
    """The same in the order of employers, and then what each is tied to at work."""
    after: Annotated[I16, "2 n"]
    """`shown` and `clean` after the pull of ties."""
    struck: Annotated[U8, "n"]
    """1 for those who came under a consequence; at the end for those who were replaced."""
    touched: Annotated[U16, "n"]
    """The slots of those under a consequence, in reach of one, or with a privilege."""
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
    busy: Annotated[U16, "f+1"]
    """Numbers of those that act, or are near a consequence."""
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
    up_to: Annotated[I64, "2 q"]
    """Sums, by sex, of the visibility of all up to a seeker who have no partner."""
    drawn: Annotated[U32, "q"]
    """Slot | round << 12, the second word of the counter."""
    seek: Annotated[I64, "3 q"]
    """Cell in the tally, bin of the score, and 1 for a privilege of visibility."""
    free: Annotated[U8, "2 q"]
    """Whether a seeker has no partner yet, and the sex."""


class Counting(NamedTuple):
    """What is counted of one community in one step, and of each citizen in all."""

    tally: Annotated[I64, "cells M"]
    acts: Annotated[I64, "cells K 3"]
    """What is counted of acts, several counts in each of two words (`acting`), and the records that were
    added up (`summing`)."""
    packed: Annotated[I64, "3 1024"]
    """What is counted of persons by cell, several counts in a word (`counting`)."""
    histogram: Annotated[I32, "4 G 64"]
    """By slots modulo 4 (`counting`)."""
    public: Annotated[I64, "F"]
    lives: Annotated[U32, "L N"]
    """[Life, citizens] since the start, the same array in every thread; [Life, 0] where nobody asked."""


class Ranking(NamedTuple):
    """The last to have a place of each good (q) in a region, by order (2), while it is found (`ranking`)."""

    digits: Annotated[I64, "1"]
    """How many of their digits are known."""
    found: Annotated[I64, "q 2 5"]
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
    reckoning: Reckoning
    matching: Matching
    tying: Tying
    trading: Trading
    seeking: Seeking
    ranking: Ranking
    counting: Counting
    log: Log

"""All that can happen to a person, and the columns in which the kernel writes it down.

The kernel writes nothing of this unless it is asked to, for the people of one community that is lived again
(`engine.noting`). Each member's name in lower case, with spaces, is the word that files use.
"""

from __future__ import annotations

from enum import IntEnum, auto
from typing import Any

from underheaven.counted.columns import Columns


class Words(Columns):
    """Numbers from 0, whose names are words."""

    @property
    def label(self) -> str:
        """The word in files."""
        return self.name.lower().replace("_", " ")


class Bits(IntEnum):
    """Bits of a word, from the lowest."""

    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[Any]) -> int:
        del name, start, last_values
        return 1 << count

    @property
    def label(self) -> str:
        """The word in files."""
        return self.name.lower().replace("_", " ")


class What(Words):
    """What an event is. The first four are the streams of a week, by the numbers that they have in the
    kernel; the others come as a step begins or closes."""

    ACT = auto()
    """An act considered."""
    FALSE_MATCH = auto()
    """A record of somebody else's act."""
    CLERICAL_MISTAKE = auto()
    """A record by a slip of the pen."""
    GAME = auto()
    """Something considered for the score's sake."""
    ENROLLED = auto()
    PLACE = auto()
    """A place of a positional good is given or not."""
    MEETING = auto()
    """Somebody who looks for a partner is shown to another."""
    FIRM_ACT = auto()
    """The firm that one works in considers an act."""
    FIRM = auto()
    """The firm that one works in comes under a consequence."""
    APPEAL_REJECTED = auto()
    TAKES_EFFECT = auto()
    """The points of a record that waited move the score."""
    APPEAL_UPHELD = auto()
    EXPIRES = auto()
    NEWS = auto()
    SANCTION = auto()
    """New consequences frighten as the step closes."""
    ENTERED = auto()
    """A consequence is in force that was not at the end of the step before."""
    LEFT = auto()
    ASSOCIATES = auto()
    """Family and friends came under a consequence."""
    REPLACED = auto()


class Outcome(Words):
    """What became of it."""

    NONE = auto()
    NOT_DONE = auto()
    HELD_BACK = auto()
    DONE = auto()
    PREVENTED = auto()
    DENIED = auto()
    REFUSED = auto()
    NO_RULE = auto()
    PLACED = auto()
    NOT_PLACED = auto()
    MATCHED = auto()
    NOT_MATCHED = auto()
    REPRESENTATIVE = auto()
    EMPLOYEE = auto()


class Cause(Bits):
    """Why, as bits: of an act, of a game that is not played, of a place, of a meeting, of a consequence."""

    DREAD = auto()
    HARDSHIP = auto()
    CLIMATE = auto()
    NOT_WORTH_IT = auto()
    AT_HIGHEST = auto()
    HINDERED = auto()
    NOT_KNOWN = auto()
    FAVOURED = auto()
    DISPLACED = auto()
    LOOKED = auto()
    WAS_SEEN = auto()
    WRONG_RECORDS = auto()
    TIES = auto()
    RULE = auto()
    REDRESS = auto()
    SCORE = auto()
    OWN_RECORD = auto()
    NOTHING_ABOVE = auto()
    AWAITED = auto()
    RECKONING = auto()
    """A record would cost more than the act gains."""


class Record(Words):
    """A record, as it was written or not."""

    NONE = auto()
    TRUE = auto()
    WRONG = auto()
    STRUCK_OUT = auto()


class Mark(Bits):
    """What is either so or not, as bits."""

    BROUGHT_ON = auto()
    """Done, denied or refused only because of dread or hardship."""
    ANSWERABLE = auto()
    """It would have been recorded, had a source seen it."""
    TOO_MANY = auto()
    """The record is one too many of its day, and does not count."""
    WAITS = auto()
    """Its points wait for the end of a notice or for an appeal."""
    APPEALED = auto()
    CLAMPED = auto()
    """The end of the scale held the score."""
    REPAID = auto()
    DEFAULTED = auto()
    FAST = auto()
    """The line in the hospital."""
    SLOW = auto()
    LEADS = auto()
    """The citizen represents the firm."""
    FOR_ERROR = auto()
    """A game that would not be worth its effort without the wrong records."""


class Row(Columns):
    """Columns of an event. Scores and points are sixteenths; consequences and privileges are bits."""

    SLOT = auto()
    WHAT = auto()
    MINUTE = auto()
    """Within the step."""
    OF = auto()
    """The number of the kind of act, of the consequence, the good or the news, among those of its sort."""
    FATE = auto()
    """Of an act, bits of `life.decide`."""
    OUTCOME = auto()
    WHY = auto()
    """`Cause`."""
    BITS = auto()
    """The consequences that denied or prevented it, or that frighten."""
    SOURCE = auto()
    """1 + the source that wrote, or was about to write, a record; 0: none."""
    RECORD = auto()
    MARKS = auto()
    """`Mark`."""
    POINTS = auto()
    """What the rule counts; of a firm's act on the scale of firms."""
    MOVED = auto()
    """What it moved the own score by."""
    BRINGS = auto()
    """Consequences that a record brings with it."""
    USES = auto()
    """Privileges used."""
    WAITED = auto()
    """Sixteenths of a minute."""
    ONE_LINE = auto()
    """The wait in one line for all, in sixteenths of a minute."""
    NUMBER = auto()
    """How many ties."""
    WHOM = auto()
    """1 + the slot of who was met; 0: nobody."""
    FIRM = auto()
    """1 + the number of the firm in its community; 0: none."""
    FIRM_SCORE = auto()
    """The firm's score after its act, in sixteenths."""
    SINCE = auto()
    """The minute of the run at which the record that this is about was written."""
    AIM = auto()
    """1 + the number of what a game is played for, of the consequences and after them the privileges."""
    STEPS = auto()
    """Acts still needed to get there, of the kind that is gamed."""
    EFFORT = auto()
    """What the act costs, in 65,536ths."""
    OWN = auto()
    SHOWN = auto()
    CLEAN_OWN = auto()
    CLEAN = auto()
    DREAD = auto()
    HARDSHIP = auto()
    STANDING = auto()
    """Consequences in force."""
    CHANCE = auto()
    """1 + the chance of a record that is perceived at an act, in 2^24ths; 0: it is not reckoned with."""
    LOSS = auto()
    """What a record would take, in 1,024ths of a yuan."""
    COST = auto()
    """What that counts against the gain, in 65,536ths of a yuan."""


class End(Columns):
    """Columns of a citizen's step as it ended, before anybody is replaced."""

    ENROLLED = auto()
    OWN = auto()
    SHOWN = auto()
    CLEAN_OWN = auto()
    CLEAN = auto()
    DREAD = auto()
    HARDSHIP = auto()
    RECOVERED = auto()
    """What the own score regained."""
    HOUSEHOLD = auto()
    """What each sort of tie pulled, in 2^-16ths of a sixteenth."""
    EMPLOYER = auto()
    FRIENDS = auto()
    STANDING = auto()
    IN_ERROR = auto()
    """Consequences in force that would not be without the wrong records."""
    BY_TIES = auto()
    """Consequences in force that would not be by the own score."""
    SPARED = auto()
    """Consequences that would be in force by the own score."""
    PRIVILEGES = auto()
    HARD_BEFORE = auto()
    UNDER_BEFORE = auto()

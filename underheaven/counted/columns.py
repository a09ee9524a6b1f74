"""The columns of a tally, of the public state and of what everybody knows (specification, 9, 12 and 28).

Each enumeration is one block: its members are the columns of an entry in their order, and their names in
lower case are the names that files and measures use. No number of a column stands anywhere else.
"""

from __future__ import annotations

from enum import IntEnum, auto
from typing import Any


class Columns(IntEnum):
    """Columns of a block, numbered from 0."""

    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[Any]) -> int:
        del name, start, last_values
        return count

    @property
    def label(self) -> str:
        """The column's name in files and measures."""
        return self.name.lower()


def labels(columns: type[Columns]) -> tuple[str, ...]:
    """The names of a block's columns in their order."""
    return tuple(column.label for column in columns)


class Act(Columns):
    """Of each kind of act."""

    CONSIDERED = auto()
    DONE = auto()
    HELD_BACK = auto()
    BROUGHT_ON = auto()
    PREVENTED = auto()
    DENIED = auto()
    ANSWERABLE = auto()
    RECORDED = auto()
    WRONG = auto()
    REFUSED = auto()
    GAMED = auto()
    REPAID = auto()


class Source(Columns):
    """Of each source: records that are true and wrong."""

    TRUE = auto()
    WRONG = auto()


class Consequence(Columns):
    """Of each consequence: enrolled adults at the end of a step."""

    UNDER = auto()
    IN_ERROR = auto()
    BY_TIES = auto()
    SPARED_BY_TIES = auto()
    ENTERED = auto()
    LEFT = auto()
    LEFT_BY_RULE = auto()
    LEFT_BY_REDRESS = auto()


class Privilege(Columns):
    """Of each privilege."""

    HOLDERS = auto()
    USES = auto()


class Place(Columns):
    """Of each positional good: families."""

    FAMILIES = auto()
    PLACED = auto()
    DISPLACED = auto()
    FAVOURED = auto()


class FirmAct(Columns):
    """Of each kind of act of firms."""

    CONSIDERED = auto()
    DONE = auto()
    HELD_BACK = auto()
    RECORDED = auto()


class FirmConsequence(Columns):
    """Of each consequence for firms."""

    UNDER = auto()
    ENTERED = auto()
    LEFT = auto()
    EMPLOYEES = auto()


class Game(Columns):
    """Of each kind of act that is done for the score's sake: effort spent, in 65,536ths."""

    EFFORT = auto()
    EFFORT_IN_ERROR = auto()
    """By people who would not have spent it without the wrong records about them."""


class Reckon(Columns):
    """Of each kind of act that people reckon with a record of."""

    HELD_BACK = auto()
    """Not done because the gain was below what a record would cost."""
    WEIGHED = auto()
    """Acts that people would do if no record came of them."""
    CHANCE_SUM = auto()
    """The chances of a record that were perceived at these, in 2^24ths."""


class Firm(Columns):
    """Of all firms."""

    FIRMS = auto()
    EMPLOYEES = auto()
    SCORE_SUM = auto()
    WITHOUT_REPRESENTATIVE = auto()
    PASSED_OVER = auto()


class Person(Columns):
    """Of all persons."""

    PERSONS = auto()
    ADULTS = auto()
    ENROLLED = auto()
    PERSON_MINUTES = auto()
    ADULT_MINUTES = auto()
    ENROLLED_MINUTES = auto()
    SHOWN_SUM = auto()
    DREAD_SUM = auto()
    HARDSHIP_SUM = auto()
    CLAMPED = auto()
    POINTS_LOST = auto()
    POINTS_GAINED = auto()
    ANY_UNDER = auto()
    ANY_IN_ERROR = auto()
    ANY_BY_TIES = auto()
    ANY_ENTERED = auto()
    ANY_LEFT = auto()
    RISK_PLAIN = auto()
    RISK_HARD = auto()
    ENTERED_PLAIN = auto()
    ENTERED_HARD = auto()
    PULL_SUM = auto()
    POINTS_RETURNED = auto()
    RECORDS_EXPIRED = auto()
    APPEALS_TRUE = auto()
    APPEALS_WRONG = auto()
    UPHELD_TRUE = auto()
    UPHELD_WRONG = auto()
    STRUCK_TRUE = auto()
    STRUCK_WRONG = auto()
    FAST_VISITS = auto()
    FAST_MINUTES = auto()
    FAST_MINUTES_ONE_LINE = auto()
    SLOW_VISITS = auto()
    SLOW_MINUTES = auto()
    SLOW_MINUTES_ONE_LINE = auto()
    SEEKERS = auto()
    SEEN = auto()
    MATCHED = auto()
    SEEKERS_VISIBLE = auto()
    SEEN_VISIBLE = auto()
    MATCHED_VISIBLE = auto()
    MATCH_BINS = auto()
    MATCH_SQUARES = auto()
    MATCH_PRODUCTS = auto()
    EMPLOYED_CONFINED = auto()
    REPLACED = auto()


class Public(Columns):
    """The public state of a region: before the records of each source (`PublicAfter` comes after them)."""

    ENROLLED = auto()
    SANCTIONED = auto()
    CRITICAL = auto()
    SUPPORTIVE = auto()


class PublicAfter(Columns):
    """The public state after the records of each source."""

    VISITS_FAST = auto()
    VISITS_SLOW = auto()
    APPEALS = auto()


class Deeds(Columns):
    """Acts done that cost points if they are recorded; where people hear of others' records."""

    DONE = auto()
    RECORDED = auto()


class Known(Columns):
    """What everybody in a region knows, before the level of each source and the attention of each."""

    CLIMATE = auto()
    LOAD_FAST = auto()
    LOAD_SLOW = auto()
    WAIT_FAST = auto()
    WAIT_SLOW = auto()
    WAIT_ONE_LINE = auto()
    REFUSED_FAST = auto()
    REFUSED_SLOW = auto()
    BACKLOG = auto()
    APPEAL_WAIT = auto()


class Standard(Columns):
    """Of each threshold that follows outcomes, and each group: how far it is moved, in sixteenths."""

    OFFSET = auto()
    BEFORE = auto()
    """In the step before."""
    NEXT = auto()
    """From the end of the lag on."""
    HITS = auto()
    """Counted since the period began."""
    BASE = auto()
    """Of which they are a share."""


class Cut(Columns):
    """Of each positional good: the last family that was placed, and the last that a lot alone would place."""

    PLACED_RANK = auto()
    PLACED_WORD = auto()
    PLACED_PLACE = auto()
    DRAWN_WORD = auto()
    DRAWN_PLACE = auto()


class Life(Columns):
    """What is counted of each citizen where a run is asked to: acts, records (true, wrong, and those of both
    that cost points), deeds that the policy punishes, and steps that end under any consequence, in error,
    confined, or by ties."""

    DENIED = auto()
    REFUSED = auto()
    PREVENTED = auto()
    SILENCED = auto()
    RECORDS = auto()
    WRONG_RECORDS = auto()
    COSTLY_RECORDS = auto()
    DEEDS = auto()
    SANCTIONED = auto()
    IN_ERROR = auto()
    CONFINED = auto()
    BY_TIES = auto()

"""A life as it is told: the weeks and events of one synthetic citizen, with their causes.

Scores and points are in points (exact sixteenths), dread and hardship are levels of 0 to 255.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from typing import Any

import pyarrow as pa

from underheaven.counted.events import Cause, Outcome, Record, What
from underheaven.engine.world import World
from underheaven.record.provenance import NOTICE

ACT, MATCH, MISTAKE, GAME = STREAMS = tuple(
    what.label for what in (What.ACT, What.FALSE_MATCH, What.CLERICAL_MISTAKE, What.GAME)
)
"""What an event of a citizen's week is: an act considered, a record of somebody else's act, a slip of the
pen, something considered for the score's sake."""
ENROLLED, PLACE, MEETING = What.ENROLLED.label, What.PLACE.label, What.MEETING.label
FIRM_ACT, FIRM = What.FIRM_ACT.label, What.FIRM.label
UPHELD, REJECTED = What.APPEAL_UPHELD.label, What.APPEAL_REJECTED.label
EFFECT, EXPIRED = What.TAKES_EFFECT.label, What.EXPIRES.label
NEWS, SANCTION, ASSOCIATES = What.NEWS.label, What.SANCTION.label, What.ASSOCIATES.label
ENTERED, LEFT, REPLACED = What.ENTERED.label, What.LEFT.label, What.REPLACED.label
"""What else is told, at the close of a step or (places, enrolment) at its beginning."""
NOT_DONE, HELD_BACK, DONE = Outcome.NOT_DONE.label, Outcome.HELD_BACK.label, Outcome.DONE.label
PREVENTED, DENIED, REFUSED = Outcome.PREVENTED.label, Outcome.DENIED.label, Outcome.REFUSED.label
NO_RULE, MATCHED = Outcome.NO_RULE.label, Outcome.MATCHED.label
"""What became of what was considered, or of a record that was about to be written."""
TRUE, WRONG, STRUCK = Record.TRUE.label, Record.WRONG.label, Record.STRUCK_OUT.label
"""Records."""
LOOKED, WAS_SEEN = Cause.LOOKED.label, Cause.WAS_SEEN.label
"""How somebody met another."""
RECKONING = Cause.RECKONING.label
"""Why an act is held back whose gain is below what a record would cost."""
LEADS = Outcome.REPRESENTATIVE.label
"""Who stands for a firm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to the citizen, and how the citizen stood after it.

    At the close of a step `shown`, `clean` and `standing` are those to which the whole close leads.
    `what` is one of the words above; `of` names the kind of act, the consequence, the good or the news.
    """

    step: int
    day: dt.date
    minute: int
    """Of the day; what comes at the close of a step has the step's last minute."""
    what: str
    of: str = ""
    outcome: str = ""
    """What became of it."""
    why: str = ""
    """What held it back or brought it on, denied or prevented it, or how a consequence came or went."""
    brought_on: bool = False
    """Done, denied or refused only because of dread or hardship."""
    answerable: bool = False
    """Whether it would have been recorded, had a source seen it."""
    source: str = ""
    """The source that wrote, or was about to write, a record; empty where none did."""
    record: str = ""
    """`true`, `wrong`, `struck out`, or empty."""
    points: float = 0.0
    """What the rule counts for the record."""
    moved: float = 0.0
    """What it moved the own score by, now."""
    counts: bool = True
    """Whether the record counts; false for one too many of its day."""
    waits: bool = False
    """Whether its points wait for the end of a notice or for an appeal."""
    appealed: bool = False
    clamped: bool = False
    """Whether the end of the scale held the score."""
    brings: tuple[str, ...] = ()
    """Consequences that were not in force before the record and are after it."""
    repaid: bool | None = None
    """What became of a loan."""
    uses: tuple[str, ...] = ()
    """Privileges used."""
    lane: str = ""
    """`fast` or `slow` for a visit to the hospital that was wanted."""
    waited: float = 0.0
    """Minutes waited there."""
    one_line: float = 0.0
    """Minutes that the wait would have taken in one line for all."""
    number: int = 1
    """How many: of ties to people newly under a consequence, those that frightened."""
    aim: str = ""
    """Of something done for the score's sake: `consequence.NAME` to be free of, `privilege.NAME` to have."""
    steps: int = 0
    """Acts of the kind that it then takes to get there, with this one."""
    effort: float = 0.0
    """What it costs."""
    for_error: bool = False
    """Whether it would not be worth that without the wrong records about the citizen."""
    whom: int | None = None
    """Of a meeting: the citizen who was met."""
    firm: int | None = None
    """The number, in the community, of the firm that one works in, of what it does or comes under."""
    firm_score: float | None = None
    """Its score after an act of its own, on the scale of firms."""
    firm_points: float = 0.0
    """What the rule counts for a firm's act that is recorded, on that scale."""
    role: str = ""
    """What one is in it: `representative` or `employee`."""
    chance: float | None = None
    """Of an act: how likely a record was thought to be; None where nobody reckons with one."""
    loss: float = 0.0
    """What a record would have taken, as it was reckoned, yuan."""
    cost: float = 0.0
    """What chance and loss counted against the gain, yuan."""
    own: float
    shown: float
    clean_own: float
    clean: float
    dread: int
    hardship: int
    standing: tuple[str, ...]
    """Consequences in force."""


@dataclass(frozen=True, slots=True)
class Week:
    """A step as it ended, before anybody is replaced; `day` is its first."""

    step: int
    day: dt.date
    enrolled: bool
    own: float
    shown: float
    clean_own: float
    clean: float
    dread: int
    hardship: int
    recovered: float
    """What the own score regained."""
    household: float
    employer: float
    friends: float
    """What each sort of tie pulled the shown score by, before it is rounded and clamped."""
    standing: tuple[str, ...]
    in_error: tuple[str, ...]
    """Consequences in force that would not be without the wrong records."""
    by_ties: tuple[str, ...]
    """Consequences in force that would not be by the own score."""
    spared: tuple[str, ...]
    """Consequences that would be in force by the own score."""
    privileges: tuple[str, ...]
    hard_before: bool
    """Whether there was hardship as the step began."""
    under_before: bool
    """Whether any consequence was in force at the end of the step before."""


@dataclass(frozen=True)
class Life:
    """One citizen's whole history, recomputed; `weeks` are the steps told, `steps` those of the whole run."""

    world: World
    citizen: int
    region: str
    community: int
    slot: int
    adult: bool
    """Whether the citizen is of an age that is scored."""
    person: dict[str, str]
    """Attributes: group, sex, age, quintile, place, child, opinion."""
    lasting: dict[str, int]
    """Lasting factor -> the class, from 0, of who lives there at the end of what is told."""
    household: int
    """People in the household."""
    first_of_household: bool
    events: tuple[Event, ...]
    weeks: tuple[Week, ...]

    def __repr__(self) -> str:
        """In a line: whose life, and how much of it there is."""
        steps, events = len(self.weeks), len(self.events)
        return f"<Life of synthetic citizen {self.citizen}: {events:,} events, {steps:,} steps>"

    @property
    def finished(self) -> bool:
        """Whether the life is told to the end of the run."""
        return len(self.weeks) == self.world.steps

    @cached_property
    def scored(self) -> frozenset[int]:
        """The steps in which the citizen is in the scheme: in no other is there a score."""
        return frozenset(week.step for week in self.weeks if week.enrolled)

    def shown_after(self, event: Event) -> float | None:
        """The shown score after an event; None while the citizen is not in the scheme."""
        return event.shown if event.step in self.scored else None

    def of(self, *what: str) -> tuple[Event, ...]:
        """The events of these sorts."""
        return tuple(event for event in self.events if event.what in what)

    def events_table(self) -> pa.Table:
        """A row for each event, named as the fields of `Event`."""
        return _table(self.events, Event, self.world.hash)

    def weeks_table(self) -> pa.Table:
        """A row for each step, named as the fields of `Week`."""
        return _table(self.weeks, Week, self.world.hash)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "synthetic": True,
            "notice": NOTICE,
            "world": self.world.hash,
            "citizen": self.citizen,
            "region": self.region,
            "community": self.community,
            "slot": self.slot,
            "adult": self.adult,
            "person": self.person,
            "lasting": self.lasting,
            "household": self.household,
            "finished": self.finished,
            "corrections": list(self.world.policy.corrections),
            "events": [_plain(event) for event in self.events],
            "weeks": [_plain(week) for week in self.weeks],
        }


def _plain(row: Event | Week) -> dict[str, Any]:
    return {**asdict(row), "day": row.day.isoformat()}


_TYPES = {
    "int": pa.int32(),
    "int | None": pa.int64(),
    "float": pa.float64(),
    "float | None": pa.float64(),
    "bool": pa.bool_(),
    "bool | None": pa.bool_(),
    "str": pa.string(),
    "dt.date": pa.date32(),
    "tuple[str, ...]": pa.list_(pa.string()),
}


def _table(rows: Iterable[Event | Week], of: type[Event | Week], world: str) -> pa.Table:
    """A frame of rows; types are those of the fields."""
    schema = pa.schema(
        [(each.name, _TYPES[str(each.type)]) for each in fields(of)],
        metadata={"synthetic": "true", "world": world},
    )
    return pa.Table.from_pylist([asdict(row) for row in rows], schema=schema)

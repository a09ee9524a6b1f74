"""What is counted, and in which column (specification, 9.1 and 12)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from underheaven.engine.world import World

BINS = 64


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
    REFUSED = 9
    GAMED = 10
    REPAID = 11


class Under(IntEnum):
    """How somebody stands to one consequence."""

    UNDER = 0
    IN_ERROR = 1
    BY_TIES = 2
    SPARED_BY_TIES = 3
    ENTERED = 4
    LEFT = 5
    LEFT_BY_RULE = 6
    LEFT_BY_REDRESS = 7


class Above(IntEnum):
    """What is counted of one privilege."""

    HOLDERS = 0
    USES = 1


class Allotted(IntEnum):
    """What is counted of the families that want one good."""

    FAMILIES = 0
    PLACED = 1
    DISPLACED = 2
    FAVOURED = 3


class Deal(IntEnum):
    """What becomes of a firm's act of one kind."""

    CONSIDERED = 0
    DONE = 1
    HELD_BACK = 2
    RECORDED = 3


class FirmUnder(IntEnum):
    """How a firm stands to one consequence."""

    UNDER = 0
    ENTERED = 1
    LEFT = 2
    EMPLOYEES = 3


class Played(IntEnum):
    """What is counted of the kinds that may be gamed: effort."""

    EFFORT = 0
    IN_ERROR = 1


class Firm(IntEnum):
    """What is counted of firms."""

    FIRMS = 0
    EMPLOYEES = 1
    SCORE = 2
    WITHOUT_REPRESENTATIVE = 3
    PASSED_OVER = 4


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
    GIVEN_BACK = 22
    EXPIRED = 23
    APPEALED_TRUE = 24
    APPEALED_WRONG = 25
    UPHELD_TRUE = 26
    UPHELD_WRONG = 27
    STRUCK_TRUE = 28
    STRUCK_WRONG = 29
    FAST_VISITS = 30
    FAST_MINUTES = 31
    FAST_ONE_LINE = 32
    SLOW_VISITS = 33
    SLOW_MINUTES = 34
    SLOW_ONE_LINE = 35
    SEEKERS = 36
    SEEN = 37
    MATCHED = 38
    SEEKERS_VISIBLE = 39
    SEEN_VISIBLE = 40
    MATCHED_VISIBLE = 41
    BINS = 42
    SQUARES = 43
    PRODUCTS = 44
    EMPLOYED_CONFINED = 45
    REPLACED = 46


class Reckoned(IntEnum):
    """Of a kind of act that people reckon with a record of."""

    HELD_BACK = 0
    WEIGHED = 1
    CHANCE_SUM = 2


class Public(IntEnum):
    """The public state of a region; the records of each source follow, and then what `Shape` says."""

    ENROLLED = 0
    SANCTIONED = 1
    CRITICAL = 2
    SUPPORTIVE = 3
    RECORDS = 4


OUTCOMES, UNDERS, ABOVES = len(Outcome), len(Under), len(Above)
ALLOTTEDS, DEALS, FIRM_UNDERS = len(Allotted), len(Deal), len(FirmUnder)
"""Columns of each part of a tally."""


def reckoned_with(world: World) -> tuple[int, ...]:
    """The kinds that people reckon with: of a gain, no credit, and some day of points below 0."""
    society, rules = world.society, world.policy.rules
    dated = {name: rule.points for name, rule in rules.items() if rule.points is not None}
    return tuple(
        kind
        for kind, (name, act) in enumerate(society.acts.items())
        if society.behaviour.deterrence is not None
        and act.gain is not None
        and act.kind != "credit"
        and any(value < 0 for value in (dated[name].values if name in dated else ()))
    )


@dataclass(frozen=True)
class Shape:
    """How many of everything there is, and hence where each column stands."""

    regions: int
    groups: int
    kinds: int
    sources: int
    consequences: int
    privileges: int
    places: int
    firm_kinds: int
    firm_consequences: int
    games: tuple[int, ...]
    """The kinds of which effort is counted."""
    reckoned: tuple[int, ...]
    """The kinds that people reckon with a record of."""
    hears: bool
    """Whether they hear of others' records."""

    @classmethod
    def of(cls, world: World) -> Shape:
        """The shape of a world's tallies."""
        society, policy = world.society, world.policy
        deterrence, reckoned = society.behaviour.deterrence, reckoned_with(world)
        return cls(
            len(society.regions),
            len(society.groups),
            len(society.acts),
            len(policy.sources),
            len(policy.consequences),
            len(policy.privileges),
            len(society.places),
            0 if society.firms is None else len(society.firms.acts),
            0 if policy.firms is None else len(policy.firms.consequences),
            tuple(
                kind
                for kind, act in enumerate(society.acts.values())
                if society.behaviour.gaming is not None
                and society.behaviour.gaming.counts_effort
                and act.effort is not None
                and act.kind != "credit"
            ),
            reckoned,
            bool(reckoned) and deterrence is not None and deterrence.chance.by_others.value > 0,
        )

    @property
    def cells(self) -> int:
        """Group, place and quintile."""
        return 10 * self.groups

    @property
    def width(self) -> int:
        """Columns of a tally."""
        return self._persons + len(Person)

    def act(self, kind: int, outcome: Outcome) -> int:
        """The column of an outcome of a kind of act."""
        return OUTCOMES * kind + outcome

    def source(self, source: int, wrong: bool) -> int:
        """The column of a source's true or wrong records."""
        return self._sources + 2 * source + wrong

    def consequence(self, consequence: int, under: Under) -> int:
        """The column of a consequence."""
        return self._consequences + UNDERS * consequence + under

    def privilege(self, privilege: int, above: Above) -> int:
        """The column of a privilege."""
        return self._privileges + ABOVES * privilege + above

    def place(self, place: int, allotted: Allotted) -> int:
        """The column of a good that has places."""
        return self._places + ALLOTTEDS * place + allotted

    def deal(self, kind: int, deal: Deal) -> int:
        """The column of an outcome of a kind of firm act."""
        return self._deals + DEALS * kind + deal

    def firm_consequence(self, consequence: int, under: FirmUnder) -> int:
        """The column of a consequence of firms."""
        return self._firm_consequences + FIRM_UNDERS * consequence + under

    def game(self, kind: int, played: Played) -> int:
        """The column of what is spent on gaming a kind of act."""
        return self._games + len(Played) * self.games.index(kind) + played

    def reckon(self, kind: int, reckoned: Reckoned) -> int:
        """The column of what is reckoned with at a kind of act."""
        return self._reckoned + len(Reckoned) * self.reckoned.index(kind) + reckoned

    def firm(self, firm: Firm) -> int:
        """The column of a count of firms."""
        return self._firms + firm

    def person(self, person: Person) -> int:
        """The column of a count of persons."""
        return self._persons + person

    # Where each part begins: behind the one before it.

    @cached_property
    def _sources(self) -> int:
        return OUTCOMES * self.kinds

    @cached_property
    def _consequences(self) -> int:
        return self._sources + 2 * self.sources

    @cached_property
    def _privileges(self) -> int:
        return self._consequences + UNDERS * self.consequences

    @cached_property
    def _places(self) -> int:
        return self._privileges + ABOVES * self.privileges

    @cached_property
    def _deals(self) -> int:
        return self._places + ALLOTTEDS * self.places

    @cached_property
    def _firm_consequences(self) -> int:
        return self._deals + DEALS * self.firm_kinds

    @cached_property
    def _games(self) -> int:
        return self._firm_consequences + FIRM_UNDERS * self.firm_consequences

    @cached_property
    def _reckoned(self) -> int:
        return self._games + len(Played) * len(self.games)

    @cached_property
    def _firms(self) -> int:
        return self._reckoned + len(Reckoned) * len(self.reckoned)

    @cached_property
    def _persons(self) -> int:
        return self._firms + len(Firm)

    def visits_wanted(self, fast: bool) -> int:
        """The public field of visits to the hospital that were wanted."""
        return Public.RECORDS + self.sources + (0 if fast else 1)

    @property
    def appeals_filed(self) -> int:
        """The public field of appeals."""
        return Public.RECORDS + self.sources + 2

    @property
    def deeds(self) -> int:
        """The public field of acts done that cost points if they are recorded; behind it stands that of
        those of them that were recorded. Only where people hear of others' records."""
        return self.appeals_filed + 1

    @property
    def public_width(self) -> int:
        """Fields of the public state."""
        return self.deeds + 2 * self.hears

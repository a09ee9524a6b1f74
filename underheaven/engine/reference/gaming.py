"""Doing what raises the score for the score's sake (specification, 22; Hardt et al. 2016)."""

from __future__ import annotations

import math
from decimal import Decimal

from underheaven.engine.reference.acting import Considering
from underheaven.engine.reference.decimals import (
    MINUTES_PER_YEAR,
    choose,
    cumulative,
    poisson_cap,
    poisson_thresholds,
    threshold,
    total,
)
from underheaven.engine.reference.differing import Habits
from underheaven.engine.reference.people import Archetype, Attributes
from underheaven.engine.reference.scheme import UNMOVED, Scheme
from underheaven.engine.reference.segments import Segment
from underheaven.engine.reference.stakes import Moved, Stakes
from underheaven.engine.world import World

FINE = 2**24
"""Parts of a unit of effort in which it is weighed; a 256th of them is counted."""
DEAREST = 2**46


class Gaming:
    """How often games are considered, of which kinds, and when they are worth it.

    `counts` are the thresholds of the number considered in a step; empty where there is no gaming.
    """

    def __init__(
        self, world: World, scheme: Scheme, considering: Considering, attributes: Attributes, stakes: Stakes
    ) -> None:
        self._scheme, self._considering, self._attributes = scheme, considering, attributes
        self._stakes = stakes
        self._gaming = world.society.behaviour.gaming
        self._acts = list(world.society.acts.values())
        self._choices: dict[tuple[Habits, int], tuple[int, ...]] = {}
        self.counts: tuple[int, ...] = ()
        if self._gaming is not None:
            mean = self._gaming.per_year.value * world.step_minutes / MINUTES_PER_YEAR
            self.counts = poisson_thresholds(mean, poisson_cap(mean, "games considered"))
            self._names = sorted(
                name
                for name, act in world.society.acts.items()
                if act.effort is not None and act.kind != "credit"
            )
            self._until = cumulative([each.share.value for each in self._gaming.efforts])
            given = self._gaming.wait_days
            days = Decimal(0) if given is None else given.value
            self._waited = min(
                2**16, math.floor(16 * world.policy.score.recovery.value * days / Decimal("365.25"))
            )

    @property
    def counts_effort(self) -> bool:
        """Whether the effort that is spent is counted."""
        return self._gaming is not None and self._gaming.counts_effort

    def kind(self, habits: Habits, segment: Segment, word: int) -> int | None:
        """The kind that a word chooses; None without occasion, or where none is worth choosing."""
        found = (habits, segment.number)
        if found not in self._choices:
            shares = self._shares(habits, segment)
            self._choices[found] = cumulative(shares) if any(shares) else ()
        until = self._choices[found]
        return self._scheme.kinds[self._names[choose(word, until)]] if until else None

    def _shares(self, habits: Habits, segment: Segment) -> list[Decimal]:
        """How often each kind is chosen: as one considers it and, for thresholds, by what it yields."""
        rates, who = self._considering.occasions(habits), habits.who
        occasions = [rates[name] for name in self._names]
        if self._gaming is None or self._gaming.aims == "points":
            return occasions
        kinds = [self._scheme.kinds[name] for name in self._names]
        points = [Decimal(segment.points[kind].good) / 16 for kind in kinds]
        efforts = [self._reference_effort(who, kind) for kind in kinds]
        useful = [rate > 0 and gained > 0 for rate, gained in zip(occasions, points, strict=True)]
        sharp = None if self._gaming.sharpness is None else self._gaming.sharpness.value
        if sharp == 0:
            return [rate if use else Decimal(0) for rate, use in zip(occasions, useful, strict=True)]
        if any(use and effort == 0 for use, effort in zip(useful, efforts, strict=True)):
            return [
                rate if use and effort == 0 else Decimal(0)
                for rate, use, effort in zip(occasions, useful, efforts, strict=True)
            ]
        yields = [p / e if use else Decimal(0) for p, e, use in zip(points, efforts, useful, strict=True)]
        best = max(yields, default=Decimal(0))
        if sharp is None:
            return [
                rate if use and mine == best else Decimal(0)
                for rate, use, mine in zip(occasions, useful, yields, strict=True)
            ]
        return [
            rate * (sharp * (mine / best).ln()).exp() if use else Decimal(0)
            for rate, use, mine in zip(occasions, useful, yields, strict=True)
        ]

    def _reference_effort(self, who: Archetype, kind: int) -> Decimal:
        """Effort of an act for somebody, before what differs between people for good."""
        act = self._acts[kind]
        if act.effort is None:
            return Decimal(0)
        return act.effort.value * self._attributes.factor(act.effort_by, who)

    def _effort(self, who: Archetype, kind: int, person: int) -> Decimal:
        """Effort of an act; `person` is the word that chooses the class of effort."""
        if self._gaming is None:
            return Decimal(0)
        return (
            self._reference_effort(who, kind) * self._gaming.efforts[choose(person, self._until)].factor.value
        )

    def plays(
        self,
        habits: Habits,
        kind: int,
        segment: Segment,
        shown: int,
        person: int,
        word: int,
        moved: Moved = UNMOVED,
    ) -> bool:
        """Whether a game is worth its effort to a person, and the method known well enough."""
        known = word < threshold(1 - segment.secrecy)
        return known and self.is_worth(habits, kind, segment, shown, person, moved)

    def is_worth(
        self, habits: Habits, kind: int, segment: Segment, score: int, person: int, moved: Moved = UNMOVED
    ) -> bool:
        """Whether a game is worth its effort to somebody with this score; `moved` as of `Scheme.standing`."""
        points, who = segment.points[kind].good, habits.who
        if self._gaming is None or self._acts[kind].effort is None or points <= 0:
            return False
        if self._gaming.aims == "points":
            assert self._gaming.worth is not None
            return (
                self._gaming.worth.value * (Decimal(points) / 16) > self._effort(who, kind, person)
                and score < self._scheme.maximum
            )
        score = max(score, min(self._scheme.start, score + self._waited))
        every = self._stakes.above(habits, segment, moved)
        above = [(target, gain) for target, gain in every if target > score]
        return any(
            total(Decimal(gain) for target, gain in above if target <= reached)
            > math.ceil(Decimal(reached - score) / points) * self._fine(who, kind, person)
            for reached, _ in above
        )

    def _fine(self, who: Archetype, kind: int, person: int) -> int:
        return min(DEAREST, math.ceil(FINE * self._effort(who, kind, person)))

    def spent(self, who: Archetype, kind: int, person: int) -> int:
        """The effort of an act as it is counted, in 65,536ths."""
        return self._fine(who, kind, person) // 256

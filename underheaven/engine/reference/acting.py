"""Considering an act and deciding on it (specification, 5 and 6)."""

from __future__ import annotations

import math
from decimal import Decimal
from itertools import pairwise

from underheaven.documents.problems import refuse
from underheaven.engine.reference.decimals import (
    CERTAIN,
    MINUTES_PER_YEAR,
    Alias,
    alias_table,
    cumulative,
    poisson_cap,
    poisson_thresholds,
    threshold,
    total,
)
from underheaven.engine.reference.differing import Differing, Habits
from underheaven.engine.reference.people import Archetype, Attributes
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.reference.segments import Segment
from underheaven.engine.world import World

ONE = 65_536
LARGEST_FACTOR = 2**20


class Considering:
    """How often citizens consider acts, and of which kinds: the society alone."""

    def __init__(self, world: World, attributes: Attributes, differing: Differing) -> None:
        self._society, self._attributes, self._differing = world.society, attributes, differing
        self._names, numbers = sorted(world.society.acts), list(world.society.acts)
        self._numbers = [numbers.index(name) for name in self._names]
        self._minutes = world.step_minutes
        self._usual: dict[Archetype, dict[str, Decimal]] = {}
        everybody = (Habits(who, classes) for who in attributes.all() for classes in differing.all())
        largest = max(total(self._rates(habits)) for habits in everybody)
        self._cap = poisson_cap(self._mean(largest), "acts considered")
        self._counts: dict[Habits, tuple[int, ...]] = {}
        self._kinds: dict[Habits, Alias] = {}

    def _rates(self, habits: Habits) -> list[Decimal]:
        """Times a year that each kind of act is considered, in the order of names."""
        return [
            self._differing.considered(name, rate, habits.classes)
            for name, rate in self.usual(habits.who).items()
        ]

    def usual(self, who: Archetype) -> dict[str, Decimal]:
        """The same by name, lasting differences aside."""
        if who not in self._usual:
            self._usual[who] = {
                name: self._society.acts[name].per_year.value
                * self._attributes.factor(self._society.acts[name].rate_by, who)
                for name in self._names
            }
        return self._usual[who]

    def _mean(self, per_year: Decimal) -> Decimal:
        return per_year * self._minutes / MINUTES_PER_YEAR

    def counts(self, habits: Habits) -> tuple[int, ...]:
        """Thresholds of the number of acts considered in a step."""
        if habits not in self._counts:
            mean = self._mean(total(self._rates(habits)))
            self._counts[habits] = poisson_thresholds(mean, self._cap)
        return self._counts[habits]

    def occasions(self, habits: Habits) -> dict[str, Decimal]:
        """Times a year that each kind of act is considered, by name and in the order of names."""
        return dict(zip(self._names, self._rates(habits), strict=True))

    def kind(self, habits: Habits, word: int) -> int:
        """The kind of an act that is considered."""
        return self._numbers[self._table(habits).choose(word)]

    def _table(self, habits: Habits) -> Alias:
        """The alias table of kinds by name; only for those that consider anything."""
        if habits not in self._kinds:
            sums = (0, *cumulative(self._rates(habits)))
            self._kinds[habits] = alias_table([above - below for below, above in pairwise(sums)])
        return self._kinds[habits]


class Deciding:
    """How likely a considered act is done, without and with dread and hardship."""

    def __init__(self, world: World, attributes: Attributes, scheme: Scheme, differing: Differing) -> None:
        self._acts = list(world.society.acts.values())
        self._names, self._attributes, self._differing = list(world.society.acts), attributes, differing
        self._baseline: dict[tuple[Habits, int], int] = {}
        for name, act in world.society.acts.items():
            # Factors are 0 at least: of whoever is readiest, lasting differences make the largest chance.
            readiest = act.propensity.value * max(
                attributes.factor(act.propensity_by, who) for who in attributes.all()
            )
            if any(differing.inclined(name, readiest, classes) > 1 for classes in differing.all()):
                raise refuse(
                    f"{name}: `propensity` times its factors is above 1",
                    "a chance is at most 1",
                    "lower `propensity` or its factors",
                )
        behaviour = world.society.behaviour
        spread = behaviour.dread.secrecy_spread.value
        fine = behaviour.interpolate or behaviour.deterrence is not None
        # Levels are cut into sixteen bins of as many levels, or not at all.
        self._apart = 1 if fine else 16
        bins = range(256 // self._apart)
        self._last = bins[-1]
        self._dread = {
            (segment.number, kind): [
                math.floor(whole * b / bins[-1])
                for whole in [ONE * (act.dread_response.value * self._weight(segment, kind, spread))]
                for b in bins
            ]
            for segment in scheme.segments
            for kind, act in enumerate(self._acts)
        }
        alone, crowd = behaviour.climate.alone.value, behaviour.climate.crowd.value
        self._climate = [math.floor(ONE * (alone + (crowd - alone) * s / bins[-1])) for s in bins]
        self._hardship = [
            [_bounded(math.floor(ONE * (1 + act.hardship_response.value * b / bins[-1]))) for b in bins]
            for act in self._acts
        ]

    @staticmethod
    def _weight(segment: Segment, kind: int, spread: Decimal) -> Decimal:
        """How much of a response counts: all of it for acts that are punished, some where nobody knows."""
        return Decimal(1) if segment.points[kind].negative else segment.secrecy * spread

    def _propensity(self, habits: Habits, kind: int) -> Decimal:
        act = self._acts[kind]
        usual = act.propensity.value * self._attributes.factor(act.propensity_by, habits.who)
        return self._differing.inclined(self._names[kind], usual, habits.classes)

    def baseline(self, habits: Habits, kind: int) -> int:
        """The threshold of doing the act without dread or hardship, 0 to 2^32."""
        if (habits, kind) not in self._baseline:
            self._baseline[habits, kind] = threshold(self._propensity(habits, kind))
        return self._baseline[habits, kind]

    def today(
        self, habits: Habits, kind: int, segment: Segment, dread: int, hardship: int, climate: int
    ) -> int:
        """The threshold of doing the act now; dread and hardship are levels, `climate` is in 65,536ths."""
        place = min(self._last, climate // (256 * self._apart))
        alone = self._climate[place] if self._acts[kind].speech == "critical" else ONE
        chill = self._dread[segment.number, kind][dread // self._apart] * alone >> 16
        careful = self.baseline(habits, kind) * _bounded(ONE - chill) >> 16
        return min(CERTAIN, careful * self._hardship[kind][hardship // self._apart] >> 16)


def _bounded(factor: int) -> int:
    return max(0, min(LARGEST_FACTOR, factor))

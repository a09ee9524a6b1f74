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
from underheaven.engine.reference.people import Archetype, Attributes
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.reference.segments import Segment
from underheaven.engine.world import World

ONE = 65_536
LARGEST_FACTOR = 2**20
BINS = range(16)


class Considering:
    """How often citizens consider acts, and of which kinds: the society alone."""

    def __init__(self, world: World, attributes: Attributes) -> None:
        self._society, self._attributes = world.society, attributes
        self._names, numbers = sorted(world.society.acts), list(world.society.acts)
        self._numbers = [numbers.index(name) for name in self._names]
        self._minutes = world.step_minutes
        largest = max(total(self._rates(archetype)) for archetype in attributes.all())
        self._cap = poisson_cap(self._mean(largest), "acts considered")
        self._counts: dict[Archetype, tuple[int, ...]] = {}
        self._kinds: dict[Archetype, Alias] = {}

    def _rates(self, archetype: Archetype) -> list[Decimal]:
        """Times a year that each kind of act is considered, in the order of names."""
        acts = [self._society.acts[name] for name in self._names]
        return [act.per_year.value * self._attributes.factor(act.rate_by, archetype) for act in acts]

    def _mean(self, per_year: Decimal) -> Decimal:
        return per_year * self._minutes / MINUTES_PER_YEAR

    def counts(self, archetype: Archetype) -> tuple[int, ...]:
        """Thresholds of the number of acts considered in a step."""
        if archetype not in self._counts:
            mean = self._mean(total(self._rates(archetype)))
            self._counts[archetype] = poisson_thresholds(mean, self._cap)
        return self._counts[archetype]

    def occasions(self, archetype: Archetype) -> dict[str, Decimal]:
        """Times a year that each kind of act is considered, by name and in the order of names."""
        return dict(zip(self._names, self._rates(archetype), strict=True))

    def kind(self, archetype: Archetype, word: int) -> int:
        """The kind of an act that is considered."""
        return self._numbers[self._table(archetype).choose(word)]

    def _table(self, archetype: Archetype) -> Alias:
        """The alias table of kinds by name; only for archetypes that consider anything."""
        if archetype not in self._kinds:
            sums = (0, *cumulative(self._rates(archetype)))
            self._kinds[archetype] = alias_table([above - below for below, above in pairwise(sums)])
        return self._kinds[archetype]


class Deciding:
    """How likely a considered act is done, without and with dread and hardship."""

    def __init__(self, world: World, attributes: Attributes, scheme: Scheme) -> None:
        self._acts = list(world.society.acts.values())
        self._attributes = attributes
        self._baseline: dict[tuple[Archetype, int], int] = {}
        for kind, name in enumerate(world.society.acts):
            if any(self._propensity(archetype, kind) > 1 for archetype in attributes.all()):
                raise refuse(
                    f"{name}: `propensity` times its factors is above 1",
                    "a chance is at most 1",
                    "lower `propensity` or its factors",
                )
        behaviour = world.society.behaviour
        spread = behaviour.dread.secrecy_spread.value
        self._dread = {
            (segment.number, kind): [
                math.floor(ONE * (act.dread_response.value * self._weight(segment, kind, spread)) * b / 15)
                for b in BINS
            ]
            for segment in scheme.segments
            for kind, act in enumerate(self._acts)
        }
        alone, crowd = behaviour.climate.alone.value, behaviour.climate.crowd.value
        self._climate = [math.floor(ONE * (alone + (crowd - alone) * s / 15)) for s in BINS]
        self._hardship = [
            [_bounded(math.floor(ONE * (1 + act.hardship_response.value * b / 15))) for b in BINS]
            for act in self._acts
        ]

    @staticmethod
    def _weight(segment: Segment, kind: int, spread: Decimal) -> Decimal:
        """How much of a response counts: all of it for acts that are punished, some where nobody knows."""
        return Decimal(1) if segment.points[kind].negative else segment.secrecy * spread

    def _propensity(self, archetype: Archetype, kind: int) -> Decimal:
        act = self._acts[kind]
        return act.propensity.value * self._attributes.factor(act.propensity_by, archetype)

    def baseline(self, archetype: Archetype, kind: int) -> int:
        """The threshold of doing the act without dread or hardship, 0 to 2^32."""
        if (archetype, kind) not in self._baseline:
            self._baseline[archetype, kind] = threshold(self._propensity(archetype, kind))
        return self._baseline[archetype, kind]

    def today(
        self, archetype: Archetype, kind: int, segment: Segment, dread: int, hardship: int, climate: int
    ) -> int:
        """The threshold of doing the act now; dread and hardship are levels, `climate` is a bin."""
        alone = self._climate[climate] if self._acts[kind].speech == "critical" else ONE
        chill = self._dread[segment.number, kind][dread >> 4] * alone >> 16
        careful = self.baseline(archetype, kind) * _bounded(ONE - chill) >> 16
        return min(CERTAIN, careful * self._hardship[kind][hardship >> 4] >> 16)


def _bounded(factor: int) -> int:
    return max(0, min(LARGEST_FACTOR, factor))

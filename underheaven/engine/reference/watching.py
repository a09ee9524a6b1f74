"""What the sources see of what is done (specification, 7.1)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from underheaven.documents.problems import refuse
from underheaven.engine.reference.decimals import CERTAIN, threshold
from underheaven.engine.reference.people import Archetype
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.reference.segments import Segment
from underheaven.engine.world import World
from underheaven.policy.schema import Source
from underheaven.society.schema import Region

SLOTS = 4
RURAL, URBAN = range(2)
ONE = 65_536


def density(name: str | None, region: Region) -> Decimal:
    """The region's density of this name; 1 where there is none."""
    if name is None or name not in region.densities:
        return Decimal(1)
    return region.densities[name].value


class Watching:
    """The chances of being seen."""

    def __init__(self, world: World, scheme: Scheme) -> None:
        self._society = world.society
        self._regions = list(world.society.regions.values())
        self._sources = list(world.policy.sources.values())
        self.slots = {
            number: [j for j, source in enumerate(self._sources) if kind in source.sees]
            for kind, number in scheme.kinds.items()
        }
        self.names = list(world.policy.sources)
        self._kinds = list(scheme.kinds)
        self._no_faces = world.policy.safeguards.no_biometric_only
        for number, sources in self.slots.items():
            if len(sources) > SLOTS:
                raise refuse(
                    f"{len(sources)} sources see {self._kinds[number]}",
                    f"a kind of act is seen by at most {SLOTS}",
                    "remove it from the sources that see least of it",
                )
        self._seen: dict[tuple[int, int, int, int, int], list[int]] = {}

    def seen(
        self, segment: Segment, region: int, who: Archetype, kind: int, hour: int, attention: Sequence[int]
    ) -> list[int]:
        """The threshold of each slot of a kind at an hour; `attention` is that of each source."""
        return [
            min(CERTAIN, (seen * self._open(self._sources[j], hour) >> 16) * attention[j] >> 16)
            for j, seen in zip(self.slots[kind], self.usual(segment, region, who, kind), strict=True)
        ]

    def usual(self, segment: Segment, region: int, who: Archetype, kind: int) -> list[int]:
        """The thresholds at full hours and attention, for the citizen's group in towns or country."""
        which = (segment.number, region, who.group, who.place, kind)
        if which not in self._seen:
            self._seen[which] = [
                threshold(
                    self._chance(self._sources[j], segment, region, who.group, who.place, self._kinds[kind])
                )
                for j in self.slots[kind]
            ]
        return self._seen[which]

    @staticmethod
    def _open(source: Source, hour: int) -> int:
        """What a source sees at an hour of the day, in 65,536ths of what it otherwise would."""
        for hours in source.hours:
            if hours.last.value < hours.first.value:
                within = hour >= hours.first.value or hour <= hours.last.value
            else:
                within = hours.first.value <= hour <= hours.last.value
            if within:
                return math.floor(ONE * hours.share.value)
        return ONE

    def _chance(
        self, source: Source, segment: Segment, region: int, group: int, place: int, kind: str
    ) -> Decimal:
        if source.faces is not None and self._no_faces:
            return Decimal(0)
        coverage = source.coverage.urban if place == URBAN else source.coverage.rural
        reach = segment.number_of(coverage) * density(source.density, self._regions[region])
        miss = Decimal(0)
        if source.faces is not None:
            factor = self._society.matching.false_non_match.get(self._society.groups[group])
            times = Decimal(1) if factor is None else factor.value
            miss = min(Decimal(1), source.faces.false_non_match_rate.value * times)
        return min(Decimal(1), reach) * segment.number_of(source.sees[kind]) * (1 - miss)

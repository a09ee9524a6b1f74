"""What the sources see of what is done (specification, 7.1)."""

from __future__ import annotations

from decimal import Decimal

from underheaven.documents.problems import refuse
from underheaven.engine.reference.decimals import threshold
from underheaven.engine.reference.scheme import Scheme, Segment, value_on
from underheaven.engine.world import World
from underheaven.policy.schema import Source
from underheaven.society.schema import Region

SLOTS = 4
RURAL, URBAN = range(2)


def density(source: Source, region: Region) -> Decimal:
    """The region's density that scales a source's coverage; 1 where there is none."""
    if source.density is None or source.density not in region.densities:
        return Decimal(1)
    return region.densities[source.density].value


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
        self._names = list(scheme.kinds)
        for number, sources in self.slots.items():
            if len(sources) > SLOTS:
                raise refuse(
                    f"{len(sources)} sources see {self._names[number]}",
                    f"a kind of act is seen by at most {SLOTS}",
                    "remove it from the sources that see least of it",
                )
        self._seen: dict[tuple[int, int, int, int, int], list[int]] = {}

    def seen(self, segment: Segment, region: int, group: int, place: int, kind: int) -> list[int]:
        """The threshold of each slot of a kind, for citizens of a group in a region's towns or country."""
        which = (segment.number, region, group, place, kind)
        if which not in self._seen:
            self._seen[which] = [
                threshold(self._chance(self._sources[j], segment, region, group, place, self._names[kind]))
                for j in self.slots[kind]
            ]
        return self._seen[which]

    def _chance(
        self, source: Source, segment: Segment, region: int, group: int, place: int, kind: str
    ) -> Decimal:
        coverage = source.coverage.urban if place == URBAN else source.coverage.rural
        reach = value_on(coverage, segment.day) * density(source, self._regions[region])
        miss = Decimal(0)
        if source.faces is not None:
            factor = self._society.matching.false_non_match.get(self._society.groups[group])
            times = Decimal(1) if factor is None else factor.value
            miss = min(Decimal(1), source.faces.false_non_match_rate.value * times)
        return min(Decimal(1), reach) * value_on(source.sees[kind], segment.day) * (1 - miss)

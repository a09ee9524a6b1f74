"""How often one face is taken for another (specification, 7.3).

FPIR = 1 - (1 - FMR)^N: Grother, Ngan and Hanaoka 2019 (NISTIR 8280).
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from underheaven.documents.problems import refuse
from underheaven.engine.reference.decimals import cumulative, total
from underheaven.engine.reference.scheme import mean_coverage
from underheaven.engine.reference.segments import Segment
from underheaven.engine.reference.watching import density
from underheaven.engine.world import World
from underheaven.mechanisms.mistakes.model import Faces, Persistence
from underheaven.policy.schema import Source

TOLERANCE = Decimal("1e-9")


class Matching:
    """Rates of false matches per person-year."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._groups = world.society.groups
        self._regions = list(world.society.regions.values())
        self._factors = [[self._factor(h, g) for g in self._groups] for h in self._groups]

    def _factor(self, searched: str, matched: str) -> Decimal:
        factor = self._world.society.matching.false_match.get(searched, {}).get(matched)
        return Decimal(1) if factor is None else factor.value

    def _share(self, region: int, group: str) -> Decimal:
        return self._regions[region].groups.values.get(group, Decimal(0))

    def _gallery(self, faces: Faces, region: int) -> list[Decimal]:
        """How many people of each group are in the gallery."""
        people = [int(r.population.value) for r in self._regions]
        if faces.gallery == "nation":
            return [total(n * self._share(r, group) for r, n in enumerate(people)) for group in self._groups]
        size = people[region]
        if faces.gallery != "region":
            size = min(faces.gallery.value, size)
        return [size * self._share(region, group) for group in self._groups]

    def _searches(self, source: Source, faces: Faces, segment: Segment, region: int) -> Decimal:
        """Searches per head and year in a region."""
        here = self._regions[region]
        covered = mean_coverage(
            here.urban.value,
            segment.number_of(source.coverage.urban),
            segment.number_of(source.coverage.rural),
        )
        reach = min(Decimal(1), covered * density(source.density, here))
        return segment.number_of(faces.searches_per_person_year) * reach

    def rate(self, source: Source, faces: Faces, segment: Segment, region: int, group: int) -> Decimal:
        """False matches of one citizen of a group by one source, per year, before the lasting factor."""
        searches = self._searches(source, faces, segment, region)
        gallery = self._gallery(faces, region)
        rate = Decimal(0)
        for people, factors in zip(gallery, self._factors, strict=True):
            false_match = [min(Decimal(1), faces.false_match_rate.value * factor) for factor in factors]
            if faces.acted_on == "every_hit":
                rate += searches * people * false_match[group]
            else:
                weights = total(n * factor for n, factor in zip(gallery, factors, strict=True))
                if weights:
                    rate += (
                        searches
                        * people
                        * _any_hit(tuple(false_match), tuple(gallery))
                        * factors[group]
                        / weights
                    )
        return rate


@lru_cache(maxsize=1024)
def _any_hit(false_match: tuple[Decimal, ...], gallery: tuple[Decimal, ...]) -> Decimal:
    """FPIR: the chance that a search meets at least one false match."""
    nobody = Decimal(1)
    for chance, people in zip(false_match, gallery, strict=True):
        if people:
            nobody *= (1 - chance) ** people if chance < 1 else 0
    return 1 - nobody


def lasting_classes(sources: list[Source]) -> tuple[tuple[int, ...], list[Decimal]]:
    """Thresholds of the classes of people whose faces are mistaken more or less often, and their factors."""
    searching = [source.faces.persistence for source in sources if source.faces is not None]
    if not searching:
        return cumulative([Decimal(1)]), [Decimal(1)]
    classes = searching[0]
    mean = total(c.share.value * c.factor.value for c in classes)
    if any(_numbers(other) != _numbers(classes) for other in searching) or abs(mean - 1) > TOLERANCE:
        raise refuse(
            "`persistence` of the sources with faces",
            "all must have the same classes, with a mean factor of 1",
            "give every source the same classes",
        )
    return cumulative([c.share.value for c in classes]), [c.factor.value for c in classes]


def _numbers(classes: tuple[Persistence, ...]) -> list[tuple[Decimal, Decimal]]:
    return [(c.share.value, c.factor.value) for c in classes]

"""False matches: rates against the formulas of the literature, and thinning between segments."""

import itertools
from collections.abc import Iterator
from decimal import Decimal, localcontext

import pytest

from tests.worlds import ALL, random_world
from underheaven.documents.quantity import Whole
from underheaven.engine.reference.decimals import CONTEXT
from underheaven.engine.reference.matching import Matching
from underheaven.engine.reference.mistaking import clerical_mistakes
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.world import World
from underheaven.mechanisms.mistakes.model import Faces
from underheaven.policy.schema import Source


def _searching(without: frozenset[str]) -> Iterator[tuple[World, Source, Faces]]:
    """Sources that search faces, in worlds where coverage is whole and nothing is dated."""
    for seed in range(12):
        world, _ = random_world(seed, ALL - without - {"dated"})
        for source in world.policy.sources.values():
            if source.faces is not None:
                whole = source.coverage.urban.model_copy(update={"value": Decimal(1)})
                coverage = source.coverage.model_copy(update={"urban": whole, "rural": whole})
                yield world, source.model_copy(update={"coverage": coverage, "density": None}), source.faces


def _searches(faces: Faces) -> float:
    return float(faces.searches_per_person_year.value or 0)


def test_with_equal_faces_rates_are_those_of_the_textbook() -> None:
    """Every hit: searches × N × FMR. The best hit: searches × (1 - (1 - FMR)^N), shared by N people."""
    kinds = set()
    for world, source, faces in _searching(frozenset({"matching"})):
        people = [int(region.population.value) for region in world.society.regions.values()]
        among = {"region": people[0], "nation": sum(people)}
        gallery = faces.gallery.value if isinstance(faces.gallery, Whole) else among[faces.gallery]
        assert isinstance(gallery, int)
        chance = float(faces.false_match_rate.value)
        hits = gallery * chance if faces.acted_on == "every_hit" else 1 - (1 - chance) ** gallery
        with localcontext(CONTEXT):
            found = Matching(world).rate(source, faces, Scheme(world).segments[0], 0, 0)
        assert float(found) == pytest.approx(_searches(faces) * hits, rel=1e-6)
        kinds.add((faces.acted_on, isinstance(faces.gallery, Whole)))
    assert len(kinds) == 4


def test_what_the_best_hits_find_is_shared_out_whole() -> None:
    """However unequal the faces: the gallery's wrong records are the searches with a false match."""
    met = 0
    for world, source, faces in _searching(frozenset()):
        if faces.acted_on != "best_hit" or faces.gallery != "region":
            continue
        region = next(iter(world.society.regions.values()))
        groups = world.society.groups
        people = {g: float(region.population.value * region.groups.values[g]) for g in groups}
        factors = world.society.matching.false_match
        with localcontext(CONTEXT):
            matching, segment = Matching(world), Scheme(world).segments[0]
            rates = [float(matching.rate(source, faces, segment, 0, g)) for g in range(len(groups))]
        hits = 0.0
        for searched in groups:
            nobody = 1.0
            for matched in groups:
                factor = factors.get(searched, {}).get(matched)
                times = 1.0 if factor is None else float(factor.value)
                nobody *= (1 - min(1.0, float(faces.false_match_rate.value) * times)) ** people[matched]
            hits += _searches(faces) * people[searched] * (1 - nobody)
        assert sum(n * rate for n, rate in zip(people.values(), rates, strict=True)) == pytest.approx(hits)
        met += 1
    assert met


def test_thinning_keeps_events_in_proportion() -> None:
    """The busiest segment of a step keeps everything, others the share that their rate is of its own."""
    met = 0
    for seed in range(30):
        world, _ = random_world(seed)
        with localcontext(CONTEXT):
            scheme = Scheme(world)
            streams = clerical_mistakes(world, scheme)
            for stream, step in itertools.product(streams, range(world.steps)):
                segments = scheme.of_step(step)
                kept = [sum(stream.keeps(step, s, 0, 0, word << 24) for word in range(256)) for s in segments]
                rates = [float(stream.rate(s, 0, 0)) for s in segments]
                if max(rates) > 0:
                    assert max(kept) == 256
                    met += len(set(kept)) > 1
                    for number, rate in zip(kept, rates, strict=True):
                        assert number == pytest.approx(256 * rate / max(rates), abs=1)
    assert met > 5

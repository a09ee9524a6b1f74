"""Queues, places, loans and partners as integers, against exact fractions."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import numpy as np
import pytest

from tests.engine.small import NEW_YEAR, digits, shipped, with_policy, with_society
from tests.worlds import FEATURES, random_world
from underheaven.documents.problems import InputError
from underheaven.engine.compiling import compile_tables
from underheaven.engine.compiling.regions import density
from underheaven.engine.world import World
from underheaven.society.archetypes import Archetypes
from underheaven.society.schema import ATTRIBUTES

WORLD = shipped()
SEEDS = range(12)


def _world(seed: int) -> World:
    return random_world(seed, frozenset(FEATURES))[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_capacity_of_a_step_is_that_of_the_region(seed: int) -> None:
    world = _world(seed)
    given, found = world.society.hospital, compile_tables(world).hospital
    if given is None:
        assert found.kind == -1
        return
    for region, n, room in zip(
        world.society.regions.values(), world.citizens_of_regions, found.capacity.tolist(), strict=True
    ):
        visits = Fraction(given.visits_per_person_year.value) * Fraction(density(region, given.density)) * n
        assert room == floor(2**20 * visits * world.step_minutes / 525_960)
    assert list(world.society.acts)[found.kind] == given.kind
    assert found.service == floor(16 * Fraction(given.minutes_per_visit.value))
    assert found.spread == floor(65_536 * (1 + Fraction(given.variation.value) ** 2) / 2)


@pytest.mark.parametrize("seed", SEEDS)
def test_places_are_allotted_when_a_year_begins_and_ranked_from_their_day(seed: int) -> None:
    world = _world(seed)
    place, goods, guards = compile_tables(world).places, world.society.places, world.policy.safeguards
    for step in range(world.steps):
        begins = step > 0 and world.year_of(step) != world.year_of(step - 1)
        assert place.allotted[step] == (begins and len(goods) > 0)
        first = step * world.step_minutes
        for q, name in enumerate(goods):
            ranked = name in world.policy.positional
            ranked = ranked and world.minute_of(world.policy.positional[name].since) <= first
            over = guards.sunset is not None and world.minute_of(guards.sunset) <= first
            assert place.ranked[step, q] == (ranked and not over)


@pytest.mark.parametrize("seed", SEEDS)
def test_who_pays_back_is_the_archetypes_own(seed: int) -> None:
    """Looked up factor by factor; also where archetypes differ in nothing else."""
    world = _world(seed)
    credit, names = compile_tables(world).credit, Archetypes(world.society).categories
    for k, act in enumerate(world.society.acts.values()):
        assert credit.has_outcome[k] == (act.kind == "credit")
        if act.repayment is None:
            assert (credit.base[:, k] == 2**32).all()
            continue
        for archetype, place in enumerate(digits(world.society).tolist()):
            chance = Fraction(act.repayment.value)
            for number, attribute in enumerate(ATTRIBUTES):
                factor = act.repayment_by.get(attribute, {}).get(names[attribute][place[number]])
                chance *= 1 if factor is None else Fraction(factor.value)
            assert credit.base[archetype, k] == floor(2**32 * chance)
        bands = [floor(65_536 * Fraction(each.value)) for each in act.repayment_by_band]
        assert credit.factor[k].tolist() == [*bands, *[65_536] * (16 - len(bands))]
        assert credit.bands[k] == len(bands)


def test_a_repayment_above_one_is_refused() -> None:
    acts = {name: act.model_dump(exclude_none=True) for name, act in WORLD.society.acts.items()}
    acts["loan"] |= {"repayment": Decimal("0.6"), "repayment_by": {"place": {"urban": 2}}}
    with pytest.raises(InputError, match="repayment"):
        compile_tables(with_society(WORLD, acts=acts))


def test_a_density_that_is_not_named_or_not_stated_is_one() -> None:
    region = next(iter(WORLD.society.regions.values()))
    assert density(region, None) == density(region, "nowhere") == 1
    for name, given in region.densities.items():
        assert density(region, name) == given.value


def test_without_its_parts_a_society_serves_nobody() -> None:
    parts: dict[str, Any] = {"hospital": None, "places": {}, "dating": None}
    bare = with_policy(with_society(WORLD, **parts), positional={}, privileges={})
    tables = compile_tables(bare)
    assert (tables.hospital.kind, tables.partners.kind) == (-1, -1)
    assert not tables.hospital.capacity.any()
    assert not tables.places.allotted.any()


def test_partners_are_of_the_sexes_of_the_archetypes() -> None:
    dating, given = compile_tables(WORLD).partners, WORLD.society.dating
    assert given is not None
    assert np.array_equal(dating.sex, digits(WORLD.society)[:, ATTRIBUTES.index("sex")])
    assert dating.acceptance == floor(2**32 * given.acceptance.value)
    assert list(WORLD.society.acts)[dating.kind] == given.kind


def test_a_rank_ends_with_the_scheme() -> None:
    start = NEW_YEAR - dt.timedelta(days=14)
    world = shipped(start=start, days=800)
    world = with_policy(world, safeguards={"sunset": dt.date(2021, 6, 1)})
    place = compile_tables(world).places
    years = [world.year_of(step) for step in np.flatnonzero(place.allotted).tolist()]
    assert years == [2020, 2021, 2022]
    assert place.ranked[np.flatnonzero(place.allotted), 0].tolist() == [1, 1, 0]

"""Places, partners, firms and renewal in random worlds."""

import dataclasses
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from tests.engine.reference.runs import Run
from tests.worlds import FEATURES, random_world
from underheaven.documents.quantity import Quantity
from underheaven.engine.layout import layout_of
from underheaven.engine.reference import simulate
from underheaven.mechanisms.places.model import Positional
from underheaven.mechanisms.renewal.model import Renewal


def _run(seed: int, policy: dict[str, Any] | None = None, **society: Any) -> Run:
    """A random world with some parts of its society and policy replaced."""
    world, columns = random_world(seed, frozenset(FEATURES))
    changed = dataclasses.replace(
        world,
        society=world.society.model_copy(update=society),
        policy=world.policy.model_copy(update=policy or {}),
        renewal=world.renewal or "renewal" in society,
    )
    return Run(changed, simulate(changed, columns), layout_of(changed))


def _seeds(part: str, number: int = 4) -> list[int]:
    """The first seeds whose worlds have a part; places are allotted only where a year begins."""
    found = []
    for seed in range(200):
        world, _ = random_world(seed, frozenset(FEATURES))
        years = {world.year_of(step) for step in range(world.steps)}
        if getattr(world.society, part) and (part != "places" or len(years) > 1):
            found.append(seed)
        if len(found) == number:
            return found
    raise AssertionError(f"too few worlds have {part}")


@pytest.mark.parametrize("seed", _seeds("places"))
def test_places_are_filled_exactly_and_what_one_family_gains_another_loses(seed: int) -> None:
    world = random_world(seed, frozenset(FEATURES))[0]
    ranked = {name: Positional(since=world.start) for name in world.society.places}
    for positional in (ranked, {}):
        found = _run(seed, {"positional": positional})
        for name, place in found.world.society.places.items():
            families, placed, displaced, favoured = (
                found.totals(f"place.{name}.{what}")
                for what in ("families", "placed", "displaced", "favoured")
            )
            assert np.array_equal(displaced, favoured)
            assert families.sum() > 0 or place.families == "with_small_child"
            assert (placed <= families).all()
            if place.density is None and len(world.society.regions) == 1:
                assert placed.tolist() == [int(place.share.value * int(n)) for n in families]
            if not positional:
                assert displaced.sum() == 0
        begins = [step for step in range(1, world.steps) if world.year_of(step) != world.year_of(step - 1)]
        wanted = sum(found.totals(f"place.{name}.families") for name in world.society.places)
        assert set(np.flatnonzero(wanted)) <= set(begins)


@pytest.mark.parametrize("seed", _seeds("dating"))
def test_a_match_needs_two(seed: int) -> None:
    found = _run(seed)
    dating = found.world.society.dating
    assert dating is not None
    seekers, seen, matched = (found.totals(f"person.{what}") for what in ("seekers", "seen", "matched"))
    assert (matched % 2 == 0).all()
    assert (matched <= np.minimum(seekers, 2 * seen)).all()
    assert (seen <= dating.rounds.value * seekers).all()
    assert (seekers <= found.totals(f"act.{dating.kind}.done")).all()
    for what in ("seekers", "seen", "matched"):
        assert (found.totals(f"person.{what}_visible") <= found.totals(f"person.{what}")).all()
    sums, squares, products = (
        found.totals(f"person.match_{what}") for what in ("bins", "squares", "products")
    )
    assert (products <= squares).all()
    assert (sums * sums <= matched * squares).all()


@pytest.mark.parametrize("seed", _seeds("firms"))
def test_firms_are_counted_like_people(seed: int) -> None:
    found = _run(seed)
    society, policy = found.world.society.firms, found.world.policy.firms
    assert society is not None
    firms, employees = found.totals("firm.firms"), found.totals("firm.employees")
    assert (firms <= employees).all()
    assert (found.totals("firm.without_representative") <= firms).all()
    assert (found.totals("firm.passed_over") <= employees).all()
    for kind in society.acts:
        considered, done, held, recorded = (
            found.totals(f"firm_act.{kind}.{what}")
            for what in ("considered", "done", "held_back", "recorded")
        )
        assert (recorded <= done).all()
        assert (done + held <= considered).all()
    for name in () if policy is None else policy.consequences:
        under, entered, left, people = (
            found.totals(f"firm_consequence.{name}.{what}")
            for what in ("under", "entered", "left", "employees")
        )
        assert np.cumsum(entered - left).tolist() == under.tolist()
        assert (under <= people).all()
        assert (people <= employees).all()


@pytest.mark.parametrize("seed", _seeds("firms", 2))
def test_without_a_scheme_firms_do_as_they_would(seed: int) -> None:
    found = _run(seed, {"firms": None})
    assert found.world.society.firms is not None
    for kind in found.world.society.firms.acts:
        assert found.totals(f"firm_act.{kind}.held_back").sum() == 0
        assert found.totals(f"firm_act.{kind}.recorded").sum() == 0
    assert found.totals("firm.score_sum").sum() == 0
    assert all(len(each.firms) == 0 for each in found.result.communities.values())


@pytest.mark.parametrize("seed", range(2))
def test_newcomers_have_lived_through_nothing(seed: int) -> None:
    """Where nearly everybody is replaced in every step, nearly nobody has a past."""
    always = {
        band: Quantity(value=Decimal(10_000))
        for band in random_world(seed, frozenset(FEATURES))[0].society.age_bands
    }
    found = _run(seed, renewal=Renewal(per_year=always))
    assert found.totals("person.replaced").tolist() == [found.world.citizens] * found.world.steps
    start = int(16 * found.world.policy.score.start.value)
    for name in ("own", "shown", "clean_own", "clean"):
        assert (found.state(name) == start).all()
    for name in ("dread", "hardship", "contexts"):
        assert (found.state(name) == 0).all()
    assert (found.state("generation") == found.world.steps % 256).all()
    for place, column in random_world(seed, frozenset(FEATURES))[1].items():
        assert found.result.communities[place].archetype.tolist() == column


def test_what_a_society_has_beside_its_people_moves_nothing_that_they_consider() -> None:
    seed = _seeds("firms", 1)[0]
    bare = _run(seed, {"firms": None}, firms=None, hospital=None, dating=None, places={}, renewal=None)
    whole = _run(seed)
    for kind in bare.world.society.acts:
        column = f"act.{kind}.considered"
        assert bare.totals(column).tolist() == whole.totals(column).tolist()

"""The fast engine and the reference engine, which share no decision, give the same bytes."""

import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from numpy.typing import NDArray

from tests.engine.reference.runs import run
from tests.engine.small import NEW_YEAR, shipped, source, watched_by
from tests.worlds import Columns, random_world, worlds
from underheaven.engine import reference
from underheaven.engine.compiling import compile_tables
from underheaven.engine.cpu import Result, simulate
from underheaven.engine.reference import ReferenceResult
from underheaven.engine.world import World
from underheaven.mechanisms.association.kernel import modulus
from underheaven.mechanisms.firms.founding import Founding

SEEDS = range(60)


def _compare(world: World, columns: Columns | None, slow: ReferenceResult, threads: int = 2) -> None:
    """Everything that both hand on: steps, years, state and digests, which hold the ledgers as well."""
    fast = simulate(world, threads, columns)
    for ours, theirs in zip(fast.steps, slow.steps, strict=True):
        assert ours.step == theirs.step
        for part in ("tallies", "histogram", "public", "known"):
            mine, other = getattr(ours, part), getattr(theirs, part)
            assert mine.dtype == np.int64
            assert np.array_equal(mine, other), (part, ours.step, np.argwhere(mine != other)[:5])
    years = {
        (record.year, *row): tallies
        for record in fast.years
        for row, tallies in zip(record.rows, record.tallies, strict=True)
    }
    assert years.keys() == slow.years.keys()
    assert all(np.array_equal(years[key], slow.years[key]) for key in years)
    for name, column in _by_place(world, fast).items():
        called = "firms" if name == "firm" else name
        other = np.concatenate([getattr(each, called) for each in slow.communities.values()])
        assert column.dtype == other.dtype
        # What a world does not need is not allocated here, and never changed there.
        assert np.array_equal(column, other) if len(column) else not other.any(), name
    assert fast.digests == slow.digests


def _by_place(world: World, fast: Result) -> dict[str, NDArray[Any]]:
    """The columns of the state, with the scores of firms by place, as the reference engine keeps them."""
    columns, c = fast.state._asdict(), fast.communities
    if len(fast.state.firm):
        tables = compile_tables(world)
        founding = Founding(world, tables)
        by_place = []
        for number, where in enumerate(
            zip(c.region.tolist(), c.number.tolist(), c.size.tolist(), strict=True)
        ):
            scores = np.full(modulus(where[-1]), tables.firms.start, np.int16)
            scores[founding.places(*where)] = fast.state.firm[c.firms[number] : c.firms[number + 1]]
            by_place.append(scores)
        columns["firm"] = np.concatenate(by_place)
    return columns


@pytest.mark.parametrize("seed", SEEDS)
def test_random_worlds(seed: int) -> None:
    world, columns = random_world(seed)
    _compare(world, columns, run(seed).result)


@settings(max_examples=20)
@given(worlds())
def test_drawn_worlds(drawn: tuple[World, Columns]) -> None:
    """Worlds that lack features; a failing one shrinks to the simplest."""
    world, columns = drawn
    _compare(world, columns, reference.simulate(world, columns))


def test_some_worlds_have_a_kind_with_four_sources() -> None:
    slots = [compile_tables(random_world(seed)[0]).slot_source for seed in SEEDS]
    assert sum((each[:, 3] >= 0).any() for each in slots) >= 3


@pytest.mark.parametrize("society", ["riverton", "china-2019"])
@pytest.mark.parametrize("policy", ["article-2019", "none"])
def test_the_catalogue_with_its_people(policy: str, society: str) -> None:
    """A fortnight around the day on which everybody is enrolled."""
    start = NEW_YEAR - dt.timedelta(days=7)
    world = shipped(policy, society, start=start, days=16, citizens=2_000 if society == "china-2019" else 700)
    _compare(world, None, reference.simulate(world))


def test_a_full_community() -> None:
    world = shipped(days=1, citizens=16_000, step_minutes=1_440)
    assert max(world.citizens_of_regions) > 4_096
    _compare(world, None, reference.simulate(world))


def test_one_citizen_in_each_region() -> None:
    world = shipped(citizens=len(shipped().society.regions), days=30)
    assert set(world.citizens_of_regions) == {1}
    _compare(world, None, reference.simulate(world))


def test_as_many_mistakes_as_a_step_can_hold() -> None:
    """Half a week of the largest rates, changing within the step: thinning compares 64-bit products."""
    days = [NEW_YEAR + dt.timedelta(days=number) for number in (0, 1, 2, 5)]
    rates = dict(zip(days, (1_200, 1_100, 1_250, 400), strict=True))
    mistakes = {"per_person_year": {"dated": rates}, "records": {"jaywalking": 0.25, "petition": 0.75}}
    world = watched_by(
        shipped(citizens=300, days=7, step_minutes=5_040),
        files=source({"jaywalking": 1, "petition": 1}, mistakes=mistakes),
    )
    assert compile_tables(world).mistakes.rate.max() > 2**31
    _compare(world, None, reference.simulate(world))

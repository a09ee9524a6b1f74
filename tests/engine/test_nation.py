"""The communities of a world, and when they are enrolled."""

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.engine.small import NEW_YEAR, shipped, with_policy
from tests.worlds import random_world
from underheaven.engine.cpu import simulate
from underheaven.engine.layout import BLOCKS
from underheaven.engine.nation import communities_of
from underheaven.engine.world import World


def _rolled_out(citizens: int = 6_000, days: int = 70, **waves: dict[str, Any]) -> World:
    world = shipped(days=days, citizens=citizens, community_size=256)
    return with_policy(world, rollout=waves)


def _enrolled_from(world: World) -> list[int]:
    return [int(step) for step in communities_of(world)[0].enrolled_from]


@pytest.mark.parametrize("seed", range(20))
def test_everybody_lives_in_one_community(seed: int) -> None:
    world = random_world(seed)[0]
    c, rows = communities_of(world)
    assert c.begin.tolist() == [0, *np.cumsum(c.size)[:-1].tolist()]
    for region, citizens in enumerate(world.citizens_of_regions):
        sizes = c.size[c.region == region].tolist()
        assert sum(sizes) == citizens
        assert c.number[c.region == region].tolist() == list(range(len(sizes)))
        assert set(sizes[:-1]) <= {world.community_size}
        assert 0 < sizes[-1] <= world.community_size
    assert (np.diff(c.region) >= 0).all()
    assert rows == sorted(set(rows))
    assert [rows[row][:2] for row in c.year_row] == [(i % BLOCKS, r) for i, r in enumerate(c.region.tolist())]


def test_enrolment_begins_with_the_first_whole_step_after_the_day() -> None:
    for days, step in ((-400, 0), (0, 0), (1, 1), (7, 1), (8, 2), (69, 10)):
        day = NEW_YEAR + dt.timedelta(days=days)
        world = _rolled_out(all={"since": day, "share": 1})
        assert set(_enrolled_from(world)) == {step}


def test_nobody_is_enrolled_at_a_share_of_nothing_or_without_a_rollout() -> None:
    assert set(_enrolled_from(_rolled_out(all={"since": NEW_YEAR, "share": 0}))) == {10}
    assert set(_enrolled_from(_rolled_out())) == {10}


def test_a_larger_share_enrols_the_same_and_more() -> None:
    world = _rolled_out(citizens=100_000, all={"since": NEW_YEAR, "share": 0.3})
    some = np.array(_enrolled_from(world)) == 0
    more = np.array(_enrolled_from(_rolled_out(100_000, all={"since": NEW_YEAR, "share": 0.6}))) == 0
    assert (more >= some).all()
    n = len(some)
    assert abs(some.mean() - 0.3) < 4 * (0.3 * 0.7 / n) ** 0.5
    assert abs(more.mean() - 0.6) < 4 * (0.6 * 0.4 / n) ** 0.5


def test_waves_reach_their_regions() -> None:
    regions = list(shipped().society.regions)
    world = _rolled_out(
        here={"since": NEW_YEAR, "share": 1, "regions": [regions[0]]},
        everywhere={"since": NEW_YEAR + dt.timedelta(days=21), "share": 1},
    )
    c = communities_of(world)[0]
    assert set(c.enrolled_from[c.region == 0].tolist()) == {0}
    assert set(c.enrolled_from[c.region != 0].tolist()) == {3}


def test_joiners_come_first_and_everybody_where_it_is_mandatory() -> None:
    half = {"since": NEW_YEAR, "share": 0.5, "joining": "voluntary"}
    world = _rolled_out(50_000, first=half, all={"since": NEW_YEAR + dt.timedelta(days=21), "share": 1})
    world = with_policy(world, joining={"share": 0.4})
    c, rows = communities_of(world)
    assert set(c.joined_from.tolist()) == {0, world.steps}
    assert set(c.enrolled_from.tolist()) == {3}
    waves = [rows[row][2] for row in c.year_row.tolist()]
    assert waves == [1 if joined == 0 else 2 for joined in c.joined_from.tolist()]
    guarded = with_policy(world, safeguards={"opt_in": True})
    c = communities_of(guarded)[0]
    assert set(c.enrolled_from.tolist()) == {world.steps}
    assert set(c.joined_from.tolist()) == {0, 3}


def test_a_wave_is_the_first_entry_of_the_step_and_0_is_never() -> None:
    day = {"since": NEW_YEAR + dt.timedelta(days=7), "share": 0.5}
    nobody = {"since": NEW_YEAR, "share": 0}
    late = {"since": NEW_YEAR + dt.timedelta(days=700), "share": 1}
    cases: list[tuple[dict[str, Any], set[int]]] = [
        ({"b": day, "a": day}, {0, 1}),
        ({"a": day, "nobody": nobody}, {0, 2}),
        ({"late": late, "z": day}, {0, 1}),
    ]
    for waves, expected in cases:
        c, rows = communities_of(_rolled_out(50_000, **waves))
        assert {wave for _, _, wave in rows} == expected
        never = np.array([rows[row][2] == 0 for row in c.year_row.tolist()])
        assert np.array_equal(never, c.enrolled_from == 10)


def test_a_region_that_grows_leaves_the_others_alone() -> None:
    """More citizens in the last region: what happens in the others is the same to the byte, as long as no
    source moves its attention between regions."""
    world = shipped(days=21, citizens=3_000, community_size=256)
    sources = {name: each.model_dump(exclude_none=True) for name, each in world.policy.sources.items()}
    world = with_policy(world, sources={name: {**each, "attention": 0} for name, each in sources.items()})
    regions = list(world.society.regions.items())
    name, last = regions[-1]
    population = last.population.model_copy(update={"value": last.population.value + 40_000})
    grown = {**world.society.regions, name: last.model_copy(update={"population": population})}
    larger = replace(world, society=world.society.model_copy(update={"regions": grown}))
    before = world.citizens_of_regions
    # As many more citizens as keep the other regions at their number.
    candidates = (replace(larger, citizens=citizens) for citizens in range(3_000, 9_000))
    larger = next(each for each in candidates if each.citizens_of_regions[:-1] == before[:-1])
    assert larger.citizens_of_regions[-1] > before[-1]
    one, other = simulate(world), simulate(larger)
    kept = sum(before[:-1])
    firms = int(one.communities.firms[np.flatnonzero(one.communities.region == len(before) - 1)[0]])
    theirs = other.state._asdict()
    assert len(one.state.firm) > firms
    for name, mine in one.state._asdict().items():
        rows = firms if name == "firm" else kept
        assert np.array_equal(mine[:rows], theirs[name][:rows]), name
    for first, second in zip(one.steps, other.steps, strict=True):
        assert np.array_equal(first.tallies[:-1], second.tallies[:-1])
        assert np.array_equal(first.public[:-1], second.public[:-1])

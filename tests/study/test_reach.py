"""Whom a policy reaches, and how much memory counting lives comes to touch."""

import datetime as dt

import numpy as np
import pytest

from tests.engine.small import shipped, with_policy
from underheaven.engine.cpu import Engine
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society
from underheaven.study.reach import COUNT_BYTES, PAGE, lives_bytes, reach_of

OF_PAGE = PAGE // COUNT_BYTES


def _world(policy: str, society: str, weeks: int, citizens: int, start: dt.date) -> World:
    last = start + dt.timedelta(days=7 * weeks - 1)
    return World(load_policy(policy), load_society(society), 1, start, last, citizens)


def _touched(world: World) -> int:
    """Bytes of the pages on which anything was counted, and of the deeds at the last census."""
    engine = Engine(world, 1, lives=True)
    for _ in engine.records():
        pass
    engine.close()
    pages = engine.lives[:, : world.citizens // OF_PAGE * OF_PAGE].reshape(len(engine.lives), -1, OF_PAGE)
    return int(pages.any(axis=2).sum()) * PAGE + COUNT_BYTES * world.citizens


@pytest.mark.parametrize(
    ("policy", "society", "weeks", "year"),
    [
        ("article-2019", "riverton", 2, 2019),
        ("article-2019", "riverton", 26, 2019),
        ("article-2019", "china-2019", 4, 2019),
        ("rongcheng-2021", "china-2019", 13, 2021),
        ("none", "riverton", 13, 2019),
    ],
)
def test_no_more_than_a_few_bytes_a_citizen_are_said_amiss(
    policy: str, society: str, weeks: int, year: int
) -> None:
    """State alone takes twelve, and the program as much as 27 million citizens do."""
    world = _world(policy, society, weeks, 40_960, dt.date(year, 1, 1))
    said, found = lives_bytes(world, reach_of(world)), _touched(world)
    assert abs(said - found) / world.citizens < 5


def test_everybody_of_a_small_world_is_looked_up() -> None:
    world = shipped(days=70, citizens=20_000, community_size=256)
    engine = Engine(world)
    engine.close()
    reach, c = reach_of(world), engine.communities
    within = np.minimum(c.enrolled_from, c.joined_from) < world.steps
    for region, enrolled in enumerate(reach.enrolled):
        here = c.region == region
        assert abs(enrolled - int(c.size[here & within].sum())) <= world.community_size
    assert reach.rows == len(engine.year_rows)


def test_nobody_is_reached_without_a_rollout() -> None:
    world = with_policy(shipped(days=70, citizens=2_000), rollout={})
    reach = reach_of(world)
    assert (sum(reach.enrolled), reach.years) == (0, 0)
    assert lives_bytes(world, reach) < 5.1 * world.citizens

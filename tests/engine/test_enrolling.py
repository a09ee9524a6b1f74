"""Those who join are in the scheme, and nobody else."""

import datetime as dt
from functools import cache

import numpy as np

from tests.engine.small import NEW_YEAR, lived, shipped, totals, with_policy
from underheaven.draws import PERSON, counter, key, philox
from underheaven.engine.cpu import Engine, simulate
from underheaven.engine.world import World

SHARE = 0.25


def _world(share: float | None, **parts: object) -> World:
    """Everybody is in the scheme from the first; or a share of people, who join."""
    world = shipped(days=21, citizens=400, community_size=256)
    wave = {"since": world.start, "share": 1, "joining": "mandatory" if share is None else "voluntary"}
    joining = None if share is None else {"share": share}
    return with_policy(world, rollout={"all": wave}, joining=joining, **parts)


@cache
def _joiners() -> tuple[Engine, list[int]]:
    """A run in which a quarter joins, and their rows."""
    world = _world(SHARE)
    engine = Engine(world)
    lived(engine, world.steps)
    engine.close()
    c, rows = engine.communities, []
    for region, number, begin, size in zip(*(a.tolist() for a in c[:4]), strict=True):
        for slot in range(size):
            drawn = int(philox(counter(region, number), slot, 0, PERSON, *key(world.seed))[3])
            if drawn < SHARE * 2**32 and engine.tables.adult[engine.state.archetype[begin + slot] & 0x0FFF]:
                rows.append(begin + slot)
    return engine, rows


def test_only_the_scores_of_those_who_join_move() -> None:
    engine, rows = _joiners()
    inside = np.zeros(len(engine.state.own), bool)
    inside[rows] = True
    for name in ("own", "shown", "clean_own", "clean"):
        score = getattr(engine.state, name)
        assert (score[~inside] == engine.tables.start).all()
        assert (score[inside] != engine.tables.start).any()


def test_as_many_are_enrolled_as_join() -> None:
    engine, rows = _joiners()
    world = engine.world
    enrolled = totals(world, simulate(world).steps, "person.enrolled")
    assert enrolled.tolist() == [len(rows)] * world.steps
    adults = int(engine.tables.adult[engine.state.archetype & 0x0FFF].sum())
    assert abs(len(rows) - SHARE * adults) < 4 * (SHARE * (1 - SHARE) * adults) ** 0.5


def test_where_everybody_joins_it_is_as_where_everybody_must() -> None:
    assert simulate(_world(1)).digests == simulate(_world(None)).digests


def test_where_nobody_joins_nothing_happens_to_anybody() -> None:
    result = simulate(_world(0))
    assert (result.state.shown == result.state.shown[0]).all()
    assert sum(int(record.public[:, 4:-3].sum()) for record in result.steps) == 0


def test_opt_in_changes_nothing_where_joining_is_voluntary_already() -> None:
    one, other = _world(SHARE), _world(SHARE, safeguards={"opt_in": True})
    assert simulate(one).digests == simulate(other).digests


def test_those_who_joined_early_are_enrolled_with_everybody_later() -> None:
    day = NEW_YEAR + dt.timedelta(days=14)
    waves = {
        "some": {"since": NEW_YEAR, "share": 1, "joining": "voluntary"},
        "all": {"since": day, "share": 1},
    }
    world = with_policy(_world(SHARE), rollout=waves)
    enrolled = totals(world, simulate(world).steps, "person.enrolled").tolist()
    adults = totals(world, simulate(world).steps, "person.adults").tolist()
    assert enrolled == [len(_joiners()[1])] * 2 + adults[2:]

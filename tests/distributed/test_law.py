"""In any number of shards a world comes to the same bytes: counts, censuses, checkpoints and digests."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from tests.distributed.here import ThisProcess
from tests.distributed.history import history
from tests.engine.small import NEW_YEAR, REDRESS, guarded, shipped
from tests.worlds import random_world
from underheaven.counted.columns import Standard
from underheaven.distributed.living import Range
from underheaven.distributed.together import Together
from underheaven.engine.cpu import Engine
from underheaven.engine.layout import BLOCKS
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.record.enumeration import Enumerator, clear_of


def _shipped(policy: str = "article-2019", **rest: Any) -> World:
    """A dozen communities in three regions, over the end of a year; places are allotted in the first week."""
    given = {"citizens": 2_300, "community_size": 256, **rest}
    return shipped(policy, start=NEW_YEAR - dt.timedelta(days=17), days=40, **given)


def _random(seed: int) -> World:
    """A random world with everything in it, such as thresholds that follow outcomes."""
    return replace(random_world(seed)[0], citizens=2_000, community_size=256)


WORLDS: dict[str, Callable[[], World]] = {
    "places by rank and firms": _shipped,
    "renewal": lambda: _shipped("rongcheng-2021", renewal=True),
    "people who join": lambda: shipped(
        "sesame-2015", start=dt.date(2015, 1, 1), days=42, citizens=2_000, community_size=256
    ),
    "records that wait": lambda: guarded(_shipped(), **REDRESS),
    "more communities than blocks": lambda: _shipped(citizens=45_000),
    "everything": lambda: _random(2),
    "everything else": lambda: _random(3),
}


SHIPPED = ("places by rank and firms", "renewal")


@cache
def _of_one(name: str) -> tuple[Engine, dict[str, Any]]:
    """One engine that has lived a world, and all that came of it."""
    world = WORLDS[name]()
    engine = Engine(world, lives=True)
    found = history(engine, Enumerator(engine))
    engine.close()
    return engine, found


CASES = [(name, shards) for name in WORLDS for shards in ((1, 2, 3, 7) if name in SHIPPED else (2, 7))]


@pytest.mark.parametrize(("name", "shards"), CASES)
def test_any_number_of_shards_gives_the_same(name: str, shards: int) -> None:
    world = WORLDS[name]()
    # Some shards have two threads each: they count in the same rows of the year, one after the other.
    where = ThisProcess(world, lives=True, threads=2 if shards == 3 else 1)
    engine = Together(world, shards, where, lambda *_: pytest.fail("lost"), lives=True)
    engine.compile()
    found = history(engine, engine.census)
    engine.close()
    _, expected = _of_one(name)
    assert list(found) == list(expected)
    assert [each for each in found if found[each] != expected[each]] == []


def test_the_worlds_have_what_they_are_for() -> None:
    engines = {name: _of_one(name)[0] for name in WORLDS}
    placing = engines["places by rank and firms"]
    known = np.stack(placing.knowns)
    assert known[:, :, placing.layout.blocks.cut :].max() > 0
    assert len(placing.state.firm)
    assert engines["renewal"].state.generation.any()
    assert engines["records that wait"].ledger.used.any()
    many = engines["more communities than blocks"]
    assert max(np.bincount(many.communities.region)) > BLOCKS
    moving = engines["everything"]
    blocks = moving.layout.blocks
    assert moving.known[:, blocks.standard : blocks.deeds].any()


def test_a_range_takes_its_census_by_the_thresholds_that_were_in_force() -> None:
    world = WORLDS["everything else"]()
    one = Engine(world)
    numbers = range(len(one.communities.size))
    part = Range(world, numbers, 1, False, one.tables)
    moved = False
    for record in one.records():
        if isinstance(record, StepRecord):
            part.live(one.knowns[-1])
            before, after = (clear_of(each) for each in (one, part))
            assert np.array_equal(before, after)
            at = one.layout.blocks.standard
            moved |= bool((one.known[:, at + Standard.OFFSET] != one.known[:, at + Standard.BEFORE]).any())
    one.close()
    part.close()
    assert moved


def test_what_is_counted_of_lives_changes_nothing_else() -> None:
    world = _shipped()
    engine = Together(world, 2, ThisProcess(world), lambda *_: None)
    engine.compile()
    found = history(engine, engine.census)
    engine.close()
    assert found["digests"] == _of_one("places by rank and firms")[1]["digests"]

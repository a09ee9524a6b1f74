"""Twins: the same citizen under two policies, and where the two lives part."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from tests.engine.small import NEW_YEAR, dreading, lived, policy_of, shipped, with_policy
from underheaven.documents.problems import InputError
from underheaven.engine.cpu import Engine
from underheaven.engine.world import World
from underheaven.record.lives import Life, tell_all
from underheaven.record.lives.totals import totals
from underheaven.record.lives.twins import divergence, first_deed, require_twins
from underheaven.record.reliving import Reliving


def _world() -> World:
    return shipped(start=NEW_YEAR - dt.timedelta(days=7), days=70, citizens=600)


def _lives(world: World) -> list[Life]:
    engine = Engine(world)
    lived(engine, world.steps)
    alone = Reliving(world, np.array(engine.knowns), 0, 0)
    engine.close()
    return tell_all(alone, range(alone.size))


def test_the_same_policy_gives_the_same_life() -> None:
    for one, other in zip(_lives(_world()), _lives(_world()), strict=True):
        assert divergence(one, other) is None
        assert first_deed(one, other) is None
        assert totals(one) == totals(other)


def test_twins_consider_the_same_and_part_where_the_policy_does() -> None:
    """Before the scheme is there, nothing but dread can differ: announcements are heard by everybody."""
    world = _world()
    other = replace(world, policy=policy_of("none"))
    enrolled = 1
    for one, twin in zip(_lives(world), _lives(other), strict=True):
        found = divergence(one, twin)
        if found is not None:
            assert found.step >= enrolled or set(found.differing) == {"dread"}
        assert totals(one)["acts considered"] == totals(twin)["acts considered"]
        if one.adult:
            assert found is not None
            deed = first_deed(one, twin)
            assert deed is None or deed.day >= found.day


def test_what_differs_is_named() -> None:
    """Where crossing the street costs more, some life parts at such a record, and in its points.

    Whoever reckons with a record may stay on the pavement instead, so that people here do not.
    """
    world = replace(_world(), society=dreading())
    rules = world.policy.model_dump(exclude_none=True)["rules"]
    rules["jaywalking"] = {"points": -400}
    pairs = zip(_lives(world), _lives(with_policy(world, rules=rules)), strict=True)
    found = [parting for one, twin in pairs if (parting := divergence(one, twin)) is not None]
    counted = [each.one for each in found if "points" in each.differing]
    assert {each.of for each in counted if each is not None} == {"jaywalking"}
    assert all(each.differing["points"] == (-5.0, -400.0) for each in found if "points" in each.differing)


def test_runs_that_differ_in_more_than_the_policy_are_no_twins() -> None:
    world = _world()
    require_twins(world, replace(world, policy=policy_of("none")))
    for change, said in (
        ({"seed": 9}, "seed"),
        ({"end": dt.date(2020, 2, 1)}, "to"),
        ({"citizens": 700}, "citizens"),
    ):
        with pytest.raises(InputError, match=said):
            require_twins(world, replace(world, **change))

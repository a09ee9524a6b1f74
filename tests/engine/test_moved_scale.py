"""A scale moved as a whole, with where it begins, ends and cuts: the same lives, and scores moved as much."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from pydantic import BaseModel

from underheaven.documents.quantity import DatedQuantity, Quantity
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.policy.schema import Policy
from underheaven.society.loading import load_society
from underheaven.study.lived import Lived, live

POINTS_ON_THE_SCALE = frozenset({"minimum", "maximum", "start", "below", "above"})
BY = Decimal(48)
SIXTEENTHS = 16 * int(BY)


def moved(thing: Any, name: str = "") -> Any:
    """The same with every point on the scale higher."""
    if name in POINTS_ON_THE_SCALE:
        if isinstance(thing, Quantity | DatedQuantity) and thing.value is not None:
            return thing.model_copy(update={"value": thing.value + BY})
        if isinstance(thing, DatedQuantity) and thing.dated is not None:
            return thing.model_copy(update={"dated": {day: at + BY for day, at in thing.dated.items()}})
    if isinstance(thing, BaseModel):
        found = {each: moved(getattr(thing, each), each) for each in type(thing).model_fields}
        return thing.model_copy(update=found)
    if isinstance(thing, dict):
        return {key: moved(each) for key, each in thing.items()}
    if isinstance(thing, tuple | list):
        return type(thing)(moved(each) for each in thing)
    return thing


def lived(policy: Policy) -> Lived:
    days = dt.date(2020, 1, 1), dt.date(2020, 6, 30)
    return live(World(policy, load_society("riverton"), 1, *days, 600))


@pytest.mark.parametrize("name", ["article-2019", "sesame-2015"])
def test_lives_do_not_depend_on_where_a_scale_is_read_from(name: str) -> None:
    policy = load_policy(name)
    given, higher = lived(policy), lived(moved(policy))
    assert given.lives.any()
    np.testing.assert_array_equal(higher.lives, given.lives)
    for scores in ("shown", "own", "clean"):
        np.testing.assert_array_equal(getattr(higher, scores), getattr(given, scores) + SIXTEENTHS)

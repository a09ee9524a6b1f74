"""Worlds with other values of what is assumed: within the ranges, checked, and whole."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache

import numpy as np
import pytest

from underheaven.engine.world import World
from underheaven.policy.loading import load_policy, policy_names
from underheaven.society.loading import load_society, society_names
from underheaven.study.assuming.drawing import drawn_world, tilted
from underheaven.study.assuming.numbers import MOST_GROUPS, assumed_numbers, at
from underheaven.study.assuming.told import told
from underheaven.study.sweeping.keys import key_of


@cache
def world(policy: str = "article-2019", society: str = "riverton") -> World:
    first, last = dt.date(2020, 1, 1), dt.date(2020, 12, 31)
    return World(load_policy(policy), load_society(society), 1, first, last, 500)


@pytest.mark.parametrize("society", society_names())
@pytest.mark.parametrize("policy", policy_names())
def test_every_assumed_number_is_of_one_of_few_groups(policy: str, society: str) -> None:
    numbers = assumed_numbers(world(policy, society))
    paths = [each.key.path for each in numbers]
    assert len(set(paths)) == len(paths) > 100
    assert 1 < len({each.group for each in numbers}) <= MOST_GROUPS
    for path in paths:
        assert not any(other.startswith(f"{path}.") for other in paths)


def test_numbers_that_a_source_states_are_left_alone() -> None:
    given = world()
    numbers = assumed_numbers(given)
    made, _ = drawn_world(given, numbers, [0.3] * len(numbers))
    path = "society.acts.air_travel.per_year"
    assert at(given, key_of(given, path)).source is not None
    assert at(made, key_of(made, path)).value == at(given, key_of(given, path)).value


@pytest.mark.parametrize("policy", ["article-2019", "rongcheng-2016"])
def test_draws_are_worlds_within_the_ranges(policy: str) -> None:
    given = world(policy)
    numbers = assumed_numbers(given)
    for row in np.random.default_rng(7).random((4, len(numbers))):
        made, brought_back = drawn_world(given, numbers, row.tolist())
        assert made == made.checked()
        assert 0 <= brought_back <= len(numbers)
        moved = 0
        for each in numbers:
            if each.key.path.endswith(".propensity"):
                low, high = each.key.stated or (Decimal(0), Decimal(0))
                found = at(made, key_of(made, each.key.path)).value
                assert low <= found <= high
                moved += found != each.key.base
        assert moved > 5 or brought_back == len(numbers)


def test_the_same_places_are_the_same_world() -> None:
    numbers = assumed_numbers(world())
    places = np.random.default_rng(3).random(len(numbers)).tolist()
    assert drawn_world(world(), numbers, places)[0].hash == drawn_world(world(), numbers, places)[0].hash


def test_shares_are_tilted_and_stay_shares() -> None:
    shares = {"critical": Decimal("0.2"), "neutral": Decimal("0.5"), "supportive": Decimal("0.3")}
    found = tilted(shares, Decimal(2))
    assert sum(found.values()) == 1
    assert found["supportive"] / found["critical"] == pytest.approx(Decimal(3), rel=Decimal("1e-6"))
    assert tilted(shares, Decimal(1)) == shares


def test_what_the_engine_is_told_does_not_hang_on_origins() -> None:
    given = world()
    policy = given.policy.model_dump(mode="json")
    policy["score"]["recovery"]["assumed"] = "another reason"
    policy["score"]["recovery"]["range"] = ["0", "10"]
    same = World(
        type(given.policy).model_validate(policy), given.society, 1, given.start, given.end, given.citizens
    )
    assert told(same) == told(given)
    policy["score"]["recovery"]["value"] = "7"
    other = World(
        type(given.policy).model_validate(policy), given.society, 1, given.start, given.end, given.citizens
    )
    assert told(other) != told(given)

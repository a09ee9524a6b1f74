"""What the page tells of a world: bins on which thresholds fall, doors, days."""

import datetime as dt

import pytest

from tests.engine.small import shipped
from tools.wasm_policies import policies
from underheaven.engine.compiling import plain_tables
from underheaven.observatory.telling import doors_of, edges, marks, segments, told_of_policy, told_of_society
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society


@pytest.mark.parametrize("policy", policies())
def test_every_threshold_begins_a_bin(policy: str) -> None:
    world = shipped(policy, days=14, citizens=300)
    tables = plain_tables(world)
    found = edges(tables)
    begin = found["begin"]
    assert begin == sorted(set(begin))
    assert all(found["low"] < each <= found["high"] for each in begin)
    for segment in segments(world, tables):
        for score, _ in segment["below"]:
            assert score in begin or score <= found["low"]
        for score, _ in segment["above"]:
            assert score + 1 in begin or score + 1 > found["high"]


def test_thresholds_stand_from_the_first_that_is_met() -> None:
    world = shipped(days=14, citizens=300)
    last = segments(world, plain_tables(world))[-1]
    below = [score for score, _ in last["below"]]
    assert below == sorted(below, reverse=True)
    assert len(below) == len(world.policy.consequences)
    assert [score for score, _ in last["above"]] == sorted(score for score, _ in last["above"])


def test_doors_are_what_some_policy_denies() -> None:
    denied = {
        kind
        for name in policies()
        for each in load_policy(name).consequences.values()
        for kind in each.denies
    }
    assert set(doors_of(policies())) == denied
    assert doors_of(["none"]) == []


def test_only_days_within_the_run_are_marked() -> None:
    world = shipped(start=dt.date(2016, 1, 1), days=366, citizens=300)
    assert [mark["date"] for mark in marks(world)] == ["2016-01-01"]


def test_what_is_corrected_is_told() -> None:
    assert told_of_policy(load_policy("article-2019"))["corrections"] == list(
        load_policy("article-2019").corrections
    )


@pytest.mark.parametrize("society", ["riverton", "china-2019"])
def test_a_society_says_that_nobody_in_it_is_real(society: str) -> None:
    assert "real person" in told_of_society(load_society(society))["notice"]

"""A mechanism that has nothing to do changes nothing: the run is the same to the byte."""

import datetime as dt
from functools import cache
from typing import Any

import pytest

from tests.engine.small import NEW_YEAR, guarded, shipped, with_policy, with_society
from underheaven.engine.cpu import simulate
from underheaven.engine.world import World

LATER = NEW_YEAR + dt.timedelta(days=400)
NEVER = {"strikes_wrong": 0, "strikes_true": 0}
NOBODY: dict[str, Any] = {
    **dict.fromkeys(("appeals_wrong", "appeals_true", "upheld_wrong", "upheld_true"), 0),
    "days": 1,
    "capacity_per_1000_year": 10,
    "suspensive": True,
}


@cache
def _world() -> World:
    """Neither secret nor recovering, in which nobody is confined."""
    start = NEW_YEAR - dt.timedelta(days=9)
    return with_policy(guarded(shipped(start=start, days=24, citizens=300), sunset=None), secrecy=0)


@cache
def _digests() -> dict[str, str]:
    return simulate(_world()).digests


@pytest.mark.parametrize(
    "safeguards",
    [
        {"published_method": True},
        {"review": NEVER},
        {"appeal": NOBODY},
        {"sunset": LATER},
        {"expiry": {"days": 36_600, "records": "bad"}, "no_speech": False},
    ],
)
def test_a_safeguard_that_never_acts(safeguards: dict[str, Any]) -> None:
    """A record that will end is kept in the ledger until then, which the state shows and nothing else."""
    found = simulate(with_policy(_world(), safeguards=safeguards)).digests
    assert found["tallies"] == _digests()["tallies"]
    assert (found["state"] == _digests()["state"]) == ("expiry" not in safeguards)


def _sources(**parts: Any) -> dict[str, Any]:
    """The world's sources, with parts of all of them changed."""
    return {
        name: {**each.model_dump(exclude_none=True), "attention": 0, **parts}
        for name, each in _world().policy.sources.items()
    }


def test_hours_in_which_as_much_is_seen() -> None:
    even = simulate(with_policy(_world(), sources=_sources(hours=()))).digests
    hours = [{"first": 22, "last": 5, "share": 1}]
    assert simulate(with_policy(_world(), sources=_sources(hours=hours))).digests == even


def test_a_memory_of_eight_weeks_and_what_adds_nothing_to_what_attention_learns() -> None:
    """The memory that there is without a word, a weight and a correction of 0, and a prior of nothing."""
    nothing = {
        "memory_days": 56,
        "prior": {"per_person_year": 0},
        "fed_by": {"tax": 0},
        "correction": 0,
    }
    cameras = _world().policy.sources["cameras"].model_dump(exclude_none=True)
    sources = {**_sources(), "cameras": {**cameras, "attention": 1}}
    before = simulate(with_policy(_world(), sources=sources)).digests
    sources["cameras"] = {**cameras, "attention": 1, "learning": nothing}
    assert simulate(with_policy(_world(), sources=sources)).digests == before
    sources["cameras"] = {**cameras, "attention": 1, "learning": {**nothing, "memory_days": 28}}
    assert simulate(with_policy(_world(), sources=sources)).digests != before


def test_a_threshold_of_a_group_that_is_everybodys() -> None:
    consequences = {
        name: {**what.model_dump(exclude_none=True), "below_of_group": {group: what.below.model_dump()}}
        for name, what in _world().policy.consequences.items()
        for group in _world().society.groups[:1]
    }
    assert simulate(with_policy(_world(), consequences=consequences)).digests == _digests()


def test_ties_that_are_forbidden_are_ties_that_weigh_nothing() -> None:
    none = dict.fromkeys(("alpha", "household", "employer", "friends"), 0)
    forbidden = with_policy(_world(), safeguards={"no_association": True})
    assert simulate(forbidden).digests == simulate(with_policy(_world(), association=none)).digests


def test_ranks_after_the_end_of_the_run() -> None:
    late = {good: {"since": LATER} for good in _world().society.places}
    lots, ranks = (simulate(with_policy(_world(), positional=goods)) for goods in ({}, late))
    assert lots.digests == ranks.digests
    assert lots.digests != _digests()


def test_privileges_that_nobody_reaches_change_nothing() -> None:
    nothing = simulate(with_policy(_world(), privileges={}))
    high, kinds = _world().policy.score.maximum.value, list(_world().society.acts)
    out_of_reach = {"title": "Never", "above": high, "fast_lane": True, "kinds": kinds[:1]}
    some = simulate(with_policy(_world(), privileges={"never": out_of_reach}))
    assert some.digests == nothing.digests


def test_people_who_speak_whatever_others_do() -> None:
    behaviour = _world().society.behaviour.model_dump(exclude_none=True)
    one = [{"share": 1, "climate": 0}]
    several = [{"share": 0.5, "climate": 0}, {"share": 0.5, "climate": 0}]
    found = [
        simulate(with_society(_world(), behaviour={**behaviour, "speech_thresholds": classes})).digests
        for classes in ([], one, several)
    ]
    assert found[0] == found[1] == found[2]


def test_announcements_that_wear_off_after_their_end() -> None:
    """With half-lives so long that nothing is lost within the run but what is rounded, all stays."""
    heard = {"title": "Warning", "on": [next(iter(_world().society.acts))], "since": NEW_YEAR}
    plain = {"one": {**heard, "dread": 20.5}}
    slow = {"one": {**heard, "dread": 20.5, "half_life_days": 100_000}}
    found = [simulate(with_policy(_world(), announcements=each)).digests for each in (plain, slow)]
    assert found[0] == found[1]
    assert found[0] != _digests()

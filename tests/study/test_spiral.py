"""The spiral in its parts: they add up, and each is there only where its cause is."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import pytest

from tests.engine.small import NEW_YEAR, dreading, exact, shipped, with_policy, with_society
from underheaven.documents.problems import InputError
from underheaven.engine.world import World
from underheaven.study.spiral import ALL, ARMS, NONE, OUTCOMES, Arm, Outcome, Spiral, armed, spiral, split

SEEDS = (1, 2)
FACTOR = {
    "contexts": ["speech", "traffic", "order"],
    "on": "considering",
    "classes": [{"share": 0.9, "factor": 0.5}, {"share": 0.1, "factor": 5.5}],
}


@cache
def world() -> World:
    base = shipped(start=NEW_YEAR, days=182, citizens=2_500)
    strict = with_policy(
        base, consequences={"no_loan": {"title": "No loans", "below": 590, "denies": ["loan"]}}
    )
    behaviour = strict.society.behaviour.model_dump(exclude_none=True)
    return with_society(strict, behaviour={**behaviour, "lasting": exact({"all": FACTOR})})


@cache
def found() -> Spiral:
    return spiral(world(), SEEDS, threads=1)


def test_parts_add_up_seed_by_seed() -> None:
    plain = Outcome("x", "X", "share")
    values: list[dict[Arm, float | None]] = [{ALL: 7.0, (True, False): 4.0, (False, True): 2.0, NONE: 1.0}]
    parts = split(plain, values)
    assert [each.mean for each in (parts.rest, parts.selection, parts.caused, parts.whole)] == [1, 4, 2, 7]
    times = split(
        Outcome("x", "X", "times", times=True),
        [{ALL: 8.0, (True, False): 4.0, (False, True): 2.0, NONE: 1.0}],
    )
    assert [round(each.mean or 0, 12) for each in (times.rest, times.selection, times.caused)] == [1, 4, 2]


def test_where_a_world_has_no_value_there_are_no_parts() -> None:
    parts = split(OUTCOMES[0], [{ALL: 2.0, (True, False): None, (False, True): 1.0, NONE: 1.0}])
    assert parts.whole.mean is None
    assert (
        parts.whole.missing == "undefined in 1 of 1 seeds: undefined in one of the four worlds"
        or parts.whole.missing
    )


def test_a_whole_is_its_parts_together() -> None:
    for parts in found().parts:
        means = [each.mean for each in (parts.rest, parts.selection, parts.caused, parts.whole)]
        if None in means:
            continue
        rest, selection, caused, whole = (each for each in means if each is not None)
        together = rest * selection * caused if parts.outcome.times else rest + selection + caused
        assert math.isclose(together, whole, rel_tol=1e-9)


def test_records_are_concentrated_by_lasting_differences_and_by_no_response() -> None:
    worst = {each.outcome.name: each for each in found().parts}["worst"]
    assert worst.selection.low is not None
    assert worst.selection.low > 0.02
    assert abs(worst.caused.mean or 0) < (worst.selection.mean or 0) / 10


def test_those_who_are_sanctioned_are_those_who_do_more() -> None:
    chosen = found().chosen["all"]
    assert chosen.mean is not None
    assert chosen.mean > 1.3


def test_worlds_differ_in_what_their_names_say() -> None:
    assert armed(world(), ALL).hash == world().hash
    alike = armed(world(), (False, True))
    assert not alike.society.behaviour.lasting
    assert alike.society.acts == world().society.acts
    calm = armed(world(), (True, False))
    assert all(act.hardship_response.value == 0 for act in calm.society.acts.values())
    assert calm.society.behaviour == world().society.behaviour
    assert len({armed(world(), arm).hash for arm in ARMS}) == 4


def test_without_lasting_differences_it_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        spiral(replace(shipped(days=7, citizens=200), society=dreading()), SEEDS)
    (problem,) = caught.value.problems
    assert "riverton has no lasting differences" in problem.what
    assert "behaviour.lasting" in problem.remedy

"""Acts done for the score: only where it pays, is known, and is possible."""

from functools import cache
from typing import Any

import numpy as np

from tests.engine.small import shipped, totals, with_policy, with_society
from underheaven.engine.cpu import Result, simulate
from underheaven.engine.world import World


@cache
def _world(per_year: int = 60, worth: int = 1_000) -> World:
    world = shipped(days=21, citizens=300, community_size=256)
    behaviour = world.society.behaviour.model_dump(exclude_none=True)
    efforts = [{"share": 1, "factor": 1}]
    behaviour["gaming"] = {"per_year": per_year, "worth": worth, "efforts": efforts}
    return with_policy(with_society(world, behaviour=behaviour), secrecy=0)


def _sum(world: World, result: Result, what: str) -> dict[str, int]:
    """A column of every kind of act, over the run."""
    kinds = world.society.acts
    return {kind: int(totals(world, result.steps, f"act.{kind}.{what}").sum()) for kind in kinds}


def _gamed(world: World) -> dict[str, int]:
    return _sum(world, simulate(world), "gamed")


def test_what_is_gamed_raises_the_score_and_takes_an_effort() -> None:
    world, found = _world(), _gamed(_world())
    assert any(found.values())
    for kind, number in found.items():
        rule, act = world.policy.rules.get(kind), world.society.acts[kind]
        if number:
            assert rule is not None
            assert rule.points_on(world.start)[0] > 0
            assert act.effort is not None
            assert act.kind != "credit"


def _nothing(**parts: Any) -> bool:
    return not any(_gamed(with_policy(_world(), **parts)).values())


def test_nobody_games_what_is_secret() -> None:
    assert _nothing(secrecy=1)
    assert not _nothing(secrecy=1, safeguards={"published_method": True})


def test_nobody_games_for_nothing() -> None:
    assert not any(_gamed(_world(worth=0)).values())
    assert not any(_gamed(_world(per_year=0)).values())
    assert _nothing(rules={})


def test_nobody_games_at_the_end_of_the_scale() -> None:
    """Where everybody begins there, and no record costs anything."""
    policy, day = _world().policy, _world().start
    score = policy.score.model_dump(exclude_none=True)
    rules = {
        name: rule.model_dump(exclude_none=True)
        for name, rule in policy.rules.items()
        if min(rule.points_on(day)) > 0
    }
    assert not _nothing(rules=rules, privileges={})
    assert _nothing(rules=rules, privileges={}, score={**score, "maximum": score["start"]["value"]})


def test_a_method_that_is_half_known_is_gamed_by_the_same_and_fewer() -> None:
    whole, half = sum(_gamed(_world()).values()), sum(_gamed(with_policy(_world(), secrecy=0.5)).values())
    assert 0.3 * whole < half < 0.7 * whole


def test_games_are_not_among_the_acts_that_people_consider() -> None:
    """They are answerable beside what is done, and what is recorded of either is a true record."""
    world, bare = _world(), _world(per_year=0)
    games, plain = simulate(world), simulate(bare)
    assert _sum(world, games, "considered") == _sum(bare, plain, "considered")
    answerable, gamed = _sum(world, games, "answerable"), _sum(world, games, "gamed")
    done, recorded = _sum(world, games, "done"), _sum(world, games, "recorded")
    for kind in world.society.acts:
        assert gamed[kind] <= answerable[kind] <= done[kind] + gamed[kind]
        assert recorded[kind] <= answerable[kind]
    assert np.mean(games.state.clean_own) > np.mean(plain.state.clean_own)

"""Partners: attention is only moved, and a match needs two."""

from functools import cache
from typing import Any

import numpy as np
import pytest

from tests.engine.small import shipped, totals, with_policy, with_society
from underheaven.engine.cpu import Result, simulate
from underheaven.engine.world import World
from underheaven.society.archetypes import Archetypes


def _world(acceptance: float, rounds: int, visibility: float | None) -> World:
    """Everybody seeks often; those above the start may be more visible."""
    world = shipped(days=14, citizens=400, community_size=256)
    acts = {name: act.model_dump(exclude_none=True) for name, act in world.society.acts.items()}
    acts["dating"] = {**acts["dating"], "per_year": 200, "propensity": 1}
    for key in ("rate_by", "propensity_by"):
        acts["dating"].pop(key, None)
    dating = {"kind": "dating", "rounds": rounds, "acceptance": acceptance}
    privilege = {"title": "Seen first", "above": world.policy.score.start.value, "visibility": visibility}
    privileges = {} if visibility is None else {"seen": privilege}
    return with_policy(with_society(world, acts=acts, dating=dating), privileges=privileges)


@cache
def _run(acceptance: float, rounds: int = 2, visibility: float | None = None) -> tuple[World, Result]:
    world = _world(acceptance, rounds, visibility)
    return world, simulate(world)


def _total(what: str, **parts: Any) -> int:
    world, result = _run(**parts)
    return int(totals(world, result.steps, f"person.{what}").sum())


@pytest.mark.parametrize("visibility", [None, 0, 0.5, 3, 10])
def test_what_some_are_seen_more_others_are_seen_less(visibility: float | None) -> None:
    """Everybody looks once in each round, so that the looks are the same whoever is visible."""
    looks = 2 * _total("seekers", acceptance=0)
    assert looks > 0
    assert _total("seen", acceptance=0) == looks
    assert _total("seen", acceptance=0, visibility=visibility) == looks


def test_the_visible_are_seen_more_and_the_invisible_never() -> None:
    share = _total("seekers_visible", acceptance=0, visibility=10) / _total("seekers", acceptance=0)
    assert 0.05 < share < 0.95
    seen = _total("seen", acceptance=0)
    assert _total("seen_visible", acceptance=0, visibility=10) > share * seen
    assert _total("seen_visible", acceptance=0, visibility=0) == 0


def test_nobody_matches_whom_nobody_looks_back_at() -> None:
    for what in ("matched", "matched_visible", "match_bins", "match_squares", "match_products"):
        assert _total(what, acceptance=0) == 0


def test_where_everybody_looks_back_one_sex_is_all_matched() -> None:
    """All are equally visible: the first look of each is a match, until one side has nobody left."""
    world, result = _run(acceptance=1, rounds=1)
    assert result.communities.size.max() > 100
    matched = totals(world, result.steps, "person.matched").sum()
    sex = Archetypes(world.society).codes("sex")[result.state.archetype & 0x0FFF]
    assert 0 < matched <= 2 * min((sex == 0).sum(), (sex == 1).sum()) * len(result.steps)
    for parts in ({"acceptance": 1, "rounds": 1}, {"acceptance": 0.3, "visibility": 3}):
        assert _total("matched", **parts) % 2 == 0
        assert _total("matched", **parts) <= _total("seekers", **parts)
    # Whoever is seen is matched, and the one who looks with them.
    assert 2 * _total("seen", acceptance=1, rounds=1) == matched


def test_bins_of_pairs_are_those_of_two_real_scores() -> None:
    """Cauchy and Schwarz: no sum of products exceeds that of squares, and no bin is above 63."""
    parts = {"acceptance": 0.5, "visibility": 3}
    squares, products = _total("match_squares", **parts), _total("match_products", **parts)
    bins, matched = _total("match_bins", **parts), _total("matched", **parts)
    assert 0 < products <= squares
    assert bins**2 <= squares * matched
    assert 0 < bins <= 63 * matched


def test_who_is_visible_changes_nothing_else() -> None:
    one, other = _run(acceptance=0.5)[1], _run(acceptance=0.5, visibility=3)[1]
    for name in ("own", "shown", "dread", "hardship"):
        assert np.array_equal(getattr(one.state, name), getattr(other.state, name))


def test_looking_for_a_partner_may_be_the_first_of_all_kinds() -> None:
    world = _world(1, 1, None)
    acts = {name: act.model_dump(exclude_none=True) for name, act in world.society.acts.items()}
    first = with_society(world, acts={"dating": acts.pop("dating"), **acts})
    assert next(iter(first.society.acts)) == "dating"
    assert totals(first, simulate(first).steps, "person.seekers").sum() > 0

"""One world, one digest: the order of a file counts where it has a meaning, and then the hash says so."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.small import shipped, source, watched_by, with_society
from tests.reordering import Path, shuffled, without_meaning
from tests.worlds import Columns, random_world, worlds
from underheaven.engine import reference
from underheaven.engine.cpu import simulate
from underheaven.engine.layout import layout_of
from underheaven.engine.world import World

SHOWN = {"consequences", "privileges", "acts", "places", "firms.acts", "firms.consequences"}
"""Mappings whose order says in which place a thing is shown, and nothing else."""
seeds = st.integers(0, 2**32 - 1)


def _otherwise(world: World, seed: int) -> World:
    """The same policy and society, every mapping in another order."""
    return replace(world, policy=shuffled(world.policy, seed), society=shuffled(world.society, seed))


def _rewritten(world: World, seed: int) -> World:
    """The same, but for mappings whose order has a meaning."""
    policy, society = world.policy, world.society
    return replace(
        world,
        policy=shuffled(policy, seed, without_meaning(policy)),
        society=shuffled(society, seed, without_meaning(society)),
    )


def _shown_otherwise(world: World, seed: int) -> World:
    """The same with only those things in another order that are shown in it."""

    def which(path: Path) -> bool:
        return ".".join(path) in SHOWN

    return replace(
        world, policy=shuffled(world.policy, seed, which), society=shuffled(world.society, seed, which)
    )


@settings(max_examples=12)
@given(worlds(), seeds)
def test_equal_hashes_mean_equal_bytes(drawn: tuple[World, Columns], seed: int) -> None:
    world, columns = drawn
    other = _otherwise(world, seed)
    same = json.dumps(world.identity()) == json.dumps(other.identity())
    assert (world.hash == other.hash) == same
    if same:
        assert simulate(world, 1, columns).digests == simulate(other, 1, columns).digests


@pytest.mark.parametrize("number", range(24))
def test_order_without_a_meaning_changes_nothing(number: int) -> None:
    """Not the hash, not a byte of what is counted, whoever counts."""
    world, columns = random_world(number)
    other = _rewritten(world, number)
    assert other.hash == world.hash
    one, two = simulate(world, 1, columns), simulate(other, 1, columns)
    assert one.digests == two.digests
    for mine, theirs in zip(one.steps, two.steps, strict=True):
        assert all(
            np.array_equal(getattr(mine, part), getattr(theirs, part)) for part in ("tallies", "known")
        )
    if number < 6:
        assert reference.simulate(other, columns).digests == one.digests


@pytest.mark.parametrize("number", range(24))
def test_where_a_thing_is_shown_changes_no_digest(number: int) -> None:
    world, columns = random_world(number)
    other = _shown_otherwise(world, 1_000 + number)
    moved = layout_of(other) != layout_of(world)
    assert moved == (other.hash != world.hash)
    assert simulate(other, 1, columns).digests == simulate(world, 1, columns).digests
    if number < 6:
        assert reference.simulate(other, columns).digests == reference.simulate(world, columns).digests


def test_the_first_of_two_sources_records_and_so_their_order_counts() -> None:
    one, two = source({"jaywalking": 0.5}), source({"jaywalking": 0.5})
    world = shipped(days=14, citizens=400)
    first, last = watched_by(world, one=one, two=two), watched_by(world, two=two, one=one)
    assert first.hash != last.hash
    assert simulate(first).digests != simulate(last).digests


def test_sources_that_see_nothing_in_common_have_no_order() -> None:
    """Not even where they are wrong, are reviewed, and look where they found something."""
    slips = {"per_person_year": 3, "records": {"petition": 0.5, "jaywalking": 0.5}}
    one = source({"jaywalking": 0.5}, mistakes=slips, attention=0.5)
    two = source({"petition": 0.5}, mistakes=slips)
    world = shipped(days=14, citizens=400)
    first, last = watched_by(world, one=one, two=two), watched_by(world, two=two, one=one)
    assert first.hash != last.hash
    assert simulate(first).digests == simulate(last).digests


def test_regions_age_bands_and_groups_are_numbered_in_the_order_of_the_file() -> None:
    world = shipped(days=7, citizens=400)
    data = world.society.model_dump(exclude_none=True)
    backwards = dict(reversed(data["regions"].items()))
    assert with_society(world, regions=backwards).hash != world.hash


def test_a_world_of_its_identity_is_the_world() -> None:
    """Also when a tool has sorted the keys."""
    for number in range(12):
        world, _ = random_world(number)
        text = json.dumps(_otherwise(world, number).identity(), sort_keys=True)
        again = World.of_identity(json.loads(text))
        assert again.hash == _otherwise(world, number).hash
        assert json.dumps(again.identity(), sort_keys=True) == text

"""What is planned in plain Python is what the engine hands to its kernels, which is watched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from tests.engine.small import REDRESS, guarded, shipped, with_policy
from tests.worlds import ALL, random_world
from tools.wasm_policies import policies
from underheaven.engine import considering
from underheaven.engine.compiling import plain_tables
from underheaven.engine.lengths import AHEAD
from underheaven.engine.world import World
from underheaven.observatory.considered import MADE, considered
from underheaven.observatory.container import Bytes
from underheaven.observatory.given import given_of
from underheaven.observatory.handed import Handed, Seen, directories, seen
from underheaven.observatory.planned import FOUND_OUT, directories_from, name_of, planned
from underheaven.society.synthesis_tables import ADULT_AGE

FIXED = ALL - {"standards"}
"""All that a random world may have, but for thresholds that follow outcomes, which no page can move."""


def some() -> Iterator[tuple[str, World]]:
    """Worlds, each with a name."""
    for policy in policies():
        yield policy, shipped(policy, days=400, citizens=400)
    yield "another beginning", shipped("article-2019", start=dt.date(2016, 3, 1), days=60, citizens=5_000)
    yield "records that wait", guarded(shipped(days=14, citizens=300, community_size=256), **REDRESS)
    yield "nobody is seen", with_policy(shipped(days=14, citizens=300), sources={}, rules={}, rollout={})
    for seed in range(12):
        world = random_world(seed, FIXED)[0]
        # Some are of children alone, whom synthesis cannot seat.
        if any(band.first >= ADULT_AGE for band in world.society.age_bands.values()):
            yield f"random {seed}", world


WORLDS = dict(some())


def held(plan: dict[str, Any], raw: bytes, each: Handed, entry: list[Any]) -> Any:
    """What a plan says that an array holds at first. What the page makes is held against the engine in
    `test_considered_in_node.py`, from the same words.
    """
    found, like = plan["arrays"][entry[0]]["held"], each.value
    if found == 0:
        return np.zeros_like(like)
    if "made" in found:
        assert MADE[each.name] == found["made"]
        return each.value
    if "fill" in found:
        return np.full_like(like, found["fill"])
    if "count" in found:
        return np.arange(found["count"]).reshape(like.shape)
    return np.frombuffer(raw, like.dtype, like.size, found["at"]).reshape(like.shape)


@pytest.mark.parametrize("name", WORLDS)
def test_every_array_and_number_is_what_the_engine_has(name: str) -> None:
    """But for what a kernel fills before it is read, of which the lengths are held."""
    world, data = WORLDS[name], Bytes()
    there = seen(world)
    plan = planned(world, plain_tables(world), directories(), given_of(world), data)
    assert same_beside(plan, there)
    assert plan["same"]["considered"] == considered(world.society, world.step_minutes)
    lengths = {
        "N": world.citizens, "c": there.communities, "c+1": there.communities + 1, "firms": there.firms,
        "rows": there.rows, "room": there.room,
    }  # fmt: skip
    entries = {directory: iter(each) for directory, each in plan["directories"].items()}
    for each in there.handed:
        entry = next(entries[each.directory])
        if not each.axes:
            assert int(entry) == each.value, each.name
            continue
        array = plan["arrays"][entry[0]]
        assert (array["name"], array["type"]) == (name_of(each.name), each.value.dtype.name), each.name
        assert tuple(int(lengths.get(axis, axis)) for axis in entry[1:]) == each.value.shape, each.name
        if not array["name"].startswith(FOUND_OUT):
            assert np.array_equal(held(plan, bytes(data), each, entry), each.value), each.name
    assert all(next(left, None) is None for left in entries.values())


def same_beside(plan: dict[str, Any], there: Seen) -> bool:
    """Whether names and numbers beside the arrays are the engine's."""
    said = plan["same"]
    return (plan["c"], said["columns"], said["public"], said["known"], said["cut"], said["room"]) == (
        there.communities, there.columns, there.public, there.known, there.cut, there.room,
    ) and (said["firms"], said["key"]) == (there.firms > 0, there.key)  # fmt: skip


def test_directories_come_out_of_json_as_they_went_in() -> None:
    said = {name: [list(field) for field in fields] for name, fields in directories().items()}
    again = directories_from(said)
    assert {name: [(*field[:3], tuple(field.axes)) for field in each] for name, each in again.items()} == {
        name: [(*field[:3], tuple(field.axes)) for field in each] for name, each in directories().items()
    }


def test_room_is_left_for_the_acts_that_are_listed_ahead() -> None:
    assert AHEAD >= considering.ALMOST_ALWAYS

"""Thresholds that follow outcomes, in both engines: when they move, by how much, and who reads them."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from tests.engine.small import shipped, with_policy
from tests.worlds import random_world
from underheaven.engine import reference
from underheaven.engine.compiling import compile_tables
from underheaven.engine.cpu import Engine, Result, simulate
from underheaven.engine.layout import layout_of
from underheaven.engine.world import World
from underheaven.mechanisms.standards.moving import in_force
from underheaven.mechanisms.standards.rule import held, moved
from underheaven.policy.flags import flags
from underheaven.record.enumeration import Enumerator, clear_of

FOLLOWS: dict[str, Any] = {
    "what": "under", "over_days": 14, "target": 1, "raise_when": "below", "gain": 1_000, "step": 8,
    "between": {"least": 0, "most": 800},
}  # fmt: skip
"""It rises by eight points a fortnight, for never is everybody under it."""


@cache
def plain() -> World:
    return shipped(days=42, citizens=600, community_size=256)


def following(world: World, name: str = "no_loan", **parts: Any) -> World:
    consequences = {
        each: what.model_dump(exclude_none=True) for each, what in world.policy.consequences.items()
    }
    consequences[name]["follows"] = {**FOLLOWS, **parts}
    return with_policy(world, consequences=consequences)


def offsets(world: World, found: Result, what: str = "offset") -> list[list[int]]:
    """By step, of the first group in each region."""
    field = layout_of(world).known.index(f"standard.no_loan.{world.society.groups[0]}.{what}")
    return [step.known[:, field].tolist() for step in found.steps]


def test_it_moves_at_the_end_of_each_period() -> None:
    world = following(plain())
    found = simulate(world)
    assert [each[0] for each in offsets(world, found)] == [0, 128, 128, 256, 256, 384]
    assert [each[0] for each in offsets(world, found, "before")] == [0, 0, 128, 128, 256, 256]
    assert found.digests == reference.simulate(world).digests


@pytest.mark.parametrize(("days", "steps"), [(7, [0, 0, 128, 128, 256, 256]), (14, [0, 0, 0, 128, 128, 256])])
def test_what_was_decided_is_in_force_after_its_lag(days: int, steps: list[int]) -> None:
    world = following(plain(), lag_days=days)
    found = simulate(world)
    assert [each[0] for each in offsets(world, found)] == steps
    assert found.digests == reference.simulate(world).digests


def test_it_stays_within_its_limits_and_moves_by_its_gain() -> None:
    below = plain().policy.consequences["no_loan"].below.values[0]
    tight = following(plain(), between={"least": below - 1, "most": below + 10})
    assert [each[0] for each in offsets(tight, simulate(tight))][-1] == 160
    slow = following(plain(), gain=2, target=0, raise_when="above")
    found = simulate(slow)
    under, enrolled = (
        sum(int(step.tallies[..., layout_of(slow).column(column)].sum()) for step in found.steps[:2])
        for column in ("consequence.no_loan.under", "person.enrolled")
    )
    assert [each[0] for each in offsets(slow, found)][1] == ((under << 16) // enrolled) * 32 >> 16


def test_each_region_and_group_has_its_own_where_it_is_said() -> None:
    nation, regions = (following(plain(), of=of, gain=60, step=80) for of in ("nation", "region"))
    ends = [offsets(world, simulate(world))[-1] for world in (nation, regions)]
    assert len(set(ends[0])) == 1
    assert len(set(ends[1])) > 1
    groups = following(plain(), by_group=True, gain=60, step=80)
    fields = [
        layout_of(groups).known.index(f"standard.no_loan.{group}.offset") for group in groups.society.groups
    ]
    assert len(set(simulate(groups).steps[-1].known[0, fields].tolist())) > 1


@pytest.mark.parametrize("what", ["done", "recorded", "repaid", "under"])
def test_both_engines_follow_everything(what: str) -> None:
    parts: dict[str, Any] = {"what": what, "gain": 300, "target": 0.3, "of": "region", "by_group": True}
    world = following(plain(), **parts)
    found = simulate(world)
    assert found.digests == reference.simulate(world).digests
    assert any(any(each) for each in offsets(world, found))


def test_a_standard_that_never_moves_changes_no_count() -> None:
    """What it counts is known, so that the digest is another; people live as without it."""
    still = simulate(following(plain(), gain=0))
    alone = simulate(plain())
    assert still.digests["state"] == alone.digests["state"]
    for one, other in zip(still.steps, alone.steps, strict=True):
        assert np.array_equal(one.tallies, other.tallies)


def test_random_worlds_move_thresholds_up_and_down() -> None:
    seen = set()
    for seed in range(12):
        world, columns = random_world(seed)
        fields = [n for n, name in enumerate(layout_of(world).known) if name.endswith(".offset")]
        if fields:
            last = simulate(world, archetypes=columns).steps[-1].known[:, fields]
            seen |= set(np.sign(last).ravel().tolist())
    assert seen == {-1, 0, 1}


def test_census_and_searches_read_the_threshold_in_force() -> None:
    world = following(plain(), of="region", step=60)
    engine = Engine(world, 1)
    census = Enumerator(engine)
    for record in engine.records():
        step = record
    taken = census.take(2020)
    last = engine.knowns[-1]
    below = in_force(engine.tables, engine.layout, last, int(engine.tables.last_segment[-1]))
    assert np.array_equal(below.max(axis=2), clear_of(engine))
    under = simulate(world).steps[-1].tallies[..., layout_of(world).column("person.any_under")].sum()
    assert taken.counts[taken.keys[:, 6] > 0, 0].sum() == under > 0
    engine.close()
    assert step is not None


def test_a_threshold_by_group_is_flagged() -> None:
    assert "treats groups differently" not in " ".join(flags(following(plain()).policy))
    assert "follows what came out for each group" in " ".join(flags(following(plain(), by_group=True).policy))


def test_rules() -> None:
    assert moved(65_536, 0, 16, 100) == 16
    assert moved(65_536, 0, -16, 100) == -16
    assert moved(65_536, 0, 16_000, 100) == 100
    assert moved(0, 65_536, 16_000, 100) == -100
    assert held(5, 0, 3) == 3
    assert held(-5, 0, 3) == 0


def test_without_it_there_is_nothing_of_it() -> None:
    tables, layout = compile_tables(plain()), layout_of(plain())
    assert tables.standards.any == 0
    assert tables.standards.base.size == 0
    assert not any(name.startswith("standard.") for name in layout.known)

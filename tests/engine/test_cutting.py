"""Results do not hang on how finely a catalogue is cut: one kind of act or two of half the rate are alike."""

from functools import cache
from typing import Any

import numpy as np
import pytest

from tests.engine.small import shipped, with_policy, with_society
from underheaven.counted.columns import Act, labels
from underheaven.engine.cpu import simulate
from underheaven.engine.layout import layout_of
from underheaven.engine.world import World

KINDS = ("volunteering", "jaywalking", "bill_paid_on_time")
OTHER = "_b"
SIGMAS = 5


@cache
def _whole() -> World:
    """Much is gamed here, and nobody is denied anything, so that counts are nearly those of Poisson's law."""
    world = shipped(days=84, citizens=6_000)
    behaviour = world.society.behaviour.model_dump(exclude_none=True)
    behaviour["gaming"] = {"per_year": 40, "worth": 100, "efforts": [{"share": 1, "factor": 1}]}
    return with_policy(with_society(world, behaviour=behaviour), secrecy=0, consequences={}, privileges={})


def _halved(quantity: dict[str, Any]) -> dict[str, Any]:
    return {"value": quantity["value"] / 2}


def _both(shares: dict[str, Any], kind: str) -> dict[str, Any]:
    """Records of a kind, half of them of each part."""
    if kind not in shares:
        return shares
    half = _halved(shares[kind])
    return {**shares, kind: half, kind + OTHER: half}


def _cut(world: World, kind: str) -> World:
    """The world with a kind of act cut into two that differ in nothing but their names."""
    society = world.society.model_dump(exclude_none=True)
    policy = world.policy.model_dump(exclude_none=True)
    act = society["acts"][kind]
    half = {**act, "per_year": _halved(act["per_year"])}
    acts = {**society["acts"], kind: half, kind + OTHER: half}
    if kind in policy["rules"]:
        policy["rules"][kind + OTHER] = policy["rules"][kind]
    for source in policy["sources"].values():
        if kind in source["sees"]:
            source["sees"][kind + OTHER] = source["sees"][kind]
        for part in ("mistakes", "faces"):
            if part in source:
                source[part]["records"] = _both(source[part]["records"], kind)
    return with_policy(with_society(world, acts=acts), rules=policy["rules"], sources=policy["sources"])


def _totals(world: World) -> dict[str, int]:
    """Every count of acts, and of points, over the nation and the run; parts of a kind together."""
    layout, steps = layout_of(world), simulate(world, 2).steps
    whole = sum(record.tallies.sum(axis=(0, 1)) for record in steps)
    found = dict.fromkeys((f"act.{kind}.{what}" for kind in world.society.acts for what in labels(Act)), 0)
    for name, number in zip(layout.columns, np.asarray(whole).tolist(), strict=True):
        if name.startswith(("act.", "source.")):
            at = name.replace(f"{OTHER}.", ".")
            found[at] = found.get(at, 0) + number
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_cut_in_two_is_done_seen_and_gamed_as_often(kind: str) -> None:
    """Each count within five standard deviations, as if it were one of Poisson's."""
    world = _whole()
    whole, cut = _totals(world), _totals(_cut(world, kind))
    for name, number in whole.items():
        other = cut[name]
        assert abs(other - number) <= SIGMAS * max(1.0, (number + other) ** 0.5), (name, number, other)
    assert whole[f"act.{kind}.considered"] > 500
    if world.society.acts[kind].effort is not None:
        assert whole[f"act.{kind}.gamed"] > 500

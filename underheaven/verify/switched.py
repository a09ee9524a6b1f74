"""A mechanism switched on and off, in paired runs of the shipped files, and which way things then go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from underheaven.engine.world import World
from underheaven.verify.case import Finding
from underheaven.verify.counted import Counted, Quantity, counted
from underheaven.verify.shipped import Changes, Setting

SETTING = Setting(citizens=8_000, days=392)
"""Long enough for places to be allotted once."""
FALSE_ALARM = 1e-3
RISES, FALLS, STAYS = 1, -1, 0
WAYS = {RISES: "up", FALLS: "down", STAYS: "the same"}
Effects = Mapping[str, tuple[int, Quantity]]
"""What is looked at -> the way it goes when the mechanism is switched on, and how it is counted."""


@dataclass(frozen=True)
class Switched:
    """What differs between a run with it and one without it, what both have, and what follows.

    Paths begin with `policy` or `society`; `world.renewal` is a part of the world itself.
    """

    what: str
    on: Changes
    off: Changes
    effects: Effects
    given: Changes = field(default_factory=dict)


def shipped(path: str, without: Any) -> dict[str, Changes]:
    """A mechanism that the shipped files have, and what stands at the path instead when it is off."""
    return {"on": {}, "off": {path: without}}


def safeguard(name: str, value: Any, effects: Effects, given: Changes | None = None) -> Switched:
    """A safeguard alone."""
    key = f"policy.safeguards.{name}"
    off = False if value is True else None
    return Switched(f"safeguard: {name.replace('_', ' ')}", {key: value}, {key: off}, effects, given or {})


def world_with(of: Switched, changes: Changes, seed: int) -> World:
    """A world with what the mechanism gives to both runs, and these changes."""
    both = {**of.given, **changes}
    policy, society, itself = (
        {path.removeprefix(f"{part}."): to for path, to in both.items() if path.startswith(f"{part}.")}
        for part in ("policy", "society", "world")
    )
    world = replace(SETTING, policy_changes=policy, society_changes=society).world(seed)
    return replace(world, **itself)


@cache
def as_shipped(seed: int) -> Counted:
    """The counts of the shipped files' run."""
    return counted(SETTING.world(seed))


def compare(of: Switched, seed: int) -> list[Finding]:
    """A finding for each effect of a mechanism: it goes the way it should."""
    on, off = (
        counted(world_with(of, changes, seed)) if changes or of.given else as_shipped(seed)
        for changes in (of.on, of.off)
    )
    findings = []
    for what, (way, quantity) in of.effects.items():
        move = quantity(on) - quantity(off)
        passed = move == 0 if way == STAYS else way * move > 0
        findings.append(
            Finding(
                f"{of.what}: {what}", WAYS[way], f"{move:+.3g}", "exact" if way == STAYS else "direction",
                0.0 if way == STAYS else FALSE_ALARM, bool(passed),
            )
        )  # fmt: skip
    return findings

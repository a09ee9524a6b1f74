"""The ranges that stand beside a run: those that were found for it, or those that ship with its policy."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from underheaven.documents.problems import InputError
from underheaven.documents.words import quoted
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy, policy_names
from underheaven.society.loading import load_society, society_names
from underheaven.study.assuming.found import Ranges, Unknown
from underheaven.study.assuming.told import kind_of_run, numbers_told

FILE = "ranges.json"
CATALOGUE = Path(__file__).with_name("catalogue")
"""A file for each world whose range is shipped; tools/assumption_ranges makes them."""


def beside(run: Path) -> Path:
    """Where what was found for a run is kept: in a folder beside its own, which is sealed."""
    return run.with_name(f"{run.name}-assumptions")


def shipped(policy: str, society: str) -> Path:
    """Where the range of a shipped policy on a shipped society lies, if there is one."""
    return CATALOGUE / f"{policy}-{society}.json"


def ranges_of(world: World, run: Path | None = None) -> Ranges | Unknown:
    """What is known of a world by what is assumed, or why nothing is.

    It stands beside its `run`, or is shipped with its policy. It is of the same policy, society, first day,
    steps and communities, and of renewal alike; people, seed and last day may be others.
    """
    if run is not None and isinstance(own := _read(beside(run) / FILE, world), Ranges):
        return own
    name, place = world.policy.policy, world.society.society
    if name in policy_names() and place in society_names():
        return _read(shipped(name, place), world)
    return _none(world)


def _read(path: Path, world: World) -> Ranges | Unknown:
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if data["world"] != numbers_told(world):
            return Unknown(_of_others(data, world))
        if differing := [name for name, each in kind_of_run(world).items() if data[name] != each]:
            return Unknown(_of_another_kind(data, differing))
        return Ranges.of_dict(data, world)
    except (OSError, ValueError, KeyError, TypeError, InputError):
        return _none(world)


def _none(world: World) -> Unknown:
    return Unknown(f"none is shipped for {quoted(world.policy.policy)} on {quoted(world.society.society)}")


def _of_others(data: dict[str, Any], world: World) -> str:
    """Why a range is of other numbers than those of a world: the world's are not as shipped, or it is old."""
    policy, society = load_policy(world.policy.policy), load_society(world.society.society)
    today = World(policy, society, 1, world.start, world.end, data["citizens"])
    if numbers_told(today) == data["world"]:
        return (
            "the one that is shipped is of the policy and the society as they are shipped, and here one of "
            "them was changed"
        )
    return (
        f"the one that is shipped, of {data['date']}, is out of date, since numbers of the policy or of the "
        "society have changed"
    )


def _of_another_kind(data: dict[str, Any], differing: list[str]) -> str:
    if "from" in differing:
        return f"the one that is shipped is of runs that begin on {date.fromisoformat(data['from'])}"
    renewal = "with" if data["renewal"] else "without"
    return (
        f"the one that is shipped is of runs {renewal} renewal, in steps of {data['step_minutes']:,} minutes "
        f"and communities of {data['community_size']:,}"
    )

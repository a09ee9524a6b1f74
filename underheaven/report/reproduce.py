"""The command and the Python that make a run again."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from underheaven.documents.problems import InputError
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society

WEEK = 10_080


@dataclass(frozen=True)
class Again:
    """How to make a run again: a line for the shell, and Python that prints the run's digest."""

    command: str
    python: str


def again(world: World, given: Mapping[str, str] | None = None) -> Again:
    """Both, with the names that were `given` for policy and society when the run was made.

    Without them, catalogue names where the catalogue has this policy and this society.
    """
    given = given or {}
    names = given.get("policy") or _policy_name(world), given.get("society") or _society_name(world)
    return Again(_command(world, *names), _python(world, *names))


def label(name: str, given: str | None) -> str:
    """What a policy or society is called: its name, after that of its file where it has another."""
    return name if given in (None, name) else f"{given} ({name})"


def _policy_name(world: World) -> str:
    """The catalogue's name of the policy, or that of a file, if the catalogue has another policy or none."""
    name = world.policy.policy
    try:
        same = load_policy(name) == world.policy
    except InputError:
        same = False
    return name if same else f"{name}.yaml"


def _society_name(world: World) -> str:
    """The catalogue's name of the society, or that of a file."""
    name = world.society.society
    try:
        same = load_society(name) == world.society
    except InputError:
        same = False
    return name if same else f"{name}.yaml"


def _command(world: World, policy: str, society: str) -> str:
    parts = [
        "underheaven", "run", policy,
        "--society", society,
        "--citizens", str(world.citizens),
        "--from", str(world.start),
        "--to", str(world.end),
        "--seed", str(world.seed),
    ]  # fmt: skip
    if world.step_minutes != WEEK:
        parts += ["--step-minutes", str(world.step_minutes)]
    if world.renewal:
        parts.append("--renewal")
    return shlex.join(parts)


def _python(world: World, policy: str, society: str) -> str:
    start, end = world.start, world.end
    renewal = "    renewal=True,\n" if world.renewal else ""
    return f"""\
import datetime as dt

from underheaven.engine.cpu import simulate
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society

world = World(
    policy=load_policy({policy!r}),
    society=load_society({society!r}),
    seed={world.seed},
    start=dt.date({start.year}, {start.month}, {start.day}),
    end=dt.date({end.year}, {end.month}, {end.day}),
    citizens={world.citizens},
    step_minutes={world.step_minutes},
    community_size={world.community_size},
{renewal})
print(simulate(world).digests["run"])
"""

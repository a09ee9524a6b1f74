"""The command and the Python that make a run again."""

from __future__ import annotations

import shlex

from underheaven.documents.problems import InputError
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society


def policy_name(world: World) -> str:
    """The catalogue's name of the policy, or that of a file, if the catalogue has another policy or none."""
    name = world.policy.policy
    try:
        same = load_policy(name) == world.policy
    except InputError:
        same = False
    return name if same else f"{name}.yaml"


def society_name(world: World) -> str:
    """The catalogue's name of the society, or that of a file."""
    name = world.society.society
    try:
        same = load_society(name) == world.society
    except InputError:
        same = False
    return name if same else f"{name}.yaml"


def command(world: World) -> str:
    """The line for the shell."""
    parts = [
        "underheaven", "run", policy_name(world),
        "--society", society_name(world),
        "--citizens", str(world.citizens),
        "--from", str(world.start),
        "--to", str(world.end),
        "--seed", str(world.seed),
    ]  # fmt: skip
    return shlex.join(parts)


def python(world: World) -> str:
    """The same in Python; it prints the run's digest."""
    start, end = world.start, world.end
    return f"""\
import datetime as dt

from underheaven.engine.cpu import simulate
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society

world = World(
    policy=load_policy({policy_name(world)!r}),
    society=load_society({society_name(world)!r}),
    seed={world.seed},
    start=dt.date({start.year}, {start.month}, {start.day}),
    end=dt.date({end.year}, {end.month}, {end.day}),
    citizens={world.citizens},
    step_minutes={world.step_minutes},
    community_size={world.community_size},
)
print(simulate(world).digests["run"])
"""

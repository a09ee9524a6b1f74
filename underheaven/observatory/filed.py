"""A world as a file that a page can live: plans for some numbers of citizens, and what is told with them.

Neither NumPy nor Numba is needed. What differs between numbers of citizens stands there for each number, and
is found by comparing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from underheaven.documents.problems import refuse
from underheaven.engine.world import MODEL_VERSION, World
from underheaven.policy.schema import Policy

READS = {
    "lay_out": "laying",
    "found": "founded",
    "make_people": "making",
    "know": "following",
    "live": "living",
    "count_families": "living",
    "choose": "living",
    "link": "chaining",
    "digest": "digesting",
}
"""Kernel -> the directory that it reads, in the order in which they are first called."""


def filed(world: World, plans: Mapping[int, dict[str, Any]], said: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON of a world's file, from the plan for each number of citizens; `said` is told along with it."""
    first = next(iter(plans.values()))
    return {
        "model": MODEL_VERSION,
        "policy": world.policy.policy,
        "society": world.society.society,
        **length_of(world),
        "reads": READS,
        **first["same"],
        "seed": world.seed,
        "arrays": first["arrays"],
        "directories": first["directories"],
        "sizes": {str(number): _differing(first, plan) for number, plan in plans.items()},
        **said,
    }


def length_of(world: World) -> dict[str, Any]:
    """When a world begins and ends, and its steps; lengths in minutes."""
    return {
        "from": world.start.isoformat(),
        "to": world.end.isoformat(),
        "step_minutes": world.step_minutes,
        "steps": world.steps,
        "horizon": world.horizon,
    }


def refuse_what_moves(policy: Policy) -> None:
    """InputError where a threshold follows outcomes: the page has no part that moves it."""
    for name in moving(policy):
        raise refuse(
            f"the policy “{policy.policy}” cannot be carried to a page",
            f"the threshold of {name} follows outcomes, which the page cannot compute",
            "leave the policy out, or give the consequence a fixed threshold",
        )


def moving(policy: Policy) -> list[str]:
    """The consequences whose thresholds follow outcomes."""
    return [name for name, each in policy.consequences.items() if each.follows is not None]


def _differing(first: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """What of a plan is otherwise than in the first."""
    if other["same"] != first["same"]:
        raise ValueError("worlds that differ in more than their citizens are not one file")
    arrays = {
        str(number): theirs
        for number, (mine, theirs) in enumerate(zip(first["arrays"], other["arrays"], strict=True))
        if mine != theirs
    }
    directories = {
        name: {
            str(at): theirs
            for at, (mine, theirs) in enumerate(zip(entries, other["directories"][name], strict=True))
            if mine != theirs
        }
        for name, entries in first["directories"].items()
    }
    return {"c": other["c"], "arrays": arrays, "directories": {k: v for k, v in directories.items() if v}}

"""A world as a file that a page can live: what each kernel is handed, and what the arrays hold at first.

An array's length is a number, or the name of one that is found out when the world is laid out (`Sizes`). What
differs between numbers of citizens stands there for each number, and what differs between seeds in a file of
its own (`seeds`). Which arrays do is found by comparing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.documents.problems import refuse
from underheaven.draws import key
from underheaven.engine.world import MODEL_VERSION, World
from underheaven.observatory.container import Bytes, contained
from underheaven.observatory.handed import KINDS, READS, Handed, Seen, seen
from underheaven.policy.schema import Policy
from underheaven.society.synthesis_tables import synthesis_tables

EXACT = 1 << 53
"""From here on a number of JavaScript may be another; it is then written as text."""
SAME = {
    **{f"making.where.{name}": f"communities.{name}" for name in ("region", "number", "begin", "size")},
    "making.where.column": "state.archetype",
    "following.counted.known": "living.told.known",
    "following.counted.public": "living.sums.public",
    "chaining.counted.known": "living.told.known",
    "chaining.counted.public": "living.sums.public",
    "chaining.counted.tallies": "living.sums.tallies",
    "chaining.counted.histogram": "living.sums.histogram",
}
"""What one kernel leaves and another reads: the engine carries it over, and in one memory it is one array."""
EVERYWHERE = ("communities", "state", "ledger")
"""Records that are the same wherever they are handed over."""
FOUND_OUT = ("communities.", "state.archetype", "living.told.known", "chaining.counted.rest")
"""What begins so is put in by a kernel before it is read, whatever it held where the world was looked at."""
SEEDED = "making.tables."
"""What differs by the seed, the key of all draws apart, begins so."""


def name_of(each: Handed) -> str:
    """The name of the one array that is meant."""
    if each.record in EVERYWHERE:
        return f"{each.record}.{each.field}"
    return SAME.get(each.name, each.name)


def carried(world: World, citizens: Sequence[int], said: dict[str, Any]) -> bytes:
    """The file of a world for several numbers of citizens, the first of which is the world's own.

    `said` is told along with it. Raises `InputError` where the policy has what the page cannot do.
    """
    refuse_what_moves(world)
    data, plans = Bytes(), []
    for number in citizens:
        plans.append(_plan(seen(dataclasses.replace(world, citizens=number)), data))
    first = plans[0]
    file = {
        "model": MODEL_VERSION,
        "policy": world.policy.policy,
        "society": world.society.society,
        **length_of(world),
        "reads": READS,
        **first["same"],
        "seed": world.seed,
        "arrays": first["arrays"],
        "directories": first["directories"],
        "sizes": {str(number): _differing(first, plan) for number, plan in zip(citizens, plans, strict=True)},
        **said,
    }
    return contained(file, data)


def length_of(world: World) -> dict[str, Any]:
    """When a world begins and ends, and its steps; lengths in minutes."""
    return {
        "from": world.start.isoformat(),
        "to": world.end.isoformat(),
        "step_minutes": world.step_minutes,
        "steps": world.steps,
        "horizon": world.horizon,
    }


def refuse_what_moves(world: World) -> None:
    """InputError where a threshold follows outcomes: the page has no part that moves it."""
    for name in moving(world.policy):
        raise refuse(
            f"the policy “{world.policy.policy}” cannot be carried to a page",
            f"the threshold of {name} follows outcomes, which the page cannot compute",
            "leave the policy out, or give the consequence a fixed threshold",
        )


def moving(policy: Policy) -> list[str]:
    """The consequences whose thresholds follow outcomes."""
    return [name for name, each in policy.consequences.items() if each.follows is not None]


def seeds(world: World, numbers: Sequence[int]) -> bytes:
    """The file of what differs between seeds in a society: the key of all draws, and tables of synthesis.

    Raises `ValueError` where anything else differs.
    """
    data, found = Bytes(), []
    one, other = (seen(dataclasses.replace(world, seed=number)) for number in (numbers[0], numbers[-1]))
    varying = seeded(one, other)
    if not all(name.startswith(SEEDED) for name in varying):
        raise ValueError(f"more than tables of synthesis differs between seeds: {varying}")
    for number in numbers:
        tables = synthesis_tables(world.society, key(number))._asdict()
        places = {name: data.put(tables[name.removeprefix(SEEDED)].tobytes()) for name in varying}
        found.append({"seed": number, "key": key(number), "at": places})
    return contained({"society": world.society.society, "seeds": found}, data)


def seeded(one: Seen, other: Seen) -> list[str]:
    """The names of the arrays that differ between two seeds and are not found out by a kernel."""
    return [
        mine.name
        for mine, theirs in zip(one.handed, other.handed, strict=True)
        if mine.axes
        and not name_of(mine).startswith((*FOUND_OUT, "state.firm"))
        and not (mine.value.shape == theirs.value.shape and np.array_equal(mine.value, theirs.value))
    ]


def _plan(world: Seen, data: Bytes) -> dict[str, Any]:
    """Arrays, directories and lengths of a world with one number of citizens."""
    lengths = {
        "N": world.world.citizens,
        "c": world.communities,
        "c+1": world.communities + 1,
        "firms": world.firms,
        "rows": world.rows,
        "room": world.room,
    }
    arrays, numbers = list[dict[str, Any]](), dict[str, int]()
    directories: dict[str, list[Any]] = {name: [] for name in KINDS}
    for each in world.handed:
        if not each.axes:
            value = each.value
            directories[each.directory].append(value if abs(value) < EXACT else str(value))
            continue
        shape = [
            axis if length and lengths.get(axis) == length else length
            for axis, length in zip(each.axes, each.value.shape, strict=True)
        ]
        name = name_of(each)
        if name not in numbers:
            numbers[name] = len(arrays)
            zero = name.startswith(FOUND_OUT)
            held = 0 if zero else _held(each.value, data)
            arrays.append({"name": name, "type": each.value.dtype.name, "shape": shape, "held": held})
        directories[each.directory].append([numbers[name], *shape])
    same = {
        "key": world.key,
        "columns": world.columns,
        "public": world.public,
        "known": world.known,
        "cut": world.cut,
        "room": world.room,
        "firms": world.firms > 0,
    }
    return {"same": same, "arrays": arrays, "directories": directories, "c": world.communities}


def _held(array: NDArray[Any], data: Bytes) -> Any:
    """What an array holds at first: 0, a number everywhere, its own numbering, or where its bytes are."""
    flat = array.ravel()
    if not flat.size or not flat.any():
        return 0
    if (flat == flat[0]).all() and abs(int(flat[0])) < EXACT:
        return {"fill": int(flat[0])}
    if np.array_equal(flat, np.arange(flat.size)):
        return {"count": flat.size}
    return {"at": data.put(array.tobytes())}


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

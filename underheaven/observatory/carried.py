"""Worlds of shipped policies as files, made natively: for several numbers of citizens, and for several seeds.

A world's arrays are planned in plain Python (`planned`); the society's part is the engine's (`given`).
What differs between seeds stands in a file of its own (`seeds`). Which arrays do is found by comparing what
the engine hands over.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np

from underheaven.draws import key
from underheaven.engine.compiling import plain_tables
from underheaven.engine.world import World
from underheaven.observatory.container import Bytes, contained
from underheaven.observatory.filed import filed, refuse_what_moves
from underheaven.observatory.given import given_of
from underheaven.observatory.handed import Seen, directories, seen
from underheaven.observatory.planned import FOUND_OUT, name_of, planned
from underheaven.society.synthesis_tables import synthesis_tables

SEEDED = "making.tables."
"""What differs by the seed, the key of all draws apart, begins so."""


def carried(world: World, citizens: Sequence[int], said: dict[str, Any]) -> bytes:
    """The file of a world for several numbers of citizens, the first of which is the world's own.

    `said` is told along with it. Raises `InputError` where the policy has what the page cannot do.
    """
    refuse_what_moves(world.policy)
    data, plans = Bytes(), dict[int, dict[str, Any]]()
    for number in citizens:
        one = dataclasses.replace(world, citizens=number)
        plans[number] = planned(one, plain_tables(one), directories(), given_of(one), data)
    return contained(filed(world, plans, said), data)


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
        and not name_of(mine.name).startswith((*FOUND_OUT, "state.firm"))
        and not (mine.value.shape == theirs.value.shape and np.array_equal(mine.value, theirs.value))
    ]

"""Everybody on the first day: people from the society, and the state in which they begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor

import numpy as np
from numpy.typing import NDArray

from underheaven.by_address import fields_of
from underheaven.engine.laid import Laid, Lay
from underheaven.engine.lengths import columns_of_state
from underheaven.engine.state import Communities, State
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.society.making import MAKING, Where
from underheaven.society.synthesis import Synthesiser, make_people

Archetypes = Mapping[tuple[int, int], Sequence[int]]
"""The column of each (region, community), for tests."""
U16 = NDArray[np.uint16]


def people_of(world: World, communities: Communities, pool: Executor, threads: int, lay: Lay = Laid) -> U16:
    """The archetypes of all citizens, uint16 [N], made from the society's margins by so many threads."""
    maker = Synthesiser(world.society, world.seed, world.community_size)
    c, column = communities, np.zeros(world.citizens, np.uint16)
    where = Where(c.region, c.number, c.begin, c.size, column)
    laid = [lay(MAKING, maker.records(where)) for _ in range(threads)]
    for done in [
        pool.submit(each.run, make_people, 0, thread, len(c.size), threads, maker.seed)
        for thread, each in enumerate(laid)
    ]:
        done.result()
    made: U16 = laid[0].records.where.column
    return made


def given_people(world: World, communities: Communities, archetypes: Archetypes) -> U16:
    """The archetypes of all citizens, uint16 [N], from the columns of their communities."""
    column = np.empty(world.citizens, np.uint16)
    for region, number, begin, size in zip(*(a.tolist() for a in communities[:4]), strict=True):
        column[begin : begin + size] = archetypes[region, number]
    return column


def first_state(world: World, tables: Tables, archetypes: U16, firms: int) -> State:
    """The state of citizens of these archetypes (uint16 [N]) and of so many firms before the first step."""
    kinds = {each.name: each.dtype for each in fields_of(State)}
    columns = {
        name: np.full((firms if name == "firm" else len(archetypes)) if kept else 0, first, kinds[name])
        for name, (kept, first) in columns_of_state(world, tables).items()
    }
    return State(archetype=archetypes, **columns)

"""Citizens of a run that kept no row for each: some of its communities, lived again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from underheaven.counted.columns import Life, labels
from underheaven.engine.compiling import compile_tables
from underheaven.engine.making_scratch import make_lives
from underheaven.engine.world import World
from underheaven.record.people import WHO, Block
from underheaven.record.query import RunFolder
from underheaven.record.reliving import Place, Reliving, citizen_at, known_in
from underheaven.society.archetypes import Archetypes
from underheaven.society.synthesis import Synthesiser

FIRST_OF_HOUSEHOLD = 15
"""The bit of the archetype column that marks the first slot of a household."""
LEVELS = ("shown", "dread", "hardship")


def communities_of(world: World) -> list[tuple[int, int]]:
    """Region and number of every community, in order."""
    return [
        (region, community)
        for region, people in enumerate(world.citizens_of_regions)
        for community in range(-(-people // world.community_size))
    ]


def spread(world: World, many: int) -> list[tuple[int, int]]:
    """So many communities, evenly spread over all in their order, or all where there are no more."""
    every = communities_of(world)
    return [every[number * len(every) // many] for number in range(many)] if many < len(every) else every


def with_lives(
    folder: RunFolder, communities: Sequence[tuple[int, int]]
) -> Iterator[tuple[Reliving, NDArray[np.uint32]]]:
    """Communities of a run, lived again to its end, each with what was counted of each citizen.

    The counts are uint32 [Life, n]. InputError if what everybody knew is not as the run left it.
    """
    world = folder.world
    tables = compile_tables(world)
    knowns = known_in(folder, tables)
    people = Synthesiser(world.society, world.seed, world.community_size)
    for region, community in communities:
        lived = Reliving(world, knowns, region, community, tables=tables, people=people)
        counting = lived.scratch.counting._replace(lives=make_lives(lived.size))
        lived.scratch = lived.scratch._replace(counting=counting)
        lived.hand_over()
        for _ in lived.steps():
            pass
        yield lived, counting.lives


def lived_again(
    folder: RunFolder, columns: Sequence[str], communities: Sequence[tuple[int, int]]
) -> Iterator[Block]:
    """The citizens of some communities of a run, as it left them; a block for each community.

    InputError if what everybody knew is not as the run left it.
    """
    world = folder.world
    archetypes = Archetypes(world.society)
    for lived, lives in with_lives(folder, communities):
        region, community = lived.region, lived.community
        state, number = lived.state, archetypes.of(lived.state.archetype)
        counts = dict(zip(labels(Life), lives, strict=True))
        counts |= {name: getattr(state, name) for name in LEVELS}
        first = citizen_at(world, Place(region, community, 0))
        yield Block(
            citizen=np.arange(first, first + lived.size, dtype=np.int64),
            columns={name: counts[name].astype(np.int64) for name in columns},
            codes={
                name: np.full(lived.size, region, np.int64)
                if name == "region"
                else archetypes.codes(name)[number]
                for name in WHO
            },
            household=np.cumsum(state.archetype >> FIRST_OF_HOUSEHOLD, dtype=np.int64) - 1,
        )

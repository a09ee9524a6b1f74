"""The communities of a world: where each is, how many live there, and when it is enrolled."""

from __future__ import annotations

import numpy as np

from underheaven import draws
from underheaven.engine.compiling.thresholds import chance
from underheaven.engine.kernel import Communities
from underheaven.engine.layout import BLOCKS
from underheaven.engine.world import World


def communities_of(world: World) -> tuple[Communities, list[tuple[int, int]]]:
    """The communities in order, and the (block, region) of each row of the yearly tally."""
    size = world.community_size
    region, number, sizes = [], [], []
    for r, citizens in enumerate(world.citizens_of_regions):
        for c in range(-(-citizens // size)):
            region.append(r)
            number.append(c)
            sizes.append(min(size, citizens - c * size))
    pairs = [(i % BLOCKS, r) for i, r in enumerate(region)]
    rows = sorted(set(pairs))
    return (
        Communities(
            region=np.array(region, np.int64),
            number=np.array(number, np.int64),
            begin=np.cumsum([0, *sizes[:-1]], dtype=np.int64),
            size=np.array(sizes, np.int64),
            enrolled_from=np.array(
                [enrolled_from(world, r, c) for r, c in zip(region, number, strict=True)], np.int64
            ),
            year_row=np.array([rows.index(pair) for pair in pairs], np.int64),
        ),
        rows,
    )


def enrolled_from(world: World, region: int, community: int) -> int:
    """The first step in which a community is enrolled; the number of steps if never (specification, 10)."""
    name = list(world.society.regions)[region]
    lottery = int(
        draws.philox(draws.counter(region, community), 0, 0, draws.ROLLOUT, *draws.key(world.seed))[0]
    )
    first = world.steps
    for rollout in world.policy.rollout.values():
        if (rollout.regions == "all" or name in rollout.regions) and lottery < chance(rollout.share.value):
            since = max(0, world.minute_of(rollout.since))
            first = min(first, -(-since // world.step_minutes))
    return first

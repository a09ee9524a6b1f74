"""The communities of a world: where each is, how many live there, and when it is enrolled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven import draws
from underheaven.engine.compiling.thresholds import chance
from underheaven.engine.layout import BLOCKS
from underheaven.engine.state import Communities, State
from underheaven.engine.world import World


def communities_of(world: World) -> tuple[Communities, list[tuple[int, int, int]]]:
    """The communities in order, and the (block, region, wave) of each row of the yearly tally.

    Their firms are not numbered yet (`Founding.numbered`).
    """
    size = world.community_size
    region, number, sizes = [], [], []
    for r, citizens in enumerate(world.citizens_of_regions):
        for c in range(-(-citizens // size)):
            region.append(r)
            number.append(c)
            sizes.append(min(size, citizens - c * size))
    stages = [enrolment(world, r, c) for r, c in zip(region, number, strict=True)]
    places = [(i % BLOCKS, r, wave) for i, (r, (_, _, wave)) in enumerate(zip(region, stages, strict=True))]
    rows = sorted(set(places))
    at = {row: index for index, row in enumerate(rows)}
    return (
        Communities(
            region=np.array(region, np.int64),
            number=np.array(number, np.int64),
            begin=np.cumsum([0, *sizes[:-1]], dtype=np.int64),
            size=np.array(sizes, np.int64),
            enrolled_from=np.array([everybody for everybody, _, _ in stages], np.int64),
            joined_from=np.array([joiners for _, joiners, _ in stages], np.int64),
            firms=np.zeros(len(sizes) + 1, np.int64),
            year_row=np.array([at[row] for row in places], np.int64),
        ),
        rows,
    )


def rows_of(state: State, communities: Communities, number: int) -> Iterator[NDArray[Any]]:
    """The rows of one community in each column of the state that is allocated."""
    begin, size = int(communities.begin[number]), int(communities.size[number])
    firms = slice(*communities.firms[number : number + 2].tolist())
    for name, column in state._asdict().items():
        if len(column):
            yield column[firms] if name == "firm" else column[begin : begin + size]


def enrolment(world: World, region: int, community: int) -> tuple[int, int, int]:
    """The first step in which everybody of a community is enrolled, the first in which those are who
    join (the number of steps if never), and its wave (specification, 10)."""
    policy, name = world.policy, list(world.society.regions)[region]
    place = draws.counter(region, community)
    lottery = draws.once(place, 0, 0, draws.ROLLOUT, draws.key(world.seed))[0]
    first = [world.steps, world.steps]
    wave, earliest = 0, world.steps
    for index, rollout in enumerate(policy.rollout.values()):
        if (rollout.regions == "all" or name in rollout.regions) and lottery < chance(rollout.share.value):
            since = max(0, world.minute_of(rollout.since))
            step = min(world.steps, -(-since // world.step_minutes))
            voluntary = rollout.joining == "voluntary" or policy.safeguards.opt_in
            first[voluntary] = min(first[voluntary], step)
            if step < earliest:
                wave, earliest = index + 1, step
    return first[0], first[1], wave

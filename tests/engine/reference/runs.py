"""Runs of random worlds that several tests look at."""

from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tests.worlds import ALL, random_world
from underheaven.engine.layout import Layout, layout_of
from underheaven.engine.reference import ReferenceResult, simulate
from underheaven.engine.world import World


class Run(NamedTuple):
    world: World
    result: ReferenceResult
    layout: Layout

    def totals(self, name: str) -> NDArray[np.int64]:
        """A column of the nation in each step."""
        column = self.layout.column(name)
        return np.array([record.tallies[:, :, column].sum() for record in self.result.steps])

    def state(self, name: str) -> NDArray[np.int64]:
        """A column of the state of the whole nation."""
        return np.concatenate([getattr(c, name) for c in self.result.communities.values()]).astype(np.int64)


@cache
def run(seed: int, *without: str) -> Run:
    """The run of a random world that lacks some features."""
    world, columns = random_world(seed, ALL - set(without))
    return Run(world, simulate(world, columns), layout_of(world))


def run_with(seed: int, without: tuple[str, ...] = (), **policy: Any) -> Run:
    """The run of a random world whose policy has some parts replaced."""
    world, columns = random_world(seed, ALL - set(without))
    changed = replace(world, policy=world.policy.model_copy(update=policy))
    return Run(changed, simulate(changed, columns), layout_of(changed))

"""The queue of appeals (specification, 28)."""

from __future__ import annotations

import math

from underheaven.engine.reference.decimals import MINUTES_PER_YEAR
from underheaven.engine.world import World

LONGEST = 10_000
"""The longest wait, in steps."""


class Backlog:
    """Appeals filed and not yet decided, for which each region has a capacity."""

    def __init__(self, world: World) -> None:
        self._world, self._appeal = world, world.policy.safeguards.appeal

    def after(self, region: int, backlog: int, filed: int) -> tuple[int, int]:
        """The backlog after a step in which so many were filed, in 2^20ths, and the wait in steps."""
        if self._appeal is None:
            return 0, 0
        served = math.floor(
            2**20
            * self._appeal.capacity_per_1000_year.value
            * self._world.citizens_of_regions[region]
            / 1000
            * self._world.step_minutes
            / MINUTES_PER_YEAR
        )
        left = max(0, backlog + (filed << 20) - served)
        if served == 0:
            return left, LONGEST if left else 0
        return left, min(LONGEST, left // served)

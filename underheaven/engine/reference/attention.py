"""Where sources look: more where they found more before (specification, 19 and 28)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from underheaven.engine.reference.smoothing import Smoothing
from underheaven.engine.world import World

ONE = 65_536
MOST = 2**20


class Attention:
    """The attention of each source, region by region."""

    def __init__(self, world: World) -> None:
        self._smoothing = Smoothing(world.step_minutes)
        self._citizens = world.citizens_of_regions
        self._following = [
            math.floor(ONE * source.attention.value) for source in world.policy.sources.values()
        ]

    def level(self, before: int, records: int, enrolled: int) -> int:
        """Records per enrolled head in 2^24ths, smoothed; as before where nobody is enrolled."""
        return self._smoothing.smooth(before, (records << 24) // enrolled) if enrolled else before

    def of(self, source: int, levels: Sequence[int]) -> list[int]:
        """A source's attention to each region, from its levels there, in 65,536ths."""
        following = self._following[source]
        people = sum(self._citizens)
        mean = sum(level * n for level, n in zip(levels, self._citizens, strict=True)) // people
        if following == 0 or mean == 0:
            return [ONE for _ in levels]
        return [ONE - following + (following * min(MOST, (level << 16) // mean) >> 16) for level in levels]

"""What everybody knows: climate, waits, attention, and who was placed (specification, 28).

What is computed is in `following` and `ranking`; here it is handed what it reads.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.following import FIRST, FOLLOWING, NOWHERE, Counted, Following, Levels, know
from underheaven.engine.laid import Laid, Lay
from underheaven.engine.layout import Layout
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.mechanisms.standards.moving import Moving

I64 = NDArray[np.int64]


class Knowledge:
    """Turns the counts of a step into what everybody knows in the next."""

    def __init__(
        self,
        world: World,
        layout: Layout,
        tables: Tables,
        lay: Lay = Laid,
    ) -> None:
        """`lay` lays records out where the kernels run."""
        self._laid, self._cut = lay(FOLLOWING, following_of(world, layout, tables)), layout.blocks.cut
        self._moving = Moving(layout, tables)

    def at_first(self) -> I64:
        """What is known before the first step, int64 [regions, fields]."""
        return self._know(FIRST)

    def after(self, step: int, known: I64, public: I64, tallies: I64) -> I64:
        """What is known after a step, from what was known in it, its public counts (int64 [R, F]) and its
        tallies (int64 [R, G, M])."""
        counted = self._laid.records.counted
        counted.known[:], counted.public[:] = known, public
        found = self._know(step + 1)
        self._moving.follow(step, found, tallies)
        return found

    def _know(self, step: int) -> I64:
        known: I64 = self._laid.records.counted.known
        self._laid.run(know, step, 0, len(known))
        return known.copy()

    def forget_places(self, known: I64) -> None:
        """In a step without allotment nobody was placed."""
        known[:, self._cut :] = NOWHERE


def following_of(world: World, layout: Layout, tables: Tables) -> Following:
    """What is read and written after each step of a world."""
    citizens = np.array(world.citizens_of_regions, np.int64)
    public, known = len(layout.public), len(layout.known)
    return Following(
        Levels(citizens, tables.smoothing, tables.climate_prior),
        tables.attention,
        tables.hospital,
        tables.redress,
        layout.blocks,
        Counted(np.zeros((len(citizens), public), np.int64), np.zeros((len(citizens), known), np.int64)),
    )

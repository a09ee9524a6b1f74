"""What everybody knows after a step: climate, waits, attention, and who was placed (specification, 28).

Plain integers of Python: a few hundred of them a step, of any size.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_FLOOR, Context, Decimal, localcontext
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.counted.columns import Cut, Known, Public, PublicAfter
from underheaven.engine.compiling.regions import density
from underheaven.engine.layout import Layout
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.mechanisms.attention.rule import ONE, attention, smooth
from underheaven.mechanisms.hospital.rule import refused, waits
from underheaven.mechanisms.places.ranking import last_placed

MOST_LOAD, LONGEST_WAIT = 1 << 20, 10_000
NOWHERE = -1
I64 = NDArray[np.int64]


class Knowledge:
    """Turns the counts of a step into what everybody knows in the next."""

    def __init__(self, world: World, layout: Layout, tables: Tables) -> None:
        self._world, self._tables = world, tables
        self._sources, self._goods = len(layout.sources), len(layout.places)
        self._width, self._at = len(layout.known), layout.blocks

    def at_first(self) -> I64:
        """What is known before the first step, int64 [regions, fields]."""
        t = self._tables
        known = np.zeros((len(self._world.citizens_of_regions), self._width), np.int64)
        known[:, Known.CLIMATE] = t.climate_prior
        known[:, Known.LOAD_SLOW] = t.hospital.usual
        known[:, self._at.attention : self._at.cut] = ONE
        self.forget_places(known)
        for row in known:
            self._lines(row)
        return known

    def after(self, known: I64, public: I64) -> I64:
        """What is known after a step, from what was known in it and its public counts (int64 [R, F])."""
        new = known.copy()
        for region, (row, counted) in enumerate(zip(new, public.tolist(), strict=True)):
            said = counted[Public.CRITICAL] + counted[Public.SUPPORTIVE]
            if said > 0:
                heard = (counted[Public.CRITICAL] << 16) // said
                row[Known.CLIMATE] = smooth(int(row[Known.CLIMATE]), heard, self._tables.smoothing)
            self._queues(region, row, counted)
        self._attend(new, public)
        return new

    def _queues(self, region: int, row: Any, counted: list[int]) -> None:
        t = self._tables
        of_hospital = (
            (Known.LOAD_FAST, counted[self._at.public_after + PublicAfter.VISITS_FAST]),
            (Known.LOAD_SLOW, counted[self._at.public_after + PublicAfter.VISITS_SLOW]),
        )
        filed = counted[self._at.public_after + PublicAfter.APPEALS]
        if t.hospital.kind >= 0:
            room = int(t.hospital.capacity[region])
            for field, number in of_hospital:
                if room == 0:
                    row[field] = MOST_LOAD
                else:
                    row[field] = smooth(int(row[field]), min(MOST_LOAD, (number << 36) // room), t.smoothing)
            self._lines(row)
        if t.redress.appealing:
            served = int(t.redress.served[region])
            backlog = max(0, int(row[Known.BACKLOG]) + (filed << 20) - served)
            row[Known.BACKLOG] = backlog
            row[Known.APPEAL_WAIT] = (
                min(LONGEST_WAIT, backlog // served) if served else LONGEST_WAIT * (backlog > 0)
            )

    def _lines(self, row: Any) -> None:
        """Waits and refusals that follow from the loads."""
        h, fast, slow = self._tables.hospital, int(row[Known.LOAD_FAST]), int(row[Known.LOAD_SLOW])
        if h.kind >= 0:
            row[Known.WAIT_FAST : Known.WAIT_ONE_LINE + 1] = waits(fast, slow, h.service, h.spread)
            row[Known.REFUSED_FAST : Known.REFUSED_SLOW + 1] = refused(fast, slow)

    def _attend(self, new: I64, public: I64) -> None:
        t, citizens = self._tables, self._world.citizens_of_regions
        for j in range(self._sources):
            level, field = len(Known) + j, self._at.attention + j
            for row, counted in zip(new, public.tolist(), strict=True):
                if counted[Public.ENROLLED] > 0:
                    found = (counted[len(Public) + j] << 24) // counted[Public.ENROLLED]
                    row[level] = smooth(int(row[level]), found, t.smoothing)
            if t.attentive[j]:
                total = sum(int(row[level]) * n for row, n in zip(new, citizens, strict=True))
                mean = total // sum(citizens)
                for row in new:
                    row[field] = attention(int(t.attentive[j]), int(row[level]), mean)

    def allot(self, known: I64, region: int, count: Callable[[int, I64], I64]) -> None:
        """Note of each good the last family of a region that is placed, and the last that is drawn.

        `count` counts the region's families by a digit (`ranking.last_placed`).
        """
        lasts = last_placed(len(self._world.society.places), partial(self._places, region), count)
        for good, last in enumerate(lasts):
            if last is not None:
                field = self._at.cut + len(Cut) * good
                known[region, field : field + len(Cut)] = np.concatenate(last)

    def _places(self, region: int, good: int, families: int) -> int:
        """Places of a good in a region for so many families."""
        place = list(self._world.society.places.values())[good]
        where = list(self._world.society.regions.values())[region]
        with localcontext(Context(prec=60)):
            number: Decimal = place.share.value * density(where, place.density) * families
            return int(number.to_integral_value(rounding=ROUND_FLOOR))

    def forget_places(self, known: I64) -> None:
        """In a step without allotment nobody was placed."""
        known[:, self._at.cut :] = NOWHERE

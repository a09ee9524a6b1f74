"""The hospital: two classes, how long each waits, and who finds no room (specification, 17 and 28).

Waits of a queue in which one class is served first: Cobham 1954.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from underheaven.documents.problems import refuse
from underheaven.engine.reference.decimals import CERTAIN, MINUTES_PER_YEAR
from underheaven.engine.reference.smoothing import Smoothing
from underheaven.engine.reference.watching import density
from underheaven.engine.world import World

ONE = 65_536
BUSIEST = 62_259
"""The largest load at which waits are computed: 0.95."""
LONGEST = 23_040
"""A day, in sixteenths of a minute."""
MOST_LOAD = 2**20
FAST, SLOW = range(2)


class Queue(NamedTuple):
    """Loads in 65,536ths of the capacity, waits in sixteenths of a minute, and chances of being refused."""

    load_fast: int = 0
    load_slow: int = 0
    wait_fast: int = 0
    wait_slow: int = 0
    wait_one_line: int = 0
    refused_fast: int = 0
    refused_slow: int = 0

    def wait(self, fast: bool) -> int:
        """The wait of a class."""
        return self.wait_fast if fast else self.wait_slow

    def refused(self, fast: bool) -> int:
        """Who draws a word below this finds no room."""
        return self.refused_fast if fast else self.refused_slow


class Hospital:
    """The hospitals of a world's regions; `kind` is the act that they serve, None where there are none."""

    def __init__(self, world: World) -> None:
        self._world, self._hospital = world, world.society.hospital
        self._smoothing = Smoothing(world.step_minutes)
        self.kind: int | None = None
        if self._hospital is not None:
            self.kind = list(world.society.acts).index(self._hospital.kind)
            if world.society.acts[self._hospital.kind].kind == "credit":
                raise refuse(
                    "the hospital serves a kind of credit", "a visit is not paid back", "name a need"
                )

    def before(self) -> Queue:
        """The queue before the first step."""
        if self._hospital is None:
            return Queue()
        return self._queue(0, math.floor(ONE * self._hospital.usual_load.value))

    def after(self, region: int, queue: Queue, visits_fast: int, visits_slow: int) -> Queue:
        """The queue after a step in which so many visits of each class were wanted."""
        if self._hospital is None:
            return Queue()
        capacity = self._capacity(region)
        if capacity == 0:
            return self._queue(MOST_LOAD, MOST_LOAD)
        return self._queue(
            self._smoothing.smooth(queue.load_fast, min(MOST_LOAD, (visits_fast << 36) // capacity)),
            self._smoothing.smooth(queue.load_slow, min(MOST_LOAD, (visits_slow << 36) // capacity)),
        )

    def _capacity(self, region: int) -> int:
        """Visits that a region's hospitals can serve in a step, in 2^20ths."""
        assert self._hospital is not None
        per_person = self._hospital.visits_per_person_year.value
        here = list(self._world.society.regions.values())[region]
        citizens = self._world.citizens_of_regions[region]
        return math.floor(
            2**20
            * per_person
            * density(self._hospital.density, here)
            * citizens
            * self._world.step_minutes
            / MINUTES_PER_YEAR
        )

    def _queue(self, fast: int, slow: int) -> Queue:
        """What follows from two loads."""
        assert self._hospital is not None
        first, both = min(fast, BUSIEST), min(fast + slow, BUSIEST)
        service = math.floor(16 * self._hospital.minutes_per_visit.value)
        variation = self._hospital.variation.value
        spread = math.floor(ONE * (1 + variation * variation) / 2)
        met = both * service * spread >> 16
        return Queue(
            load_fast=fast,
            load_slow=slow,
            wait_fast=min(LONGEST, met // (ONE - first)),
            wait_slow=min(LONGEST, (met << 16) // ((ONE - first) * (ONE - both))),
            wait_one_line=min(LONGEST, met // (ONE - both)),
            refused_fast=_beyond(fast, ONE),
            refused_slow=_beyond(slow, max(0, ONE - fast)),
        )


def _beyond(load: int, room: int) -> int:
    """The chance that a visit finds no room, in 2^32nds."""
    return (load - room) * CERTAIN // load if load > room else 0

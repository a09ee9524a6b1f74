"""Communities lived again while the run itself is lived, so that at its end it is there what came of them."""

from __future__ import annotations

import time

import numpy as np

from underheaven.engine.compiling import compile_tables
from underheaven.engine.knowing import Knowledge
from underheaven.engine.layout import layout_of
from underheaven.engine.records import Int64, StepRecord
from underheaven.engine.world import World
from underheaven.measure.lived.lived import Lived, cohorts_of, followed, kept_from
from underheaven.record.reliving import Reliving, allotted, size_of
from underheaven.record.sampling import spread
from underheaven.record.weekly import LIVED, WeekByWeek, bytes_of_step
from underheaven.society.synthesis import Synthesiser

ROOM = 1 << 27
"""Bytes that may be kept of how people stand in each step."""


class LivingBeside:
    """What `live_again` finds of a run's folder, from the run's steps as they come, all of them in order.

    A community needs to know of each step what everybody knew in it, and that is in the step's record.
    """

    def __init__(self, world: World) -> None:
        began = time.monotonic()
        self._world, self._asked = world, cohorts_of(world, world.steps)
        self._year, since = _of_last_year(world)
        layout, tables = layout_of(world), compile_tables(world)
        self._allotted = allotted(layout)
        self._before = Knowledge(world, layout, tables).at_first()
        self._knowns: Int64 = np.zeros((world.steps, *self._before.shape), np.int64)
        people = Synthesiser(world.society, world.seed, world.community_size)
        self._lives: list[WeekByWeek] = []
        for place in spread(world, LIVED):
            lived = Reliving(world, self._knowns, *place, tables=tables, people=people)
            like = self._lives[0] if self._lives else None
            self._lives.append(WeekByWeek(lived, (self._year,), since, like))
        self._seconds = time.monotonic() - began

    @staticmethod
    def can(world: World) -> bool:
        """Whether anything hangs on a score, and what is kept of all communities at once is not too much."""
        if not world.policy.consequences:
            return False
        people = sum(size_of(world, *place) for place in spread(world, LIVED))
        return people * (world.steps - _of_last_year(world)[1]) * bytes_of_step(world) <= ROOM

    def add(self, record: StepRecord) -> None:
        """Live the next step, which the run has lived."""
        began, known = time.monotonic(), self._knowns[record.step]
        known[:] = self._before
        known[:, self._allotted] = record.known[:, self._allotted]
        for each in self._lives:
            each.live(record.step)
        self._before = record.known
        self._seconds += time.monotonic() - began

    def lived(self) -> Lived:
        """What was found, once all steps of the run were added."""
        lives = (each.found for each in self._lives)
        began = time.monotonic() - self._seconds
        return followed(self._world, lives, self._asked, self._year, self._world.steps, began)


def _of_last_year(world: World) -> tuple[int, int]:
    """The last year of a run, and the first step of which it is kept how people stand."""
    year = world.year_of(world.steps - 1)
    return year, kept_from(world, cohorts_of(world, world.steps), year, world.steps)

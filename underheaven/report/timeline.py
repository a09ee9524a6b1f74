"""A run's counts over time, in periods few enough to draw: steps, weeks, months, quarters or years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from underheaven.engine.layout import BINS
from underheaven.engine.records import Int64
from underheaven.measure.counts import Counts, Floats
from underheaven.measure.frame import Frame
from underheaven.measure.run import histograms, matrix, numbers
from underheaven.record.query import RunFolder

WHOLE = 65_536
"""A climate of 1 (specification, section 9)."""
MOST = 120
"""Periods in a picture."""
PERIODS: dict[str, Callable[[dt.date], tuple[int, ...]]] = {
    "week": lambda day: (day.toordinal() // 7,),
    "month": lambda day: (day.year, day.month),
    "quarter": lambda day: (day.year, (day.month - 1) // 3),
    "year": lambda day: (day.year,),
}


@dataclass(frozen=True)
class Timeline:
    """T periods. `days` has T + 1 dates: each period's first, and the day after the last.

    `counts` holds tallies int64[T, M] and histograms int64[T, 64], of everyone, summed over the steps
    that begin in a period. `climate` float64[T, R] is the share of political speech that is critical in
    each region, over the ends of steps. `period` says how long one is.
    """

    period: str
    days: tuple[dt.date, ...]
    counts: Counts
    climate: Floats

    def __len__(self) -> int:
        return len(self.days) - 1


def cut(days: list[dt.date]) -> tuple[str, list[int]]:
    """The shortest period of which there are at most `MOST`, and each day's period from 0."""
    if len(days) <= MOST:
        return "step", list(range(len(days)))
    for name, key in PERIODS.items():
        numbers: dict[tuple[int, ...], int] = {}
        found = [numbers.setdefault(key(day), len(numbers)) for day in days]
        if len(numbers) <= MOST or name == "year":
            return name, found
    raise AssertionError("years are the last of the periods")


def timeline(folder: RunFolder) -> Timeline:
    """The recorded steps of a run, everyone together, in at most `MOST` periods (or years)."""
    world = folder.world
    frame = Frame.of(world)
    steps = folder.provenance.steps_recorded
    days = [world.start + dt.timedelta(minutes=step * world.step_minutes) for step in range(steps)]
    name, periods = cut(days)
    of = np.array(periods, dtype=np.int64)
    count = periods[-1] + 1
    tallies = np.zeros((count, frame.layout.width), dtype=np.int64)
    for batch in folder.batches("steps"):
        np.add.at(tallies, of[batch.column("step").to_numpy()], matrix(batch, frame.layout.columns))
    histogram = np.zeros((count, BINS), dtype=np.int64)
    for step, _, _, bins in histograms(folder, frame):
        histogram[of[step]] += bins.sum(axis=0)
    firsts = [days[periods.index(period)] for period in range(count)]
    last = world.start + dt.timedelta(minutes=world.end_of(steps - 1))
    return Timeline(
        name, (*firsts, last), Counts(frame, tallies, histogram), _climate(folder, frame, of, count)
    )


def _climate(folder: RunFolder, frame: Frame, of: Int64, count: int) -> Floats:
    """Mean climate of the regions in `count` periods, float64[T, R]; `of` int64[steps] is a step's period."""
    total = np.zeros((count, len(frame.regions)), dtype=np.int64)
    for batch in folder.batches("public", ("step", "region", "climate")):
        region = numbers(batch.column("region"), frame.regions)
        np.add.at(total, (of[batch.column("step").to_numpy()], region), batch.column("climate").to_numpy())
    return total / np.bincount(of, minlength=count)[:, None] / WHOLE

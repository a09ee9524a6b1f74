"""A run's counts over time, in periods few enough to draw: steps, weeks, months, quarters or years."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from underheaven.engine.layout import BINS
from underheaven.engine.records import StepRecord
from underheaven.measure.counts import Counts, Floats
from underheaven.measure.frame import Frame
from underheaven.measure.run import histograms, numbers
from underheaven.record.arrays import array_of
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

    @property
    def minutes(self) -> Floats:
        """How long each period is, float64[T]."""
        lengths = [(after - first).days * 1440 for first, after in itertools.pairwise(self.days)]
        return np.array(lengths, dtype=np.float64)

    @property
    def in_scheme(self) -> Floats:
        """How many adults were in the scheme at any one time of each period, float64[T]."""
        return np.asarray(self.counts["person.enrolled_minutes"] / self.minutes)

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


class Periods:
    """The counts of a run's periods as its steps come; all of `steps` are told by `timeline`."""

    def __init__(self, frame: Frame, steps: int) -> None:
        world = frame.world
        self.frame = frame
        self.days = [world.start + dt.timedelta(minutes=step * world.step_minutes) for step in range(steps)]
        self.period, periods = cut(self.days)
        self.of = np.array(periods, dtype=np.int64)
        """The period of each step, int64[steps]."""
        count = periods[-1] + 1
        self.tallies = np.zeros((count, frame.layout.width), dtype=np.int64)
        self.histogram = np.zeros((count, BINS), dtype=np.int64)
        self.climate = np.zeros((count, len(frame.regions)), dtype=np.int64)
        self._field = frame.layout.known.index("climate")

    def add(self, record: StepRecord) -> None:
        """Add a step of an engine."""
        period = self.of[record.step]
        self.tallies[period] += record.tallies.sum(axis=(0, 1))
        self.histogram[period] += record.histogram.sum(axis=(0, 1))
        self.climate[period] += record.known[:, self._field]

    def timeline(self) -> Timeline:
        """All of them."""
        world, steps = self.frame.world, len(self.days)
        many = np.bincount(self.of)
        firsts = [self.days[step] for step in np.flatnonzero(np.diff(self.of, prepend=-1)).tolist()]
        last = world.start + dt.timedelta(minutes=world.end_of(steps - 1))
        counts = Counts(self.frame, self.tallies, self.histogram)
        return Timeline(self.period, (*firsts, last), counts, self.climate / many[:, None] / WHOLE)


def timeline(folder: RunFolder) -> Timeline:
    """The recorded steps of a run, everyone together, in at most `MOST` periods (or years)."""
    frame = Frame.of(folder.world)
    found = Periods(frame, folder.provenance.steps_recorded)
    for batch in folder.batches("steps"):
        # Rows come step by step, so that those of a period lie together.
        period = found.of[array_of(batch.column("step"))]
        first = np.flatnonzero(np.diff(period, prepend=-1))
        for place, column in enumerate(frame.layout.columns):
            found.tallies[period[first], place] += np.add.reduceat(array_of(batch.column(column)), first)
    for step, _, _, bins in histograms(folder, frame):
        found.histogram[found.of[step]] += bins.sum(axis=0)
    for batch in folder.batches("public", ("step", "region", "climate")):
        region = numbers(batch.column("region"), frame.regions)
        where = found.of[array_of(batch.column("step"))], region
        np.add.at(found.climate, where, array_of(batch.column("climate")))
    return found.timeline()

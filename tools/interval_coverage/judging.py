"""How often each cell's intervals held what it is in expectation, and how wide they were."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.special import bdtr, ndtri

from underheaven.measure.counts import Floats
from underheaven.measure.holm import adjusted
from underheaven.measure.interval import LEVEL
from underheaven.measure.named import named
from underheaven.verify.repeats import Cell

LEAST, CHANCE = 0.91, 1e-3
"""What no cell's share covered may lie below, but for a chance of so much over all cells (Holm 1979)."""
EVENTS, WIDEST = 10, 1.3
"""From so many expected events on, the median width is at most so many times what the spread gives."""
LEFT_OUT = "wave"
"""Breakdown that is not judged: which communities a wave has is drawn by lot, and is of no society."""


class Judged(NamedTuple):
    """One cell over the repeats in which it is defined.

    `given` of them have an interval, and `held` of them one that holds the truth: none that is not given
    does. `width` is the median width over 2 × 1.96 standard deviations of the values; `events` how many
    events the values vary as much as (of a share the fewer of events and of trials without one); `p` the
    chance of so few held, or fewer, if 91 of 100 hold, all cells of the setting taken together.
    """

    cell: Cell
    defined: int
    given: int
    held: int
    truth: float
    width: float
    events: float
    p: float

    @property
    def fails(self) -> bool:
        """Whether its intervals hold too seldom, beyond chance."""
        return self.p < CHANCE

    @property
    def wide(self) -> bool:
        """Whether it has events enough, and intervals that are too wide."""
        return self.events >= EVENTS and self.width > WIDEST

    def to_list(self) -> list[Any]:
        """Plain JSON values."""
        numbers = (self.truth, self.width, self.events, self.p)
        return [*self.cell, self.defined, self.given, self.held, *(_short(each) for each in numbers)]

    @classmethod
    def of_list(cls, data: Sequence[Any]) -> Judged:
        """The same back; what was infinite is NaN."""
        cell, counts, numbers = data[:3], data[3:6], data[6:]
        known = (math.nan if each is None else float(each) for each in numbers)
        return cls(Cell(*cell), *counts, *known)


def _short(number: float) -> float | None:
    return float(f"{number:.4g}") if math.isfinite(number) else None


def judge(cells: Sequence[Cell], repeats: Floats, truths: Floats) -> list[Judged]:
    """Every cell that has an interval in some repeat, from float64[n, cells, 3] and float64[cells]."""
    values, low, high = np.moveaxis(repeats, -1, 0)
    given, defined = ~np.isnan(low), ~np.isnan(values)
    slack = 1e-9 * np.abs(truths)
    held = given & (low <= truths + slack) & (truths - slack <= high)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)
        spread = np.nanstd(values, axis=0, ddof=1)
        middle = np.nanmedian(np.where(given, high - low, np.nan), axis=0)
        width = middle / (2 * ndtri(LEVEL) * spread)
    out = []
    for number in np.flatnonzero(given.any(axis=0)).tolist():
        cell = cells[number]
        if cell.by != LEFT_OUT:
            many, of = int(held[:, number].sum()), int(defined[:, number].sum())
            events = _events(cell, float(truths[number]), float(spread[number]))
            out.append(
                Judged(
                    cell, of, int(given[:, number].sum()), many, float(truths[number]), float(width[number]),
                    events, float(bdtr(many, of, LEAST)),
                )
            )  # fmt: skip
    chances = adjusted([each.p for each in out])
    return [each._replace(p=chance) for each, chance in zip(out, chances, strict=True)]


def _events(cell: Cell, truth: float, spread: float) -> float:
    """How many events vary as much; infinite where nothing does, and NaN of what no event is counted of."""
    specification, _ = named(cell.measure)
    if specification.lowest is None or not spread > 0:
        return math.inf if specification.lowest is None else 0.0
    above = truth - specification.lowest
    if specification.highest is None:
        return (above / spread) ** 2
    whole = specification.highest - specification.lowest
    trials = above * (whole - above) / spread**2
    return trials * min(above, whole - above) / whole

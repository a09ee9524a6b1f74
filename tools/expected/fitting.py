"""Intervals that runs of many seeds give, all of which one more seed satisfies with a stated chance.

Counts are seen by their roots, whose spread hardly hangs on how many there are (Anscombe 1948). Some counts
come in lumps, such as the weeks that one person spends under a consequence. They are counted in lumps,
whose size is how much more the counts vary than independent events would.

How far a run lies from the others is the largest squared distance over all quantities, each in units of its
own spread over the seeds. Each seed is held against all others. Such largest values follow Gumbel's law
(1958). It is fitted to them, and what it exceeds with the stated chance bounds every quantity.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import gumbel_r

Floats = NDArray[np.float64]
MISSED = 3e-3
"""The chance that a fresh seed lies outside any interval, if the law holds."""
ADDED, SPREAD = 3 / 8, 0.5
"""Anscombe's root of a count of events is that of the count and so much, and has this spread."""


@dataclass(frozen=True)
class Fit:
    """The law of some quantities, each float64[quantities], and the bound on squared distances.

    `lump` is the size of one event, `centre` the mean of roots, and `spread` that of roots.
    """

    lump: Floats
    centre: Floats
    spread: Floats
    bound: float

    def distances(self, values: Floats) -> Floats:
        """Squared distance of values, in units of the bound: beyond 1 they lie outside."""
        return np.asarray(((_roots(values, self.lump) - self.centre) / self.spread) ** 2 / self.bound)

    def ends(self) -> tuple[Floats, Floats]:
        """The low and the high end of every interval."""
        half = np.sqrt(self.bound) * self.spread
        low, high = ((np.maximum(each, 0) ** 2) for each in (self.centre - half, self.centre + half))
        return np.maximum(low - ADDED * self.lump, 0), high - ADDED * self.lump


def _roots(values: Floats, lump: Floats) -> Floats:
    return np.asarray(np.sqrt(values + ADDED * lump))


def lumps(values: Floats, least: Floats) -> Floats:
    """How much one event adds to each quantity: its variance over its mean, and never below `least`."""
    mean = values.mean(axis=0)
    return np.asarray(np.maximum(values.var(axis=0, ddof=1) / np.where(mean > 0, mean, 1), least))


def against_others(values: Floats, least: Floats) -> Floats:
    """The largest squared distance of each seed from the mean of all others, float64[seeds]."""
    lump, others = lumps(values, least), len(values) - 1
    roots = _roots(values, lump)
    mean, squares = _left_out(roots)
    amount, varying = _left_out(values)
    alone = np.maximum(varying / np.where(amount > 0, amount, 1) / (others - 1), least)
    spread = np.maximum(np.sqrt(squares / (others - 1)), SPREAD * np.sqrt(alone))
    return np.asarray((((roots - mean) / spread) ** 2).max(axis=1))


def _left_out(values: Floats) -> tuple[Floats, Floats]:
    """The mean of all other seeds, and the sum of their squares about it; float64[seeds, quantities] each."""
    others = len(values) - 1
    about = values.mean(axis=0)
    from_it = values - about
    mean = -from_it / others
    squares = (from_it**2).sum(axis=0) - from_it**2 - others * mean**2
    return about + mean, np.maximum(squares, 0)


def bound_of(largest: Floats, missed: float = MISSED) -> float:
    """What the largest squared distance of a fresh seed exceeds with the chance `missed`.

    It is never below what any of the seeds has reached: where few seeds have a long tail, Gumbel's law may.
    """
    place, scale = gumbel_r.fit(largest)
    return float(max(gumbel_r.isf(missed, place, scale), largest.max()))


def fit(values: Floats, least: Floats, missed: float = MISSED) -> Fit:
    """The law that float64[seeds, quantities] give.

    `least` float64[quantities] is how much one event adds to each quantity at least: 1 for counts.
    """
    bound = bound_of(against_others(values, least), missed)
    lump = lumps(values, least)
    roots = _roots(values, lump)
    spread = np.maximum(roots.std(axis=0, ddof=1), SPREAD * np.sqrt(lump))
    return Fit(lump, roots.mean(axis=0), spread, bound)

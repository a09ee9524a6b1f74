"""How wide the draws lie, how much of that is assumption, and which group of numbers drives it.

Every point is lived with two seeds or more. Chance differs between seeds, what is assumed does not: so the
covariance of two seeds over the points is the variance through assumption alone, and the product of a
difference with one seed and the same with another is its square without chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LOW, HIGH = 0.05, 0.95
RESAMPLES = 400


@dataclass(frozen=True)
class Share:
    """A group's part of the variance through assumption, with a 95 % interval by drawing pairs again.

    `first` is what it makes alone, `total` that in which it has any part (Jansen 1999, Saltelli and others
    2010).
    """

    group: str
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


def interval(values: Floats) -> tuple[float, float]:
    """The 5th and the 95th percentile of the means over seeds; `values` float64[points, seeds]."""
    low, high = np.quantile(values.mean(axis=1), [LOW, HIGH])
    return float(low), float(high)


def variance(values: Floats) -> float:
    """The variance between points through assumption alone, at least 0; float64[points, seeds]."""
    centred = values - values.mean(axis=0)
    pairs = combinations(range(values.shape[1]), 2)
    found = [float((centred[:, one] * centred[:, other]).sum()) for one, other in pairs]
    return max(0.0, float(np.mean(found)) / (len(values) - 1))


def share_assumed(values: Floats) -> float | None:
    """The part of the variance of single runs that is assumption, 0 to 1; None where nothing varies."""
    whole = float(np.mean(values.var(axis=0, ddof=1)))
    return min(1.0, variance(values) / whole) if whole > 1e-24 * max(1.0, float(values.mean() ** 2)) else None


def shares(
    first: Floats, second: Floats, mixed: Floats, groups: tuple[str, ...], whole: float
) -> list[Share]:
    """The part of each group, from pairs of points.

    `first` and `second` are float64[pairs, seeds], `mixed` float64[pairs, groups, seeds]; `whole` is the
    variance through assumption.
    """
    found = []
    draws = np.random.default_rng(1).integers(0, len(first), (RESAMPLES, len(first)))
    for place, group in enumerate(groups):
        change = mixed[:, place] - first
        total = _cross(change, change) / 2
        alone = _cross(second - second.mean(axis=0), change)
        first_low, first_high = _ends(alone[draws].mean(axis=1) / whole)
        total_low, total_high = _ends(total[draws].mean(axis=1) / whole)
        found.append(
            Share(
                group, float(alone.mean()) / whole, first_low, first_high,
                float(total.mean()) / whole, total_low, total_high,
            )
        )  # fmt: skip
    return found


def _ends(values: Floats) -> tuple[float, float]:
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


def _cross(one: Floats, other: Floats) -> Floats:
    """The mean product over different seeds, pair by pair: float64[pairs] of float64[pairs, seeds]."""
    seeds = range(one.shape[1])
    return np.asarray(np.mean([one[:, a] * other[:, b] for a in seeds for b in seeds if a != b], axis=0))

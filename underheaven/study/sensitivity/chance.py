"""How much of the variance of an outcome is chance between seeds, and how much the parameters'.

Every point is lived with the same seeds, so that a value is the sum of an effect of its point, an effect of
its seed and a rest: an analysis of variance in two ways without replication (Searle, Casella and McCulloch
1992, chapter 4). Chance is what seed and rest make together; what the parameters make is the point's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1_000
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Chance:
    """Shares of variance, 0 to 1; None where nothing varies. Intervals are of 95 %, by resampling points.

    `share` is chance's part of the variance of single runs, the rest being the parameters'; `left` its part
    of the variance of means over the seeds, from which indices are computed. `noise` is the standard
    deviation between seeds of a difference of two points, in the outcome's unit, for means over the seeds.
    """

    share: float | None
    low: float | None
    high: float | None
    left: float | None
    noise: float

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"share": self.share, "low": self.low, "high": self.high, "left": self.left,
                "noise": self.noise}  # fmt: skip


def chance_of(values: Floats, blocks: NDArray[np.int64], seed: int = 1) -> Chance:
    """The part of chance in values float64[points, seeds]; `blocks` as `designs.blocks_of` gives them.

    ValueError for fewer than two seeds or two points.
    """
    if values.shape[1] < 2 or blocks.size < 2:
        raise ValueError("chance is told from numbers with two seeds and two points or more")
    share, left, rest = _parts(values[blocks.ravel()])
    noise = float(np.sqrt(2 * rest / values.shape[1]))
    if share is None:
        return Chance(None, None, None, None, noise)
    draws = np.random.default_rng(seed).integers(0, len(blocks), (RESAMPLES, len(blocks)))
    again = [found for row in draws if (found := _parts(values[blocks[row].ravel()])[0]) is not None]
    low, high = np.quantile(again, [0.025, 0.975]).tolist()
    return Chance(share, low, high, left, noise)


def _parts(values: Floats) -> tuple[float | None, float | None, float]:
    """Chance's share of the variance of runs and of that of means, and the variance of the rest."""
    points, seeds = values.shape
    mean = values.mean()
    of_points, of_seeds = values.mean(axis=1) - mean, values.mean(axis=0) - mean
    rest = values - mean - of_points[:, None] - of_seeds[None, :]
    square = float((rest**2).sum() / ((points - 1) * (seeds - 1)))
    parameters = max(0.0, float(seeds * (of_points**2).sum() / (points - 1) - square) / seeds)
    seed = max(0.0, float(points * (of_seeds**2).sum() / (seeds - 1) - square) / points)
    whole, means = parameters + seed + square, parameters + square / seeds
    # Rounding alone is no variance.
    if whole <= 1e-24 * max(1.0, mean**2):
        return None, None, 0.0
    return (seed + square) / whole, (square / seeds) / means if means > 0 else None, square

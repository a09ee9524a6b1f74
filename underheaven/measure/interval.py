"""Intervals from 32 blocks of communities: a grouped jackknife that keeps the society as it is.

One block at a time is left out and the others stand for its people, group by group and region by region
(replicates.py). The variance is Σ (θ_i − θ)², θ the measure and θ_i the measure without block i; people
who live in one block alone are taken to vary like the others, person for person. The interval is θ ± t ×
its root, t the 97.5 % point of Student's distribution.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from underheaven.measure.counts import Floats
from underheaven.measure.replicates import Design

FEWEST = 8
"""Blocks below which no interval is given."""
LEVEL = 0.975
ROUNDING = 1e-9
"""Differences between replicates below this part of the value are of floating point, not of people."""
GIVEN = 0
TOO_FEW, ALONE, ONE_BLOCK, ALL_ALIKE, NOT_KEPT, NO_BLOCKS = 1, 2, 3, 4, 5, 6
WHY = {
    TOO_FEW: f"no interval: fewer than {FEWEST} of the 32 blocks hold anybody",
    ALONE: f"no interval: fewer than {FEWEST} of the 32 blocks share a group of a region with others",
    ONE_BLOCK: "no interval: it is undefined without one of the blocks",
    ALL_ALIKE: "no interval: no block changes it",
    NOT_KEPT: "no interval: the distribution of scores is not kept by block",
    NO_BLOCKS: "no interval: a queue is one of its region, whatever the block",
}


def half_width(
    values: Floats, replicates: Floats, defined: NDArray[np.bool_], design: Design
) -> tuple[Floats, NDArray[np.int64]]:
    """Half the 95 % interval, NaN where there is none, and why (a key of `WHY`; 0 where it is given).

    `values` float64[n] are a measure, `replicates` float64[n, blocks] the measure with the others standing
    for a block, `defined` bool[n, blocks] whether it is defined without the block, `design` that of the n
    categories. Returns float64[n] and int64[n].
    """
    changes = np.where(design.present, replicates - values[:, None], 0.0)
    alike = (np.abs(changes) <= ROUNDING * np.abs(values)[:, None]).all(axis=-1)
    why = np.select(
        [
            design.present.sum(axis=-1) < FEWEST,
            design.movable.sum(axis=-1) < FEWEST,
            ~(defined | ~design.present).all(axis=-1),
            alike,
        ],
        [TOO_FEW, ALONE, ONE_BLOCK, ALL_ALIKE],
        default=GIVEN,
    ).astype(np.int64)
    variance = (changes**2).sum(axis=-1) / np.where(design.share > 0, design.share, 1)
    half = stdtrit(design.degrees, LEVEL) * np.sqrt(variance)
    return np.where(why == GIVEN, half, np.nan), why

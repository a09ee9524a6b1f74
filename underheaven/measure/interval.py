"""Intervals from 32 blocks of communities: the grouped jackknife, deleting one block at a time.

Tukey 1958; Wolter 2007, chapter 4. Variance (g − 1)/g Σ (θ_i − mean θ_i)², θ_i the measure without
block i, over the g blocks that hold anybody; the interval is θ ± t × its root, t the 97.5 % point of
Student's distribution with g − 1 degrees of freedom.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from underheaven.measure.counts import Floats

FEWEST = 8
"""Blocks below which no interval is given."""
LEVEL = 0.975
GIVEN = 0
TOO_FEW, ONE_BLOCK, ALL_ALIKE, NOT_KEPT = 1, 2, 3, 4
WHY = {
    TOO_FEW: f"no interval: fewer than {FEWEST} of the 32 blocks hold anybody",
    ONE_BLOCK: "no interval: it is undefined without one of the blocks",
    ALL_ALIKE: "no interval: no block changes it",
    NOT_KEPT: "no interval: the distribution of scores is not kept by block",
}


def half_width(without: Floats, present: NDArray[np.bool_]) -> tuple[Floats, NDArray[np.int64]]:
    """Half the 95 % interval, NaN where there is none, and why (a key of `WHY`; 0 where it is given).

    `without` float64[n, blocks] is the measure without each block, `present` bool[n, blocks] whether the
    block holds anybody. Returns float64[n] and int64[n].
    """
    blocks = present.sum(axis=-1)
    defined: NDArray[np.bool_] = np.logical_not((np.isnan(without) & present).any(axis=-1))
    values = np.where(present & defined[..., None], without, 0.0)
    mean = values.sum(axis=-1) / np.maximum(blocks, 1)
    spread = np.where(present, values - mean[..., None], 0.0)
    squares = (spread**2).sum(axis=-1)
    # The sum of equal numbers over their count may miss them by a last digit.
    first = np.take_along_axis(values, present.argmax(axis=-1)[..., None], axis=-1)
    alike = (~present | (values == first)).all(axis=-1)
    why = np.select(
        [blocks < FEWEST, ~defined, alike], [TOO_FEW, ONE_BLOCK, ALL_ALIKE], default=GIVEN
    ).astype(np.int64)
    degrees = np.maximum(blocks - 1, 1)
    half = stdtrit(degrees, LEVEL) * np.sqrt(squares * degrees / np.maximum(blocks, 1))
    return np.where(why == GIVEN, half, np.nan), why

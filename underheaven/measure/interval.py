"""Intervals from 32 blocks of communities: a grouped jackknife that keeps the society as it is.

One block at a time is left out and the others stand for its people, group by group and region by region
(replicates.py). The variance is Σ (θ_i − θ)², θ the measure and θ_i the measure without block i; people
who live in one block alone are taken to vary like the others, person for person. The interval is θ ± t ×
its root, t the 97.5 % point of Student's distribution.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, gammaincinv, ndtri, stdtr, stdtrit

from underheaven.measure.counts import Floats
from underheaven.measure.replicates import Design

FEWEST = 8
"""Blocks below which no interval is given."""
LEVEL = 0.975
ROUNDING = 1e-9
"""Differences between replicates below this part of the value are of floating point, not of people."""
LEAST_HALF = 1e-5
"""Half intervals below this part of the value are as good as even."""
GIVEN = 0
TOO_FEW, ALONE, ONE_BLOCK, ALL_ALIKE, NOT_KEPT, NO_BLOCKS = 1, 2, 3, 4, 5, 6
WHY = {
    TOO_FEW: f"no interval: fewer than {FEWEST} of the 32 blocks hold anybody",
    ALONE: f"no interval: fewer than {FEWEST} of the 32 blocks share a group of a region with others",
    ONE_BLOCK: "no interval: it is undefined without one of the blocks",
    ALL_ALIKE: "no interval: the value is the same whichever block is left out",
    NOT_KEPT: "no interval: the distribution of scores is not kept by block",
    NO_BLOCKS: "no interval: all blocks of a region share its queue, or its places",
}


def half_width(
    values: Floats,
    replicates: Floats,
    defined: NDArray[np.bool_],
    design: Design,
    against_all: bool = False,
) -> tuple[Floats, NDArray[np.int64]]:
    """Half the 95 % interval, NaN where there is none, and why (a key of `WHY`; 0 where it is given).

    `values` float64[n] are a measure, `replicates` float64[n, blocks] the measure with the others standing
    for a block, `defined` bool[n, blocks] whether it is defined without the block, `design` that of the n
    categories. A measure that holds a category `against_all` changes with blocks where none of it live too.
    Returns float64[n] and int64[n].
    """
    changes = np.where(design.present | against_all, replicates - values[:, None], 0.0)
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


def p_values(values: Floats, half: Floats, design: Design) -> Floats:
    """The chance of values at least so far from 0, if they are 0 but for chance: two-sided, float64[n].

    `half` float64[n] are half the 95 % intervals of `half_width`, from whose t statistic p is taken: below
    0.05 exactly where `half` is less than the value's size. NaN where `half` is.
    """
    t = np.abs(values) * stdtrit(design.degrees, LEVEL) / half
    return np.asarray(2 * stdtr(design.degrees, -t))


def limits(values: Floats, half: Floats, lowest: float, highest: float) -> tuple[Floats, Floats]:
    """The ends of 95 % intervals, float64[n] each; NaN where `half` is.

    `values` and `half` of the interval are float64[n]; `lowest` and `highest` are the measure's own limits,
    infinite where it has none. Between two limits the value is read as a share x of n trials, of as many as
    give `half`, and the ends are the 2.5 % and 97.5 % points of Beta(x + ½, n − x + ½); above one limit as
    a count of n events, and they are those of Gamma(n + ½). These are the intervals from Jeffreys's prior
    (Brown, Cai and DasGupta 2001, 2003) with an effective number of trials (Korn and Graubard 1998; Franco
    and others 2019), which of many events are the value ± `half`. So they are where there is no limit.
    """
    low, high = np.maximum(lowest, values - half), np.minimum(highest, values + half)
    if not np.isfinite(lowest):
        return low, high
    skewed = (values > lowest) & (values < highest) & (half > LEAST_HALF * (values - lowest))
    above = np.where(skewed, values - lowest, 1.0)
    # The variance is above² / n of n events, and above (highest − value) / n of n trials.
    precision = (ndtri(LEVEL) / np.where(skewed, half, 1.0)) ** 2
    if np.isfinite(highest):
        below = np.where(skewed, highest - values, 1.0)
        whole = above + below
        hits, misses = (part * above * below * precision / whole for part in (above, below))
        ends = [whole * betaincinv(hits + 0.5, misses + 0.5, chance) for chance in (1 - LEVEL, LEVEL)]
    else:
        events = above**2 * precision
        ends = [above / events * gammaincinv(events + 0.5, chance) for chance in (1 - LEVEL, LEVEL)]
    first, last = lowest + ends[0], lowest + ends[1]
    return np.where(skewed, np.minimum(first, values), low), np.where(skewed, np.maximum(last, values), high)

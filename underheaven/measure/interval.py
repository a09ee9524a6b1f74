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
FEW = 10
"""Events below which an interval goes over into an exact one."""
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
    NO_BLOCKS: "no interval: all blocks of a region share its queue, its places or how it is watched",
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


def units(values: Floats, half: Floats, lowest: float, highest: float) -> Floats:
    """The size of one effective event behind values with half intervals, in the measure's unit, float64[n].

    Between two limits a value is read as a share of trials, and above one as a count of events: of as many as
    give `half`, half the 95 % interval. `highest` may be infinite, `lowest` may not. NaN where `half` is or
    the value lies at a limit.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        found = (half / ndtri(LEVEL)) ** 2 / _spread(values, lowest, highest)
    return np.asarray(np.where(np.isfinite(found) & (found > 0), found, np.nan))


def halves(values: Floats, unit: Floats, lowest: float, highest: float) -> Floats:
    """Half the 95 % interval of values with effective events of a size: the inverse of `units`."""
    return np.asarray(ndtri(LEVEL) * np.sqrt(unit * _spread(values, lowest, highest)))


def _spread(values: Floats, lowest: float, highest: float) -> Floats:
    """The variance of values over the size of one event: of a count its value, of a share x (1 − x)."""
    # A value may pass its limit by the last digits of a sum.
    above, below = np.maximum(values - lowest, 0.0), np.maximum(highest - values, 0.0)
    return above * below / (highest - lowest) if np.isfinite(highest) else above


def limits(
    values: Floats, half: Floats, lowest: float, highest: float, unit: Floats | None = None
) -> tuple[Floats, Floats]:
    """The ends of 95 % intervals, float64[n] each; NaN where `half` is.

    `values` and `half` of the interval are float64[n]; `lowest` and `highest` are the measure's own limits,
    infinite where it has none. Between two limits the value is read as a share x of n trials, of as many as
    give `half`, and above one limit as a count of n events (`unit` float64[n], where given, says how much
    one of them is, also of values at a limit). With ten events and ten trials without one, or more, the ends
    are the 2.5 % and 97.5 % points of Beta(x + ½, n − x + ½) and Gamma(n + ½), the intervals from Jeffreys's
    prior (Brown, Cai and DasGupta 2001, 2003) with an effective number of trials (Korn and Graubard 1998;
    Franco and others 2019), which of many events are the value ± `half`. Of fewer they go over into the exact
    ones, whose lower end has ½ less and whose upper end ½ more (Clopper and Pearson 1934; Garwood 1936; Fay
    and Feuer 1997). Where there is no limit they are the value ± `half`.
    """
    low, high = np.maximum(lowest, values - half), np.minimum(highest, values + half)
    if not np.isfinite(lowest):
        return low, high
    above, below = (
        np.where(np.abs(far) <= ROUNDING * np.abs(values), 0.0, far)
        for far in (values - lowest, highest - values)
    )
    size = units(values, half, lowest, highest)
    size = size if unit is None else np.where(np.isnan(unit), size, unit)
    skewed = (above >= 0) & (below >= 0) & (size > 0)
    # Of a vast number of events both ends are as good as even.
    skewed &= (half > LEAST_HALF * above) | (above == 0) | (below == 0)
    size = np.where(skewed, size, 1.0)
    hits = np.where(skewed, above, 1.0) / size
    if np.isfinite(highest):
        misses = np.where(skewed, below, 1.0) / size
        less = np.minimum(1.0, np.minimum(hits, misses) / FEW) / 2
        first = betaincinv(hits + less, misses + 1 - less, 1 - LEVEL)
        last = betaincinv(hits + 1 - less, misses + less, LEVEL)
        scale: Floats | float = highest - lowest
    else:
        less = np.minimum(1.0, hits / FEW) / 2
        first, last = gammaincinv(hits + less, 1 - LEVEL), gammaincinv(hits + 1 - less, LEVEL)
        scale = size
    # Shapes of 0, of no event at all and of nothing else, have no point: there the end is the limit.
    first, last = np.where(above > 0, lowest + scale * first, lowest), lowest + scale * last
    last = np.where(below > 0, last, highest)
    return np.where(skewed, np.minimum(first, values), low), np.where(skewed, np.maximum(last, values), high)

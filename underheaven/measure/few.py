"""How sure a measure is of few people to whom little happens: how large an event is, everyone tells too.

The variance of a value over blocks is that of few events, and three events tell next to nothing of it: where
they happen to be small it is small too, and the interval misses. What does not hang on how many events there
were is how large one is: one act, or the many weeks of one person, or a household that is struck together.
That size (interval.py) is known from everyone, over what the measure is a share of: in a group with a tenth
of the base an event moves the value ten times as far. A category's own size counts by how many events it
rests on, and that of everyone by `BORROWED` events (generalized variance functions and smoothed design
effects: Wolter 2007, chapter 7; Gabler, Häder and Lahiri 1999).

Where nothing was counted, or all of it, blocks say nothing, and the size of everyone's events alone tells
what may have been missed. Where nothing was counted of anybody, an event is taken to be one person to whom it
happens at every step.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven.measure.counts import Floats, ratio
from underheaven.measure.interval import ALL_ALIKE, GIVEN, ONE_BLOCK, ROUNDING, halves, units

BORROWED = 5.0
"""Effective events that what is known of everyone counts for."""


class Base(NamedTuple):
    """What values are shares of, or are counted over."""

    of: Floats
    """By category, everyone first, float64[n]."""
    one: float
    """The value of one person of a base of 1 to whom it happens at every step; NaN where none can be told."""


class Steadied(NamedTuple):
    """Half intervals, NaN where there is none, and why, and the sizes of events, float64[n] each."""

    half: Floats
    why: NDArray[np.int64]
    unit: Floats


def steadied(
    values: Floats, half: Floats, why: NDArray[np.int64], base: Base, lowest: float, highest: float
) -> Steadied:
    """Intervals of `half_width`, of categories of which everyone is the first, made sure of few events.

    `values` and `half` are float64[n], `why` int64[n]; `lowest` is finite. Values that lie at a limit of the
    measure, and values that are undefined without one block, get an interval here.
    """
    own = units(values, half, lowest, highest)
    one = ratio(np.full(len(values), base.one), base.of)
    if np.isfinite(highest):
        one = one * (highest - lowest)
    known = own[0] * base.of[0] if own[0] > 0 else np.nan
    lent = ratio(np.full(len(values), known), base.of)
    lent = np.where(np.isnan(lent), one, lent)
    events = np.minimum(values - lowest, highest - values) / lent
    mixed = (events * own + BORROWED * lent) / (events + BORROWED)
    unit = np.where(np.isnan(mixed) | np.isnan(known), own, mixed)
    at_limit = np.isclose(values, lowest, rtol=ROUNDING, atol=0) | np.isclose(
        values, highest, rtol=ROUNDING, atol=0
    )
    needy = ((why == ALL_ALIKE) & at_limit) | (why == ONE_BLOCK)
    unit = np.where(needy, lent, unit)
    new = np.where(needy | (why == GIVEN) & ~np.isnan(unit), halves(values, unit, lowest, highest), half)
    found = needy & ~np.isnan(lent)
    return Steadied(np.where(found | (why == GIVEN), new, np.nan), np.where(found, GIVEN, why), unit)

"""Intervals of what is counted community by community, each of which is a cluster: its people share a life.

One community at a time is left out, and the others stand for its people (replicates.py, with the people of a
category as the only stratum). So far as some communities of many are lived, what chance did in choosing them
is in the interval too.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.records import Int64
from underheaven.measure.counts import Floats, Numbers, ratio
from underheaven.measure.interval import (
    ALL_ALIKE,
    ALONE,
    FEWEST,
    GIVEN,
    ONE_BLOCK,
    TOO_FEW,
    half_width,
    limits,
)
from underheaven.measure.replicates import Design, design_of, strata_of
from underheaven.measure.results import Value

Statistic = Callable[[Numbers], Floats]
"""From counts [..., K] to a value [...]; NaN where it is undefined."""
AT_ONCE = 1 << 19
"""Counts of which a statistic is taken at once."""
FEW = f"no interval: fewer than {FEWEST} of the communities that were lived again hold anybody"
REASONS = {
    TOO_FEW: FEW,
    ALONE: FEW,
    ONE_BLOCK: "no interval: it is undefined without one of the communities that were lived again",
    ALL_ALIKE: "no interval: the value is the same whichever community is left out",
}


class Halves(NamedTuple):
    """A statistic of C categories with half its interval, NaN where there is none, and why (`interval.WHY`).

    All are [C], or [C, L] of a statistic that gives several values.
    """

    found: Floats
    half: Floats
    why: NDArray[np.int64]


class Clusters:
    """Counts int64[C, B, K] of C categories in B communities, with their people int64[C, B]."""

    def __init__(self, counts: Int64, people: Int64) -> None:
        self.counts, self.people = counts, people
        self.whole: Int64 = counts.sum(axis=1)

    @cached_property
    def of_everyone(self) -> Clusters:
        """The same of the first category alone."""
        return Clusters(self.counts[:1], self.people[:1])

    @cached_property
    def _stretched(self) -> tuple[Floats, Floats]:
        """What is to be taken of the whole and of a community where it is left out, float64[C, B] each."""
        share = np.nan_to_num(ratio(self.people, self.people.sum(axis=1, keepdims=True)))
        several = (self.people > 0).sum(axis=1, keepdims=True) > 1
        stretch = np.where(several, 1 / np.sqrt(np.where(several, 1 - share, 1)), 0.0)
        return share * stretch, stretch

    @cached_property
    def _design(self) -> Design:
        each = [design_of(of[None, None, None], strata_of(of[None, None])) for of in self.people]
        return Design(*(np.concatenate(parts) for parts in zip(*each, strict=True)))

    def halves(self, statistic: Statistic) -> Halves:
        """A statistic with half its interval; of one that gives several values, [..., L], of each of them."""
        found, replicates, defined = [], [], []
        of_whole, of_one = self._stretched
        # Some categories at a time, since counts by duration are long.
        many, blocks, width = self.counts.shape
        at_once = max(1, AT_ONCE // max(1, blocks * width))
        for begin in range(0, many, at_once):
            some = slice(begin, begin + at_once)
            whole, counts = self.whole[some], self.counts[some]
            others = whole[:, None]
            left_out = others + others * of_whole[some, :, None] - counts * of_one[some, :, None]
            value, without = statistic(whole), statistic(others - counts)
            several = statistic(left_out)
            anybody = counts.any(axis=(1, 2)).reshape(-1, *[1] * (several.ndim - 1))
            found.append(value)
            defined.append(~(np.isnan(several) | np.isnan(without)) & anybody)
            replicates.append(np.where(np.isnan(several) | ~anybody, value[:, None], several))
        values, every, known = (np.concatenate(parts) for parts in (found, replicates, defined))
        return Halves(values, *self._half(values, every, known))

    def _half(self, values: Floats, replicates: Floats, defined: NDArray[np.bool_]) -> tuple[Floats, Any]:
        """Of values [C] or [C, L] and what leaves out each community, [C, B] or [C, B, L]."""
        if values.ndim == 1:
            with np.errstate(invalid="ignore"):
                return half_width(values, replicates, defined, self._design)
        each = values.shape[1]
        others = np.moveaxis(replicates, 2, 1).reshape(values.size, -1)
        known = np.moveaxis(defined, 2, 1).reshape(values.size, -1)
        design = self._design.repeated(each)
        with np.errstate(invalid="ignore"):
            half, why = half_width(values.ravel(), others, known, design)
        return half.reshape(values.shape), why.reshape(values.shape)

    def values(
        self, statistic: Statistic, undefined: str, lowest: float = 0.0, highest: float = math.inf
    ) -> list[Value]:
        """A statistic of each category with its interval; missing with the reason `undefined`."""
        found, half, why = self.halves(statistic)
        ends = (end.tolist() for end in limits(found, half, lowest, highest))
        return [
            Value(None, None, None, undefined)
            if math.isnan(value)
            else Value(value, low, high, None)
            if reason == GIVEN
            else Value(value, None, None, REASONS[reason])
            for value, low, high, reason in zip(found.tolist(), *ends, why.tolist(), strict=True)
        ]

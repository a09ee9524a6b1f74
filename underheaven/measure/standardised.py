"""Gaps between kinds of people as they would be if all lived where the others live and had their incomes.

A crude gap mixes two things: what happens to people of the same residence and income, and that one kind has
more of some residence or income than the other. Direct standardisation gives every category the make-up of
the society: its rates in each stratum are weighed by the adults of the whole society who are of the stratum.
Strata are the other two of group, residence and income; those in which one of two categories has nobody are
left out for both. Kitagawa (1955) splits the crude gap between categories A and B, with shares a and b of
their people in the strata and rates m and n, into two parts that sum to it: Σ (a + b) / 2 × (m − n), of
rates, and Σ (m + n) / 2 × (a − b), of composition.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from underheaven.measure.cells import Cells
from underheaven.measure.counts import Counts, Floats, Numbers, ratio
from underheaven.measure.linear import Part
from underheaven.measure.pool import Pool
from underheaven.measure.results import Value
from underheaven.measure.sample import ITSELF, Ratio, Sample, evaluated_once, ratios, values

STRATA = ("group", "place", "quintile")
ADULTS = "person.adults"
NO_STRATUM = "no residence and income is shared by people of both"


class Gaps(NamedTuple):
    """Of each category held against one: everyone first, whose own are missing.

    `difference` and `ratio` are standardised; `composition` is the part of the crude difference that is due
    to the make-up of the two, and `rates` the rest of it.
    """

    difference: list[Value]
    ratio: list[Ratio]
    composition: list[Value]
    rates: list[Value]


class _Strata(NamedTuple):
    """Rates and people of K categories in S strata, [K, S, ...], and the weights of strata, [S, ...]."""

    rates: Floats
    people: Floats
    weights: Floats


Stratified = Callable[[Numbers], _Strata]
"""From counts to the strata of a part of a measure."""


class Standard:
    """Measures of a pool by one of group, place and quintile, standardised over the other two."""

    def __init__(self, pool: Pool, by: str) -> None:
        self._frame, self._axis = pool.frame, STRATA.index(by)
        self._shape = tuple(len(pool.frame.dimensions[name]) for name in STRATA)
        fine, coarse = Cells(pool, STRATA).sample, Cells(pool, (by,)).sample
        # Cells are weighed one by one, and people are those of the categories: so are degrees of freedom.
        self._sample = Sample(fine.whole, fine.replicates, fine.without, coarse.people, fine.strata)

    def gaps(self, parts: Sequence[Part], against: int) -> Gaps:
        """The gaps of each category to the one of number `against`, everyone being 0."""
        design = self._sample.design(against)
        strata = [evaluated_once(partial(self._strata, part)) for part in parts]

        def told(of: Callable[[_Strata, int], Floats]) -> list[Value]:
            statistic = partial(self._summed, strata, of, against - 1)
            found = values(self._sample, statistic, NO_STRATUM, -np.inf, np.inf, design)
            found[against] = Value(None, None, None, ITSELF)
            return found

        over = partial(self._over, strata, against - 1)
        return Gaps(
            told(_difference),
            ratios(self._sample, over, against, NO_STRATUM),
            told(_composition),
            told(_rates),
        )

    def _strata(self, part: Part, counts: Numbers) -> _Strata:
        """From counts [1 + cells, ..., M], the first of which are everyone's."""
        tables = Counts(self._frame, counts[1:], None)
        rates = np.asarray(part.value(tables), np.float64) * part.factor
        people = np.asarray(part.base(tables), np.float64)
        weights = np.asarray(tables[ADULTS], np.float64)
        cells = [np.moveaxis(self._folded(each), self._axis, 0) for each in (rates, people, weights)]
        rates, people, weights = (each.reshape(each.shape[0], -1, *each.shape[3:]) for each in cells)
        return _Strata(np.where(people > 0, rates, np.nan), np.maximum(people, 0.0), weights.sum(axis=0))

    def _folded(self, of_cells: Floats) -> Floats:
        return of_cells.reshape(*self._shape, *of_cells.shape[1:])

    def _summed(
        self,
        strata: Sequence[Stratified],
        of: Callable[[_Strata, int], Floats],
        against: int,
        counts: Numbers,
    ) -> Floats:
        """A gap summed over the parts of a measure, [1 + K, ...]; of everyone it is missing."""
        found = sum(of(each(counts), against) for each in strata)
        return np.concatenate([np.full((1, *np.shape(found)[1:]), np.nan), found])

    def _over(self, strata: Sequence[Stratified], against: int, counts: Numbers) -> Floats:
        """Standardised values over that of the category held against, which is 1 itself, [1 + K, ...]."""
        pairs = [_standardised(each(counts), against) for each in strata]
        mine, theirs = (np.asarray(sum(each)) for each in zip(*pairs, strict=True))
        found = ratio(mine, theirs)
        return np.concatenate([np.full((1, *found.shape[1:]), np.nan), found])


def _standardised(of: _Strata, against: int) -> tuple[Floats, Floats]:
    """Each category's value and that of the one held against, both over the strata they share, [K, ...]."""
    shared = ~(np.isnan(of.rates) | np.isnan(of.rates[against]))
    weights = np.where(shared, of.weights, 0.0)
    total = weights.sum(axis=1)
    mine, theirs = (
        ratio((weights * np.nan_to_num(rates)).sum(axis=1), total) for rates in (of.rates, of.rates[against])
    )
    return mine, theirs


def _difference(of: _Strata, against: int) -> Floats:
    mine, theirs = _standardised(of, against)
    return mine - theirs


def _both(of: _Strata, against: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Rates of each category and of the one held against, and shares; nobody's rate is that of the other."""
    mine, theirs = of.rates, np.broadcast_to(of.rates[against], of.rates.shape)
    mine, theirs = np.where(np.isnan(mine), theirs, mine), np.where(np.isnan(theirs), mine, theirs)
    share = ratio(of.people, of.people.sum(axis=1, keepdims=True))
    return np.nan_to_num(mine), np.nan_to_num(theirs), share, np.broadcast_to(share[against], share.shape)


def _composition(of: _Strata, against: int) -> Floats:
    mine, theirs, share, of_other = _both(of, against)
    return np.asarray(((mine + theirs) / 2 * (share - of_other)).sum(axis=1))


def _rates(of: _Strata, against: int) -> Floats:
    mine, theirs, share, of_other = _both(of, against)
    return np.asarray(((share + of_other) / 2 * (mine - theirs)).sum(axis=1))

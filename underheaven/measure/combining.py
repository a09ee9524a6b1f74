"""The functions of the combinators, by name: the only place where the values of measures are computed.

What is undefined is NaN.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from underheaven.measure.counts import Counts, Floats, Numbers, ratio
from underheaven.measure.distribution import gini, quantile
from underheaven.measure.frame import MINUTES_PER_YEAR, THOUSAND

Operand = Callable[[Counts], Any]
"""What an operand is worth, of counts [..., M]: [...], or a single number."""


def _plus(counts: Counts, first: Operand, *others: Operand) -> Any:
    found: Any = first(counts)
    for each in others:
        found = found + each(counts)
    return found


def _times(counts: Counts, first: Operand, *others: Operand) -> Any:
    found: Any = first(counts)
    for each in others:
        found = found * each(counts)
    return found


def _ratio(counts: Counts, above: Operand, below: Operand) -> Floats:
    return ratio(above(counts), below(counts))


def _per_thousand(counts: Counts, above: Operand, below: Operand) -> Floats:
    return ratio(THOUSAND * above(counts), below(counts))


def _per_year(counts: Counts, above: Operand, minutes: Operand) -> Floats:
    return ratio(above(counts), minutes(counts) / np.float64(MINUTES_PER_YEAR))


def _per_thousand_years(counts: Counts, above: Operand, minutes: Operand) -> Floats:
    return ratio(THOUSAND * above(counts), minutes(counts) / np.float64(MINUTES_PER_YEAR))


def _over_everyone(counts: Counts, of: Operand) -> Floats:
    return ratio(of(counts), of(counts.everyone))


def _correlation(counts: Counts, *sums: Operand) -> Floats:
    people, values, squares, products = (np.asarray(each(counts), dtype=np.float64) for each in sums)
    return ratio(people * products - values**2, people * squares - values**2)


def _quantile(counts: Counts, share: Operand) -> Floats:
    return quantile(counts, float(share(counts)))


FUNCTIONS: dict[str, Callable[..., Numbers]] = {
    "plus": _plus,
    "times": _times,
    "ratio": _ratio,
    "per_thousand": _per_thousand,
    "per_year": _per_year,
    "per_thousand_years": _per_thousand_years,
    "over_everyone": _over_everyone,
    "correlation": _correlation,
    "quantile": _quantile,
    "gini": gini,
}
"""Of counts and operands, for every combinator of the list (combinators.py)."""

"""The closed list of what measures are made with: each combinator, its formula and its function.

This is the only place where the values of measures are computed. What is undefined is NaN.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from underheaven.measure.counts import THOUSAND, Counts, Floats, Numbers, ratio
from underheaven.measure.distribution import gini, quantile
from underheaven.measure.frame import MINUTES_PER_YEAR

Operand = Callable[[Counts], Any]
"""What an operand is worth, of counts [..., M]: [...], or a single number."""


@dataclass(frozen=True)
class Combinator:
    """One combinator: what it takes, its formula in words, and its function of counts and operands.

    `fewest` and `most` are how many operands it takes; no `most` stands for any number.
    """

    operands: str
    formula: str
    function: Callable[..., Numbers]
    fewest: int
    most: int | None

    def takes(self, many: int) -> bool:
        """Whether it takes so many operands."""
        return self.fewest <= many and (self.most is None or many <= self.most)


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


TWO = "two operands, a and b"
COMBINATORS: dict[str, Combinator] = {
    "plus": Combinator("one operand or more", "a + b + …", _plus, 1, None),
    "times": Combinator("two operands or more", "a × b × …", _times, 2, None),
    "ratio": Combinator(TWO, "a / b; missing where b is not above 0", _ratio, 2, 2),
    "per_thousand": Combinator(TWO, "1000 × a / b; missing where b is not above 0", _per_thousand, 2, 2),
    "per_year": Combinator(
        TWO, "a / (b / 525960), b minutes; missing where b is not above 0", _per_year, 2, 2
    ),
    "per_thousand_years": Combinator(
        TWO, "1000 × a / (b / 525960), b minutes; missing where b is not above 0", _per_thousand_years, 2, 2
    ),
    "over_everyone": Combinator(
        "one operand, a",
        "a of the category / a of everyone; missing where the latter is not above 0",
        _over_everyone,
        1,
        1,
    ),
    "correlation": Combinator(
        "four operands: n, Σx, Σx² and Σxy of pairs that count both ways",
        "(n Σxy − (Σx)²) / (n Σx² − (Σx)²); missing where the denominator is not above 0",
        _correlation,
        4,
        4,
    ),
    "quantile": Combinator(
        "one operand, a share",
        "the score below which that share of the histogram lies, linear within a bin",
        _quantile,
        1,
        1,
    ),
    "gini": Combinator(
        "no operand", "Gini coefficient of the histogram, from the bins' midpoints", gini, 0, 0
    ),
}
"""By name. docs/measures-as-data.md tells each in full."""

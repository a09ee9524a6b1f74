"""From exact decimals to integers: chances, choices, counts, alias tables (specification, 1.3 to 1.5, 5.2).

The decimals of the files are exact. Whatever makes digits is computed with 60 of them, in the order in
which the formula is written; the last step is always a floor.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction
from functools import wraps
from itertools import accumulate
from typing import NamedTuple, ParamSpec, TypeVar

from underheaven.documents.problems import refuse

CONTEXT = Context(prec=60, rounding=ROUND_HALF_EVEN)
CERTAIN = 2**32
MINUTES_PER_YEAR = 525_960
MAX_CAP = 32
LOST = Decimal("1e-6")
"""The chance of a larger count than the cap that is given up."""

P = ParamSpec("P")
T = TypeVar("T")


def exact(function: Callable[P, T]) -> Callable[P, T]:
    """Run a function with 60 significant digits, half-even, whatever the caller's context."""

    @wraps(function)
    def inside(*args: P.args, **kwargs: P.kwargs) -> T:
        with localcontext(CONTEXT):
            return function(*args, **kwargs)

    return inside


def total(values: Iterable[Decimal]) -> Decimal:
    """The sum, from the first to the last."""
    return sum(values, Decimal(0))


@exact
def threshold(chance: Decimal) -> int:
    """A chance happens when a word is below this: 0 to 2^32."""
    return math.floor(CERTAIN * chance)


@exact
def cumulative(shares: Sequence[Decimal]) -> tuple[int, ...]:
    """Thresholds of a choice among entries with these shares, whose sum is above 0; the last is 2^32."""
    whole = total(shares)
    sums = list(accumulate(shares))
    return (*(math.floor(CERTAIN * part / whole) for part in sums[:-1]), CERTAIN)


def choose(word: int, thresholds: Sequence[int]) -> int:
    """The first entry whose threshold is above the word."""
    return next(entry for entry, limit in enumerate(thresholds) if word < limit)


def _distribution(mean: Decimal, length: int) -> list[Decimal]:
    """P(count <= k) of a Poisson count for k = 0 to length - 1."""
    terms = accumulate(range(1, length), lambda term, i: term * mean / i, initial=Decimal(1))
    nothing = (-mean).exp()
    return [nothing * part for part in accumulate(terms)]


@exact
def poisson_cap(largest_mean: Decimal, what: str) -> int:
    """The smallest cap, 1 to 32, above which a count is rarer than 1e-6 for every mean up to the largest.

    Raises InputError, naming `what` is counted, when 32 is not enough.
    """
    for cap, part in enumerate(_distribution(largest_mean, MAX_CAP + 1)):
        if cap >= 1 and 1 - part < LOST:
            return cap
    raise refuse(
        f"{what}: {largest_mean:.6g} on average in one step",
        f"a citizen has at most {MAX_CAP} of them in one step",
        "lower the rates, or choose a shorter step",
    )


@exact
def poisson_thresholds(mean: Decimal, cap: int) -> tuple[int, ...]:
    """Thresholds of a Poisson count: as many events as there are thresholds at or below the word."""
    return tuple(math.floor(CERTAIN * part) for part in _distribution(mean, cap))


def count(word: int, thresholds: Sequence[int]) -> int:
    """The count that a word stands for."""
    return sum(word >= limit for limit in thresholds)


class Alias(NamedTuple):
    """An alias table (Walker 1977; Vose 1991): column -> cut, and the entry above the cut."""

    cut: tuple[int, ...]
    other: tuple[int, ...]

    def choose(self, word: int) -> int:
        """The entry that a word chooses."""
        x = word * len(self.cut)
        column, coin = x >> 32, x & (CERTAIN - 1)
        return column if coin < self.cut[column] else self.other[column]


def alias_table(masses: Sequence[int]) -> Alias:
    """The alias table of entries whose masses sum to 2^32."""
    entries = range(len(masses))
    scaled = [mass * len(masses) for mass in masses]
    cut, other = [CERTAIN for _ in entries], list(entries)
    small = deque(k for k in entries if scaled[k] < CERTAIN)
    large = deque(k for k in entries if scaled[k] >= CERTAIN)
    while small and large:
        i, j = small.popleft(), large[0]
        cut[i], other[i] = scaled[i], j
        scaled[j] -= CERTAIN - scaled[i]
        if scaled[j] < CERTAIN:
            small.append(large.popleft())
    return Alias(tuple(cut), tuple(other))


def accrued(per_year: Decimal, start: int, end: int) -> int:
    """Whole units that accrue from minute `start` to minute `end`, so that steps add up without loss."""
    rate = Fraction(per_year) / MINUTES_PER_YEAR
    return math.floor(rate * end) - math.floor(rate * start)

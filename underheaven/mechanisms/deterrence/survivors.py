"""What share of those who would do an act gains more than it costs, as a curve (specification, 29.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise
from math import floor

from underheaven.mechanisms.deterrence.model import Gain, Lognormal
from underheaven.mechanisms.deterrence.rule import CELL_BITS, CELLS

NOUGHT, UNIT, HALF = Decimal(0), Decimal(1), Decimal("0.5")
NEGLIGIBLE = Decimal(9)
"""Standard deviations beyond which a normal distribution has less than 2^-60."""


def nodes(bits: int) -> list[int]:
    """Where a curve up to 2^bits has its nodes, and one more."""
    half, last = CELLS // 2, CELLS // 2 * (bits - CELL_BITS + 2) + 1
    found = []
    for node in range(last + 1):
        drop = max(0, (node - half) // half)
        found.append((node - half * drop) << drop)
    return found


def curve(bits: int, of: Callable[[int], Decimal], most: int) -> list[int]:
    """A curve at its nodes up to 2^bits, rounded down and at most `most`."""
    return [min(most, floor(of(node))) for node in nodes(bits)]


def power(x: Decimal, exponent: Decimal) -> Decimal:
    """A power of a number that may be 0."""
    return x if exponent == 1 or not x else x**exponent


def above(gain: Gain) -> Callable[[Decimal], Decimal]:
    """The share of gains above so many yuan, 0 or more."""
    if gain.exponential is not None:
        mean = gain.exponential.value
        return lambda yuan: (-yuan / mean).exp()
    if gain.lognormal is not None:
        return _above_lognormal(gain.lognormal)
    if gain.pareto is not None:
        least, shape = gain.pareto.least.value, gain.pareto.shape.value
        return lambda yuan: UNIT if yuan <= least else power(least / yuan, shape)
    points = gain.points
    return lambda yuan: _above_quantiles(points, yuan)


def _above_quantiles(points: list[tuple[Decimal, Decimal]], yuan: Decimal) -> Decimal:
    """Between two quantiles gains are spread evenly; at one value may be many."""
    below = NOUGHT
    for (share, low), (until, high) in pairwise(points):
        if yuan >= high:
            below = until
        elif yuan >= low:
            return UNIT - share - (until - share) * (yuan - low) / (high - low)
    return UNIT - below


def _above_lognormal(gain: Lognormal) -> Callable[[Decimal], Decimal]:
    middle, sigma, root = gain.median.value.ln(), gain.sigma.value, (2 * _pi()).sqrt()

    def share(yuan: Decimal) -> Decimal:
        if not yuan:
            return UNIT
        z = (yuan.ln() - middle) / sigma
        if abs(z) > NEGLIGIBLE:
            return UNIT if z < 0 else NOUGHT
        return HALF - _from_middle(z) / root

    return share


def _from_middle(z: Decimal) -> Decimal:
    """The share of a normal distribution between its middle and z standard deviations, with z's sign.

    z + z³/3 + z⁵/(3·5) + …, times exp(-z²/2) (Marsaglia 2004), which is to be divided by the root of 2π: all
    terms have one sign.
    """
    return sum(_terms(z), NOUGHT) * (-z * z / 2).exp()


def _terms(z: Decimal) -> Iterator[Decimal]:
    term, odd = z, 1
    while abs(term) > Decimal("1e-50"):
        yield term
        odd += 2
        term = term * z * z / odd


def _pi() -> Decimal:
    """Machin 1706: 16 arctan(1/5) - 4 arctan(1/239)."""
    return 16 * _arctan_of_one_over(5) - 4 * _arctan_of_one_over(239)


def _arctan_of_one_over(n: int) -> Decimal:
    term, whole, odd = UNIT / n, NOUGHT, 1
    while abs(term) > Decimal("1e-58"):
        whole += term / odd
        term, odd = -term / (n * n), odd + 2
    return whole

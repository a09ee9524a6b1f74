"""What those who would do an act gain by it, and curves of straight lines (specification, 29.2)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from underheaven.mechanisms.deterrence.model import Gain

FURTHEST = 9
"""Standard deviations beyond which nobody is."""
BETWEEN = 1 << 20


class Curve:
    """A function of whole numbers, known at its nodes and straight between them.

    Nodes are the numbers below 64, and every 2^d-th from 32 · 2^d to 64 · 2^d.
    """

    def __init__(self, of: Callable[[int], Decimal], most: int) -> None:
        self._node = lru_cache(None)(lambda x: min(most, math.floor(of(x))))

    def at(self, x: int) -> int:
        """The value, rounded down; the place between two nodes counts in parts of 2^-20."""
        apart = 1 << max(0, x.bit_length() - 6)
        low = x - x % apart
        share = (x - low) * BETWEEN // apart
        return self._node(low) + ((self._node(low + apart) - self._node(low)) * share) // BETWEEN


def above(gain: Gain, yuan: Decimal) -> Decimal:
    """The share of gains above so many yuan, in the caller's decimal context."""
    if gain.exponential is not None:
        return (-yuan / gain.exponential.value).exp()
    if gain.pareto is not None:
        least = gain.pareto.least.value
        return (least / yuan) ** gain.pareto.shape.value if yuan > least else Decimal(1)
    if gain.lognormal is not None:
        if not yuan:
            return Decimal(1)
        middle, sigma = gain.lognormal.median.value.ln(), gain.lognormal.sigma.value
        return _tail((yuan.ln() - middle) / sigma)
    share = _of_quantiles(gain.points, Fraction(yuan))
    return Decimal(share.numerator) / share.denominator


def _of_quantiles(points: Sequence[tuple[Decimal, Decimal]], yuan: Fraction) -> Fraction:
    if yuan < Fraction(points[0][1]):
        return Fraction(1)
    for (p, x), (q, y) in pairwise((Fraction(a), Fraction(b)) for a, b in points):
        if x <= yuan < y:
            return 1 - p - (q - p) * (yuan - x) / (y - x)
    # At or above the highest, or where many gain the same, at the last of these.
    return 1 - max(Fraction(p) for p, x in points if Fraction(x) <= yuan)


def _tail(z: Decimal) -> Decimal:
    """The share of a normal distribution beyond z standard deviations, by the series of alternating signs."""
    if abs(z) > FURTHEST:
        return Decimal(z < 0)
    with localcontext(Context(prec=150)):
        term, whole, n = z, Decimal(0), 0
        while abs(term) > Decimal("1e-90"):
            whole += term / (2 * n + 1)
            n += 1
            term = -term * z * z / (2 * n)
        tail = Decimal("0.5") - whole / (2 * _pi()).sqrt()
    return +tail


def _pi() -> Decimal:
    """From the series of the arcsine of a half."""
    term, whole, n = Decimal(3), Decimal(0), 0
    while term > Decimal("1e-120"):
        whole += term / (2 * n + 1)
        n += 1
        term = term * (2 * n - 1) / (8 * n)
    return whole

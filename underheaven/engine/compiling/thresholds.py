"""Chances, choices, counts and alias tables as integers (specification, 1.3 to 1.5, 5.2)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate
from math import floor

from underheaven.documents.problems import refuse

WORD = 1 << 32
MOST_EVENTS = 32
RARE = Decimal("1e-6")


def chance(probability: Decimal) -> int:
    """The threshold of a probability: 0 never, 2^32 always."""
    return floor(WORD * probability)


def choice(shares: Sequence[Decimal]) -> list[int]:
    """Cumulative thresholds of a choice; the last is 2^32. All zero shares choose the last entry."""
    total = sum(shares, Decimal(0))
    out = [floor(WORD * until / total) if total else 0 for until in accumulate(shares)]
    if out:
        out[-1] = WORD
    return out


def cap_of(means: Iterable[Decimal], what: str) -> int:
    """The largest count that the table of these means must hold.

    Raises `InputError` where a count above 32 would have a chance of one in a million or more.
    """
    largest = max(means, default=Decimal(0))
    for count, below in enumerate(_distribution(largest, MOST_EVENTS + 1)):
        if count > 0 and 1 - below < RARE:
            return count
    raise refuse(
        f"{what}: {largest:.4g} a step on average",
        f"more than {MOST_EVENTS} of them in one step would be too likely to be left out",
        "lower the rates, or use a shorter step",
    )


def poisson(mean: Decimal, cap: int) -> list[int]:
    """The thresholds floor(2^32 F(k)), k = 0 … cap-1, of a Poisson count."""
    return [chance(below) for below in _distribution(mean, cap)]


def _distribution(mean: Decimal, length: int) -> Iterator[Decimal]:
    """F(0), F(1), … of a Poisson count: exp(-mean) times the sum of mean^i / i!."""
    nothing = (-mean).exp()
    term = terms = Decimal(1)
    for i in range(1, length + 1):
        yield nothing * terms
        term = term * mean / i
        terms += term


def alias_table(rates: Sequence[Decimal]) -> tuple[list[int], list[int]]:
    """Cuts and aliases of Walker's method for these weights; a full column is its own alias."""
    kinds = len(rates)
    until = choice(rates)
    if not any(rates):
        return [0] * kinds, list(range(kinds))
    scaled = [(b - a) * kinds for a, b in zip([0, *until], until, strict=False)]
    cut, alias = [WORD] * kinds, list(range(kinds))
    small = deque(k for k in range(kinds) if scaled[k] < WORD)
    large = deque(k for k in range(kinds) if scaled[k] >= WORD)
    while small and large:
        i, j = small.popleft(), large[0]
        cut[i], alias[i] = scaled[i], j
        scaled[j] -= WORD - scaled[i]
        if scaled[j] < WORD:
            small.append(large.popleft())
    return cut, alias

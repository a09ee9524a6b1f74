"""Who is the last to have a place of each good, found by counting (specification, 18).

Families are in order of rank, lot and place. Sorting them would take 24 bytes for each family of a region.
Instead the place of the last one is found digit by digit: the families that have the digits found so far are
counted by their next one, until all five are known.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit
from numba.extending import register_jitable
from numpy.typing import NDArray

from underheaven import draws
from underheaven.draws import int64, named, words
from underheaven.engine.enrolling import enrol
from underheaven.engine.here import come_to, here_of
from underheaven.kernels import kernels_kept
from underheaven.mechanisms.places.handed import places_of
from underheaven.mechanisms.places.kernel import end_of_household, family_of

I64 = NDArray[np.int64]
BY_RANK, BY_LOT = 0, 1
"""The two orders: by rank, lot and place; and by lot and place alone."""
DIGITS, BASE = 5, 1 << 16
"""Of a family: rank, both halves of its lot, both halves of its place."""
HIGHEST = 0x7FFF
"""The highest rank: the first digit counts down from it."""


@register_jitable
def _digit(number: int, rank: int, lot: int, place: int) -> int:
    """A digit of a family, where those that come first have the smallest."""
    if number == 0:
        return HIGHEST - rank
    half = (lot if number <= 2 else place) >> 16 * (number & 1)
    return half & (BASE - 1)


def _count_families(
    step: int,
    first: int,
    last: int,
    seed: tuple[int, int],
    digits: int,
    found: Any,
    counts: Any,
    arguments: Any,
) -> None:
    """Count the families of communities `first` to `last` (exclusive) by their next digit.

    `found` int64 [goods, 2, DIGITS] holds the digits of the last to have a place, of which `digits` are
    known; only families that have these are counted, into `counts` int64 [goods, 2, BASE].
    """
    for number in range(first, last):
        come_to(step, number, seed, arguments)
        enrol(arguments)
        here, goods, i = here_of(arguments), places_of(arguments), int64(0)
        while i < here.n:
            end = end_of_household(i, arguments)
            adults, child, mean = family_of(i, end, arguments)
            w = words(here.place, i, step, draws.PLACES, seed)
            for q in range(len(goods.with_child)):
                if adults > 0 and (goods.with_child[q] == 0 or child == 1):
                    rank = mean if goods.ranked[step, q] == 1 else int64(0)
                    lot, place = named(w[0], w[1], goods.key[q])[0], here.community << 12 | i
                    for order in range(2):
                        ranked = rank if order == BY_RANK else int64(0)
                        digit = 0
                        while digit < digits and _digit(digit, ranked, lot, place) == found[q, order, digit]:
                            digit += 1
                        if digit == digits:
                            counts[q, order, _digit(digits, ranked, lot, place)] += 1
            i = end


with kernels_kept() as kept:
    count_families = njit(nogil=True, cache=kept)(_count_families)


def last_placed(
    goods: int, places_of: Callable[[int, int], int], count: Callable[[int, I64], I64]
) -> list[tuple[I64, I64] | None]:
    """For each good the last family placed (rank, lot, place) and the last drawn (lot, place); None: nobody.

    `count(digits, found)` counts a region's families as `count_families` does; `places_of(good, families)`
    gives the places for so many families.
    """
    found = np.zeros((goods, 2, DIGITS), np.int64)
    left = np.zeros((goods, 2), np.int64)
    """Families from the first with these digits to the last to have a place."""
    for digits in range(DIGITS):
        counts = count(digits, found)
        if digits == 0:
            for good, families in enumerate(counts[:, BY_LOT].sum(axis=1).tolist()):
                left[good] = min(families, places_of(good, families))
            if not left.any():
                break
        for good, order in zip(*np.nonzero(left), strict=True):
            sums = np.cumsum(counts[good, order])
            digit = int(np.searchsorted(sums, left[good, order]))
            found[good, order, digits] = digit
            left[good, order] -= sums[digit] - counts[good, order, digit]
    return [_last(*each) if more.any() else None for each, more in zip(found, left, strict=True)]


def _last(by_rank: I64, by_lot: I64) -> tuple[I64, I64]:
    """Rank, lot and place, and lot and place, from their digits."""
    placed, drawn = ((int(d[1]) << 16 | int(d[2]), int(d[3]) << 16 | int(d[4])) for d in (by_rank, by_lot))
    return np.array([HIGHEST - by_rank[0], *placed], np.int64), np.array(drawn, np.int64)

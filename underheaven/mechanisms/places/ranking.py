"""Who is the last to have a place of each good, found by counting (specification, 18).

Families are in order of rank, lot and place. Sorting them would take 24 bytes for each family of a region.
Instead the place of the last one is found digit by digit: the families that have the digits found so far are
counted by their next one, until all five are known.
"""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.counted.columns import Cut
from underheaven.draws import int64, named, words
from underheaven.engine.arguments import blocks_of, ranking_of, told_of
from underheaven.engine.enrolling import enrol
from underheaven.engine.here import come_to, here_of
from underheaven.jit import register_jitable
from underheaven.kernels import entry
from underheaven.mechanisms.places.handed import places_of
from underheaven.mechanisms.places.kernel import end_of_household, family_of
from underheaven.mechanisms.places.rule import shared_out

BY_RANK, BY_LOT = 0, 1
"""The two orders: by rank, lot and place; and by lot and place alone."""
DIGITS, BASE = 5, 1 << 16
"""Of a family: rank, both halves of its lot, both halves of its place."""
HIGHEST = 0x7FFF
"""The highest rank: the first digit counts down from it."""
FIELDS = len(Cut)


@register_jitable
def _digit(number: int, rank: int, lot: int, place: int) -> int:
    """A digit of a family, where those that come first have the smallest."""
    if number == 0:
        return HIGHEST - rank
    half = (lot if number <= 2 else place) >> 16 * (number & 1)
    return half & (BASE - 1)


def _count_families(
    step: int, first: int, last: int, every: int, seed: tuple[int, int], arguments: Any
) -> int:  # fmt: skip
    """Count the families of each `every`-th community from `first` to before `last` by their next digit.

    Only those are counted that have the digits known so far of the last to have a place (`Ranking`). Returns
    `last`.
    """
    r = ranking_of(arguments)
    digits = r.digits[0]
    for number in range(first, last, every):
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
                        while (
                            digit < digits and _digit(digit, ranked, lot, place) == r.found[q, order, digit]
                        ):
                            digit += 1
                        if digit == digits:
                            r.counts[q, order, _digit(digits, ranked, lot, place)] += 1
            i = end
    return last


def _choose(_step: int, first: int, last: int, _every: int, _seed: tuple[int, int], arguments: Any) -> int:
    """Find the next digit from the counts of the families of regions `first` to before `last`, one region.

    Returns 1 where there is another to be found, and 0 at the end; then what is known of the region names the
    last family of each good that is placed, and the last that is drawn.
    """
    r, goods, at = ranking_of(arguments), places_of(arguments), blocks_of(arguments).cut
    digits, more = r.digits[0], int64(0)
    for q in range(len(goods.with_child)):
        if digits == 0:
            families = int64(0)
            for digit in range(BASE):
                families += r.counts[q, BY_LOT, digit]
            for order in range(2):
                r.left[q, order] = min(families, shared_out(families, goods.room[first, q]))
        for order in range(2):
            if r.left[q, order] > 0:
                digit = 0
                while r.counts[q, order, digit] < r.left[q, order]:
                    r.left[q, order] -= r.counts[q, order, digit]
                    digit += 1
                r.found[q, order, digits] = digit
                more += 1
    r.digits[0] += 1
    if more > 0 and r.digits[0] < DIGITS:
        return 1
    known = told_of(arguments).known
    for region in range(first, last):
        for q in range(len(goods.with_child)):
            if r.left[q, BY_LOT] > 0:
                _name(region, q, at + FIELDS * q, known, arguments)
    return 0


@register_jitable
def _name(region: int, q: int, at: int, known: Any, arguments: Any) -> None:
    """Put the last families of a good, from their digits, where everybody knows them."""
    found = ranking_of(arguments).found
    known[region, at + Cut.PLACED_RANK] = HIGHEST - found[q, BY_RANK, 0]
    known[region, at + Cut.PLACED_WORD] = found[q, BY_RANK, 1] << 16 | found[q, BY_RANK, 2]
    known[region, at + Cut.PLACED_PLACE] = found[q, BY_RANK, 3] << 16 | found[q, BY_RANK, 4]
    known[region, at + Cut.DRAWN_WORD] = found[q, BY_LOT, 1] << 16 | found[q, BY_LOT, 2]
    known[region, at + Cut.DRAWN_PLACE] = found[q, BY_LOT, 3] << 16 | found[q, BY_LOT, 4]


count_families = entry(_count_families)
choose = entry(_choose)

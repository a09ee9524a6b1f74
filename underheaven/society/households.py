"""Coherent households from the people of one community (docs/synthesis.md, sections 4 to 6).

Every household has an adult; who lives with whom is in `seating`. The functions are plain Python on
integers: they run as they stand, and compiled by Numba with the same result.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numba.extending import register_jitable
from numpy.typing import NDArray

from underheaven.draws import GUEST, HOUSE, words
from underheaven.kernels import kernels_kept
from underheaven.society.seating import Draws, Houses, seat_pool
from underheaven.society.stacks import ADULT, SMALL, Bands, Ints, Pool

GOLDEN = 0x9E3779B9
"""2^32 over the golden ratio: steps of the low-discrepancy sequence of household sizes."""
WORD = 1 << 32
TRIES = 64
"""Sizes that may fail to fit a pool before one is cut to fit."""


class Sizes(NamedTuple):
    """Sizes of households: cumulative shares of 2^32, and the size of each; int64 alike in length."""

    thresholds: Ints
    values: Ints


@register_jitable
def draw_sizes(
    persons: int, adults: int, drawn: Sizes, position: int, bag: Ints, bagged: int, sizes: Ints, low: int
) -> tuple[int, int, int]:  # fmt: skip
    """Sizes of the households of one pool, from entry `low`: what an earlier pool could not hold comes first.

    Returns (end of the entries, position in the sequence of sizes, sizes in the bag). There are never
    more households than adults; then people may be left over.
    """
    high, rest = low, persons
    kept = 0
    for entry in range(bagged):
        size = bag[entry]
        if size <= rest and high - low < adults:
            sizes[high] = size
            high += 1
            rest -= size
        else:
            bag[kept] = size
            kept += 1
    failures = 0
    while rest > 0 and high - low < adults:
        entry = 0
        while position >= drawn.thresholds[entry]:
            entry += 1
        size = drawn.values[entry]
        position = (position + GOLDEN) % WORD
        if size > rest and failures < TRIES:
            failures += 1
            if kept < len(bag):
                bag[kept] = size
                kept += 1
            continue
        if size > rest:
            size = rest
        sizes[high] = size
        high += 1
        rest -= size
    return high, position, kept


def _settle(
    counts: Ints, shape: tuple[int, int, int], ages: Bands, drawn: Sizes, position: int, keyed: Draws
) -> NDArray[np.uint16]:  # fmt: skip
    """The archetype column of a community, uint16 [n], from its people by cell.

    `counts`: int64 [groups, 2, ages, 5, 2, opinions] raveled, n people, an adult among them; `shape`:
    (groups, ages, opinions); `position`: where the sequence of sizes begins.
    """
    groups, bands, opinions = shape
    role = ages.role
    c0, seed = keyed
    n = counts.sum()
    left, start = np.zeros(2 * bands, np.int64), np.zeros(2 * bands, np.int64)
    people, members, sizes, offset, kids, small, work, order = np.zeros((8, n), np.int64)
    guests, guest_pool, guest_house, bag = np.zeros((4, n), np.int64)
    waiting = Pool(people, start, left)
    homes = Houses(sizes, offset, kids, small, members, work)
    pool_end = np.zeros(2 * groups * 5, np.int64)
    bagged, low, seat, visitors = 0, 0, 0, 0
    for pool in range(2 * groups * 5):
        place, group, quintile = pool // (groups * 5), pool // 5 % groups, pool % 5
        persons, adults = 0, 0
        for stack in range(2 * bands):
            start[stack] = persons
            cell = (((group * 2 * bands + stack) * 5 + quintile) * 2 + place) * opinions
            for opinion in range(opinions):
                for _ in range(counts[cell + opinion]):
                    people[persons] = cell + opinion
                    persons += 1
            left[stack] = persons - start[stack]
            if role[stack % bands] == ADULT:
                adults += left[stack]
        high, position, bagged = draw_sizes(persons, adults, drawn, position, bag, bagged, sizes, low)
        for house in range(low, high):
            offset[house] = seat
            seat += sizes[house]
            w0, _, _, _ = words(c0, house, 0, HOUSE, seed)
            order[house] = (pool << 44) | (w0 << 12) | house
        seat_pool(waiting, ages, homes, low, high, pool, keyed)
        for stack in range(2 * bands):
            for entry in range(left[stack]):
                guests[visitors], guest_pool[visitors] = people[start[stack] + entry], pool
                visitors += 1
        low = high
        pool_end[pool] = high
    houses = low
    for guest in range(visitors):
        # A child without an adult in its pool joins a household of its place and group, else any.
        fives = guest_pool[guest] // 5 * 5
        begin = pool_end[fives - 1] if fives > 0 else 0
        end = pool_end[fives + 4]
        if begin == end:
            begin, end = 0, houses
        w0, _, _, _ = words(c0, guest, 0, GUEST, seed)
        house = begin + ((w0 * (end - begin)) >> 32)
        guest_house[guest] = house
        if role[guests[guest] // (opinions * 10) % bands] == SMALL:
            small[house] += 1
    column = np.empty(n, np.uint16)
    slot = 0
    for key in np.sort(order[:houses]):
        house = key & 0xFFF
        begin = slot
        for entry in range(offset[house], offset[house] + sizes[house]):
            column[slot] = archetype(members[entry], small[house] > 0, opinions)
            slot += 1
        for guest in range(visitors):
            if guest_house[guest] == house:
                column[slot] = archetype(guests[guest], small[house] > 0, opinions)
                slot += 1
        column[begin] |= np.uint16(0x8000)
    return column


@register_jitable
def archetype(cell: int, child: bool, opinions: int) -> int:
    """The archetype's number: the cell's with the small child put before the opinion."""
    return int((cell // opinions * 2 + int(child)) * opinions + cell % opinions)


with kernels_kept() as kept:
    settle = njit(cache=kept, nogil=True)(_settle)

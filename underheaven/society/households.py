"""Coherent households from the people of one community (docs/synthesis.md, sections 4 to 6).

Every household has an adult; couples are of near age; children live with adults some 20 to 40 years
older; a further adult is a grown child or an elder. The functions are plain Python on integers: they
run as they stand, and compiled by Numba with the same result.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numba.extending import register_jitable
from numpy.typing import NDArray

from underheaven.draws import GUEST, HOUSE, MEMBER, POOL, words
from underheaven.kernels import kernels_kept
from underheaven.society.stacks import (
    ADULT,
    CHILD,
    NOBODY,
    SMALL,
    Ints,
    any_of,
    nearest,
    partner,
    spread,
    take,
    years,
)

GOLDEN = 0x9E3779B9
"""2^32 over the golden ratio: steps of the low-discrepancy sequence of household sizes."""
WORD = 1 << 32
TRIES = 64
"""Sizes that may fail to fit a pool before one is cut to fit."""


@register_jitable
def draw_sizes(
    persons: int, adults: int, thresholds: Ints, values: Ints, position: int, bag: Ints, bagged: int,
    sizes: Ints, low: int,
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
        while position >= thresholds[entry]:
            entry += 1
        size = values[entry]
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


@register_jitable
def seat_pool(
    people: Ints, start: Ints, left: Ints, role: Ints, first: Ints, last: Ints, sizes: Ints, offset: Ints,
    low: int, high: int, c0: int, pool: int, seed: tuple[int, int], members: Ints, kids: Ints, small: Ints,
    work: Ints,
) -> None:  # fmt: skip
    """Seats the people of a pool in its households low to high - 1: adults first, then children.

    Everybody is seated but the children for whom no adult is left.
    """
    bands = len(role)
    children, youngest, adults, seats = 0, 0, 0, 0
    for stack in range(2 * bands):
        if role[stack % bands] == ADULT:
            adults += left[stack]
        else:
            children += left[stack]
            if role[stack % bands] == SMALL:
                youngest += left[stack]
    room = 0
    for house in range(low, high):
        room += sizes[house]
        work[house] = max(0, sizes[house] - 2)
        seats += work[house]
    seated = room - adults
    if seats < seated:
        for house in range(low, high):
            work[house] = sizes[house] - 1
    w0, w1, _, _ = words(c0, pool, 0, POOL, seed)
    spread(work, low, high, seated, w0, kids)
    youngest = youngest * seated // max(1, children)
    families = 0
    for house in range(low, high):
        work[house] = min(1, kids[house])
        families += work[house]
    if families < youngest:
        for house in range(low, high):
            work[house] = kids[house]
    spread(work, low, high, youngest, w1, small)

    for house in range(low, high):
        if kids[house] > 0:
            _, gap, age_word, _ = words(c0, house, 0, HOUSE, seed)
            seat = offset[house] + sizes[house] - kids[house]
            age = 0
            for kid in range(kids[house]):
                v0, v1, _, _ = words(c0, seat + kid, 0, MEMBER, seed)
                stack = any_of(left, role, SMALL if kid < small[house] else CHILD, v1)
                members[seat + kid] = take(people, start, left, stack, v0)
                if kid == 0:
                    band = stack % bands
                    age = first[band] + ((age_word * years(first, last, band)) >> 32)
            parent = age + 20 + ((gap * 20) >> 32)
            seat_adults(people, start, left, role, first, last, offset[house], sizes[house] - kids[house],
                        parent, NOBODY, 27, c0, seed, members)  # fmt: skip
    for couples in (True, False):
        for house in range(low, high):
            if kids[house] == 0 and (sizes[house] > 1) == couples:
                _, _, _, age_word = words(c0, house, 0, HOUSE, seed)
                _, v1, _, _ = words(c0, offset[house], 0, MEMBER, seed)
                head = any_of(left, role, ADULT, v1)
                band = head % bands
                age = first[band] + ((age_word * years(first, last, band)) >> 32)
                seat_adults(people, start, left, role, first, last, offset[house], sizes[house], age, head,
                            -27 if age >= 45 else 27, c0, seed, members)  # fmt: skip


@register_jitable
def seat_adults(
    people: Ints, start: Ints, left: Ints, role: Ints, first: Ints, last: Ints, seat: int, number: int,
    age: int, head: int, gap: int, c0: int, seed: tuple[int, int], members: Ints,
) -> None:  # fmt: skip
    """Seats the adults of one household: a head near `age` or from a given stack, a partner, more."""
    for adult in range(number):
        v0, v1, _, _ = words(c0, seat + adult, 0, MEMBER, seed)
        if adult == 0:
            stack = head if head != NOBODY else nearest(left, role, first, last, age, 2, v1)
            head = stack
        elif adult == 1:
            stack = partner(left, role, first, last, age, head, v1)
        else:
            stack = nearest(left, role, first, last, age + gap, 2, v1)
        members[seat + adult] = take(people, start, left, stack, v0)


def _settle(
    counts: Ints, shape: tuple[int, int, int], role: Ints, first: Ints, last: Ints, thresholds: Ints,
    values: Ints, position: int, c0: int, seed: tuple[int, int],
) -> NDArray[np.uint16]:  # fmt: skip
    """The archetype column of a community, uint16 [n], from its people by cell.

    `counts`: int64 [groups, 2, ages, 5, 2, opinions] raveled, n people, an adult among them; `shape`:
    (groups, ages, opinions); `role`, `first`, `last`: int64 [ages], `last` -1 in the open band;
    `thresholds`, `values`: cumulative shares of 2^32 and sizes; `position`: where the sequence of sizes
    begins.
    """
    groups, bands, opinions = shape
    n = counts.sum()
    left, start = np.zeros(2 * bands, np.int64), np.zeros(2 * bands, np.int64)
    people, members, sizes, offset, kids, small, work, order = np.zeros((8, n), np.int64)
    guests, guest_pool, guest_house, bag = np.zeros((4, n), np.int64)
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
        high, position, bagged = draw_sizes(
            persons, adults, thresholds, values, position, bag, bagged, sizes, low
        )
        for house in range(low, high):
            offset[house] = seat
            seat += sizes[house]
            w0, _, _, _ = words(c0, house, 0, HOUSE, seed)
            order[house] = (pool << 44) | (w0 << 12) | house
        seat_pool(people, start, left, role, first, last, sizes, offset, low, high, c0, pool, seed, members,
                  kids, small, work)  # fmt: skip
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

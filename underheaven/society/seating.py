"""Who lives with whom in the households of one pool (docs/synthesis.md, section 5).

Couples are of near age; children live with adults some 20 to 40 years older; a further adult is a grown
child or an elder. The functions are plain Python on integers: they run as they stand, and compiled by
Numba with the same result.
"""

from __future__ import annotations

from typing import NamedTuple

from numba.extending import register_jitable

from underheaven.draws import HOUSE, MEMBER, POOL, words
from underheaven.society.stacks import (
    ADULT,
    CHILD,
    NOBODY,
    SMALL,
    Bands,
    Ints,
    Pool,
    any_of,
    nearest,
    partner,
    spread,
    take,
    years,
)


class Draws(NamedTuple):
    """What the draws of a community are keyed by: the first word of their counter, and the seed."""

    c0: int
    seed: tuple[int, int]


class Houses(NamedTuple):
    """A community's households: of each the size, its first seat, children and small ones; who sits where.

    `work` is room to reckon in, an entry for each household.
    """

    sizes: Ints
    offset: Ints
    kids: Ints
    small: Ints
    members: Ints
    work: Ints


@register_jitable
def seat_pool(
    waiting: Pool, ages: Bands, houses: Houses, low: int, high: int, pool: int, keyed: Draws
) -> None:
    """Seats the people of a pool in its households low to high - 1: adults first, then children.

    Everybody is seated but the children for whom no adult is left.
    """
    people, start, left = waiting
    role, first, last = ages
    sizes, offset, kids, small, members, work = houses
    c0, seed = keyed
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
            grown = (offset[house], sizes[house] - kids[house])
            seat_adults(waiting, ages, members, grown, parent, NOBODY, 27, keyed)
    for couples in (True, False):
        for house in range(low, high):
            if kids[house] == 0 and (sizes[house] > 1) == couples:
                _, _, _, age_word = words(c0, house, 0, HOUSE, seed)
                _, v1, _, _ = words(c0, offset[house], 0, MEMBER, seed)
                head = any_of(left, role, ADULT, v1)
                band = head % bands
                age = first[band] + ((age_word * years(first, last, band)) >> 32)
                gap = -27 if age >= 45 else 27
                seat_adults(waiting, ages, members, (offset[house], sizes[house]), age, head, gap, keyed)


@register_jitable
def seat_adults(
    waiting: Pool,
    ages: Bands,
    members: Ints,
    seats: tuple[int, int],
    age: int,
    head: int,
    gap: int,
    keyed: Draws,
) -> None:
    """Seats the adults of one household: a head near `age` or from a given stack, a partner, more.

    `seats` are the first seat and how many; `gap` is how much older than `age` a further adult is.
    """
    people, start, left = waiting
    role, first, last = ages
    seat, number = seats
    c0, seed = keyed
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

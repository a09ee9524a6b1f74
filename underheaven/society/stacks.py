"""People waiting to be seated: a stack for each sex and age band, drawn from by word.

A stack's number is `sex * bands + band`. The functions are plain Python on integers: they run as they
stand, and compiled by Numba with the same result (docs/synthesis.md, section 5).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba.extending import register_jitable
from numpy.typing import NDArray

SMALL, CHILD, ADULT = 0, 1, 2
"""The role of an age band."""
OPEN_YEARS = 15
"""Years that the open oldest band is taken to span."""
NOBODY = -1

Ints = NDArray[np.int64]


class Bands(NamedTuple):
    """Age bands, int64 [ages] each: role, first and last year of age; `last` is -1 in the open band."""

    role: Ints
    first: Ints
    last: Ints


class Pool(NamedTuple):
    """The people of one pool: their cells, and of each stack where it starts and how many are left."""

    people: Ints
    start: Ints
    left: Ints


@register_jitable
def years(first: Ints, last: Ints, band: int) -> int:
    """Number of years in an age band."""
    return int(last[band] - first[band] + 1) if last[band] >= 0 else OPEN_YEARS


@register_jitable
def distance(first: Ints, last: Ints, band: int, age: int) -> int:
    """Years between an age and a band; 0 inside it."""
    if age < first[band]:
        return int(first[band] - age)
    if last[band] >= 0 and age > last[band]:
        return int(age - last[band])
    return 0


@register_jitable
def take(people: Ints, start: Ints, left: Ints, stack: int, word: int) -> int:
    """One of the people left in a stack, each as likely as the others; the last one fills the gap."""
    at = start[stack] + ((word * left[stack]) >> 32)
    cell = people[at]
    left[stack] -= 1
    people[at] = people[start[stack] + left[stack]]
    return int(cell)


@register_jitable
def any_of(left: Ints, role: Ints, wanted: int, word: int) -> int:
    """The stack of somebody of a role, each person as likely as the others; NOBODY if none is left."""
    bands = len(role)
    total = 0
    for stack in range(2 * bands):
        if role[stack % bands] == wanted:
            total += left[stack]
    rest = (word * total) >> 32
    for stack in range(2 * bands):
        if role[stack % bands] == wanted:
            if rest < left[stack]:
                return stack
            rest -= left[stack]
    return NOBODY


@register_jitable
def nearest(left: Ints, role: Ints, first: Ints, last: Ints, age: int, sex: int, word: int) -> int:
    """The stack of an adult whose band is nearest to an age; `sex` 0, 1, or 2 for either by numbers left."""
    bands = len(role)
    best, best_distance = NOBODY, 0
    for band in range(bands):
        men, women = left[band], left[bands + band]
        there = men if sex == 0 else women if sex == 1 else men + women
        if role[band] == ADULT and there > 0:
            away = distance(first, last, band, age)
            if best == NOBODY or away < best_distance:
                best, best_distance = band, away
    if best == NOBODY:
        return NOBODY
    chosen = sex
    if sex == 2:
        both = left[best] + left[bands + best]
        chosen = 0 if (word * both) >> 32 < left[best] else 1
    return chosen * bands + best


@register_jitable
def partner(left: Ints, role: Ints, first: Ints, last: Ints, age: int, head: int, word: int) -> int:
    """The stack of a partner: the other sex and at most one band away, else whoever is nearest in age."""
    bands = len(role)
    found = nearest(left, role, first, last, age, 1 - head // bands, word)
    if found == NOBODY or abs(found % bands - head % bands) > 1:
        found = nearest(left, role, first, last, age, 2, word)
    return found


@register_jitable
def spread(weights: Ints, low: int, high: int, number: int, word: int, out: Ints) -> None:
    """Systematic shares of `number` over entries low to high - 1 by weight; none gets more than its weight.

    Needs number <= the sum of the weights.
    """
    total = 0
    for entry in range(low, high):
        total += weights[entry]
    if total == 0:
        for entry in range(low, high):
            out[entry] = 0
        return
    offset = (word * total) >> 32
    passed = 0
    for entry in range(low, high):
        before = (passed * number + offset) // total
        passed += weights[entry]
        out[entry] = (passed * number + offset) // total - before

"""Who lives with whom in the households of one pool (docs/synthesis.md, section 5).

Couples are of near age; children live with adults some 20 to 40 years older; a further adult is a grown
child or an elder. The functions are plain Python on integers: they run as they stand, and compiled by
Numba with the same result.
"""

from __future__ import annotations

from typing import Any

from underheaven.draws import POOL, int64, words
from underheaven.jit import register_jitable
from underheaven.society.making import homes_of, tables_of, waiting_of, words_of
from underheaven.society.stacks import ADULT, CHILD, EITHER, SMALL, any_of, nearest, partner, take

PARENT, GENERATION, ELDER = 20, 27, 45
"""The least years between a child and a parent; between generations; and the age from which a further adult
is a child and not a parent."""


@register_jitable
def seat_pool(place: int, low: int, high: int, pool: int, seed: tuple[int, int], arguments: Any) -> None:
    """Seat the people of a pool in its households low to high - 1: adults first, then children.

    `place` is the first word of the community's counter. Everybody is seated but the children for whom no
    adult is left.
    """
    h, w = homes_of(arguments), waiting_of(arguments)
    room, seats = int64(0), int64(0)
    for house in range(low, high):
        room += h.size[house]
        h.weight[house] = max(0, h.size[house] - 2)
        seats += h.weight[house]
    seated = room - w.of_role[ADULT]
    if seats < seated:
        for house in range(low, high):
            h.weight[house] = h.size[house] - 1
    word = words(place, pool, 0, POOL, seed)
    spread(low, high, seated, word[0], h.weight, h.kids)
    youngest = w.of_role[SMALL] * seated // max(1, w.of_role[SMALL] + w.of_role[CHILD])
    families = int64(0)
    for house in range(low, high):
        h.weight[house] = min(1, h.kids[house])
        families += h.weight[house]
    if families < youngest:
        for house in range(low, high):
            h.weight[house] = h.kids[house]
    spread(low, high, youngest, word[1], h.weight, h.small)
    if seated > 0:
        for house in range(low, high):
            if h.kids[house] > 0:
                _seat_family(house, arguments)
    _seat_without_children(low, high, 1, arguments)
    _seat_without_children(low, high, 0, arguments)


@register_jitable
def spread(low: int, high: int, number: int, word: int, weight: Any, out: Any) -> None:
    """Systematic shares of `number` over entries low to high - 1 by weight; none gets more than its weight.

    Needs number <= the sum of the weights. Nothing is divided: what is passed grows by a few sums at most.
    """
    total = int64(0)
    for entry in range(low, high):
        total += weight[entry]
    rest = (word * total) >> 32
    for entry in range(low, high):
        rest += weight[entry] * number
        share = int64(0)
        while share < weight[entry] and rest >= total:
            rest -= total
            share += 1
        out[entry] = share


@register_jitable
def _seat_family(house: int, arguments: Any) -> None:
    """Seat the children of a household, and then its adults."""
    h, t, x = homes_of(arguments), tables_of(arguments), words_of(arguments)
    seat, age = h.seat[house] + h.size[house] - h.kids[house], int64(0)
    for kid in range(h.kids[house]):
        wanted = SMALL if kid < h.small[house] else CHILD
        stack = any_of(wanted, int64(x.member[1, seat + kid]), arguments)
        h.member[seat + kid] = take(stack, int64(x.member[0, seat + kid]), arguments)
        if kid == 0:
            age = _age_in(stack % len(t.role), int64(x.house[2, house]), arguments)
    parent = age + PARENT + ((int64(x.house[1, house]) * PARENT) >> 32)
    number = h.size[house] - h.kids[house]
    first = h.seat[house]
    head = nearest(parent, EITHER, int64(x.member[1, first]), arguments)
    _seat_adults(first, number, parent, head, parent + GENERATION, arguments)


@register_jitable
def _seat_without_children(low: int, high: int, couples: int, arguments: Any) -> None:
    """Seat the households without children of two and more (`couples` 1), or of one (0)."""
    h, t, x = homes_of(arguments), tables_of(arguments), words_of(arguments)
    for house in range(low, high):
        if h.kids[house] == 0 and (h.size[house] > 1) == (couples == 1):
            first = h.seat[house]
            head = any_of(ADULT, int64(x.member[1, first]), arguments)
            age = _age_in(head % len(t.role), int64(x.house[3, house]), arguments)
            other = age - GENERATION if age >= ELDER else age + GENERATION
            _seat_adults(first, h.size[house], age, head, other, arguments)


@register_jitable
def _seat_adults(first: int, number: int, age: int, head: int, other: int, arguments: Any) -> None:
    """Seat the adults of one household from a seat on: the head from its stack, a partner, more.

    `age` is the head's, and `other` that of a further adult.
    """
    h, x = homes_of(arguments), words_of(arguments)
    for seat in range(first, first + number):
        stack, word = head, int64(x.member[1, seat])
        if seat == first + 1:
            stack = partner(age, head, word, arguments)
        elif seat > first:
            stack = nearest(other, EITHER, word, arguments)
        h.member[seat] = take(stack, int64(x.member[0, seat]), arguments)


@register_jitable
def _age_in(band: int, word: int, arguments: Any) -> int:
    """An age in a band, each as likely as the others."""
    t = tables_of(arguments)
    age: int = t.first[band] + ((word * t.years[band]) >> 32)
    return age

"""Coherent households from the people of one community (docs/synthesis.md, sections 4 to 7).

Every household has an adult; who lives with whom is in `seating`. The functions are plain Python on
integers: they run as they stand, and compiled by Numba with the same result.
"""

from __future__ import annotations

from typing import Any

from underheaven.draws import GUEST, int64, words
from underheaven.jit import register_jitable
from underheaven.society.making import (
    QUINTILES,
    guests_of,
    homes_of,
    tables_of,
    waiting_of,
    where_of,
    words_of,
)
from underheaven.society.seating import seat_pool
from underheaven.society.stacks import ADULT, SMALL

GOLDEN = 0x9E3779B9
"""2^32 over the golden ratio: steps of the low-discrepancy sequence of household sizes."""
WORD = 1 << 32
TRIES = 64
"""Sizes that may fail to fit a pool before one is cut to fit."""
HOUSEHOLD_START = 0x8000
"""The bit of the archetype column that marks the first slot of a household."""
NONE = -1


@register_jitable
def settle(place: int, region: int, n: int, position: int, seed: tuple[int, int], arguments: Any) -> Any:
    """Give the n people of a community, counted by cell, their households; returns how many there are.

    `place` is the first word of the community's counter, and `position` where the sequence of sizes begins.
    """
    h = homes_of(arguments)
    bagged, low, seat, visitors = int64(0), int64(0), int64(0), int64(0)
    for pool in range(len(h.pool_end)):
        persons = _gather(pool, arguments)
        high, position, bagged = draw_sizes(region, n, persons, position, bagged, low, arguments)
        for house in range(low, high):
            h.seat[house] = seat
            seat += h.size[house]
        seat_pool(place, low, high, pool, seed, arguments)
        if persons > 0:
            visitors = _leave_over(pool, visitors, arguments)
        _sort(low, high, arguments)
        low = high
        h.pool_end[pool] = high
    _join(place, low, visitors, seed, arguments)
    return low


@register_jitable
def _gather(pool: int, arguments: Any) -> Any:
    """Put the people of a pool into their stacks; returns how many there are."""
    t, w = tables_of(arguments), waiting_of(arguments)
    bands, groups = len(t.role), len(w.edge) - 1
    urban, group, quintile = pool // (groups * QUINTILES), pool // QUINTILES % groups, pool % QUINTILES
    persons = int64(0)
    w.of_role[:] = 0
    for stack in range(2 * bands):
        w.start[stack] = persons
        first = (((group * 2 * bands + stack) * QUINTILES + quintile) * 2 + urban) * t.opinions
        for cell in range(first, first + t.opinions):
            for _ in range(w.cell[cell]):
                w.person[persons] = t.archetype[cell]
                persons += 1
        w.left[stack] = persons - w.start[stack]
        w.of_role[t.role[stack % bands]] += w.left[stack]
    return persons


@register_jitable
def draw_sizes(
    region: int, n: int, persons: int, position: int, bagged: int, low: int, arguments: Any
) -> tuple[int, int, int]:  # fmt: skip
    """Sizes of the households of one pool, from entry `low`: what an earlier pool could not hold comes first.

    Returns (end of the entries, position in the sequence of sizes, sizes in the bag, which holds n at most).
    There are never more households than adults; then people may be left over.
    """
    h, t, adults = homes_of(arguments), tables_of(arguments), waiting_of(arguments).of_role[ADULT]
    high, rest, kept, failures = low, persons, int64(0), 0
    for entry in range(bagged):
        size = int64(h.bag[entry])
        if size <= rest and high - low < adults:
            h.size[high] = size
            high += 1
            rest -= size
        else:
            h.bag[kept] = size
            kept += 1
    while rest > 0 and high - low < adults:
        entry = 0
        while position >= t.size_until[region, entry]:
            entry += 1
        size = t.size[region, entry]
        position = (position + GOLDEN) % WORD
        if size > rest and failures < TRIES:
            failures += 1
            if kept < n:
                h.bag[kept] = size
                kept += 1
            continue
        size = min(size, rest)
        h.size[high] = size
        high += 1
        rest -= size
    return high, position, kept


@register_jitable
def _leave_over(pool: int, visitors: int, arguments: Any) -> int:
    """Note the children for whom no adult was left as guests; returns how many the community has now."""
    t, w, g = tables_of(arguments), waiting_of(arguments), guests_of(arguments)
    for stack in range(len(w.left)):
        for entry in range(w.start[stack], w.start[stack] + w.left[stack]):
            g.person[visitors], g.pool[visitors] = w.person[entry], pool
            g.small[visitors] = t.role[stack % len(t.role)] == SMALL
            visitors += 1
    return visitors


@register_jitable
def _join(place: int, houses: int, visitors: int, seed: tuple[int, int], arguments: Any) -> None:
    """A child without an adult in its pool joins a household of its place and group, else any."""
    h, g = homes_of(arguments), guests_of(arguments)
    g.first[:houses] = NONE
    for back in range(visitors):
        # The last one first, so that a household's guests follow each other in order.
        guest = visitors - 1 - back
        fives = g.pool[guest] // QUINTILES * QUINTILES
        begin = h.pool_end[fives - 1] if fives > 0 else int64(0)
        end = h.pool_end[fives + QUINTILES - 1]
        if begin == end:
            begin, end = int64(0), houses
        house = begin + ((words(place, guest, 0, GUEST, seed)[0] * (end - begin)) >> 32)
        h.small[house] += g.small[guest]
        g.following[guest] = g.first[house]
        g.first[house] = guest


@register_jitable
def _sort(low: int, high: int, arguments: Any) -> None:
    """Put the households of a pool in the order of their words, those of equal words in their own order.

    The words are uniform: in as many drawers as there are households hardly anybody has to move afterwards.
    """
    h, word, m = homes_of(arguments), words_of(arguments).house, high - low
    h.head[: m + 1] = 0
    for house in range(low, high):
        h.head[1 + ((int64(word[0, house]) * m) >> 32)] += 1
    for drawer in range(m):
        h.head[drawer + 1] += h.head[drawer]
    for house in range(low, high):
        drawer = (int64(word[0, house]) * m) >> 32
        h.order[low + h.head[drawer]] = house
        h.head[drawer] += 1
    for entry in range(low + 1, high):
        house, at = h.order[entry], entry
        while at > low and word[0, h.order[at - 1]] > word[0, house]:
            h.order[at] = h.order[at - 1]
            at -= 1
        h.order[at] = house


@register_jitable
def write_out(houses: int, begin: int, arguments: Any) -> None:
    """Write everybody's archetype into the column, household by household, from a slot on."""
    h, g, opinions = homes_of(arguments), guests_of(arguments), tables_of(arguments).opinions
    column = where_of(arguments).column
    slot = begin
    for place in range(houses):
        house, head = h.order[place], slot
        child = opinions if h.small[house] > 0 else 0
        for seat in range(h.seat[house], h.seat[house] + h.size[house]):
            column[slot] = h.member[seat] + child
            slot += 1
        guest = int64(g.first[house])
        while guest != NONE:
            column[slot] = g.person[guest] + child
            slot += 1
            guest = int64(g.following[guest])
        column[head] |= HOUSEHOLD_START

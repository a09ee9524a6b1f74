"""Places go to families: who has one, and who lost it to a higher rank (specification, 18)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import int64, njit
from numpy.typing import NDArray

from underheaven import draws
from underheaven.draws import words
from underheaven.engine.considering import ARCHETYPE
from underheaven.engine.scratch import Scratch, State
from underheaven.engine.tying import FIRST_OF_HOUSEHOLD
from underheaven.life.rank import first
from underheaven.life.score import raised
from underheaven.life.tables import Tables

FAMILIES, PLACED, DISPLACED, FAVOURED = range(4)
CUTS = 5


@njit(nogil=True)
def household_end(begin: int, i: int, n: int, s: State) -> int:
    """The slot after the last of the household that begins at slot i."""
    last = i + 1
    while last < n and s.archetype[begin + last] & FIRST_OF_HOUSEHOLD == 0:
        last += 1
    return last


@njit(nogil=True)
def family(begin: int, i: int, last: int, q: int, t: Tables, s: State, x: Scratch) -> tuple[bool, int]:
    """Whether the household of slots i … last - 1 wants a place of good q, and its mean score.

    The mean is over its enrolled adults, rounded down; the start of the scale where there are none.
    """
    adults, members, total, child = 0, 0, int64(0), t.place.with_child[q] == 0
    for slot in range(i, last):
        a = int64(s.archetype[begin + slot]) & ARCHETYPE
        adults += t.adult[a]
        child = child or t.place.child[a] == 1
        if x.member[slot] == 1:
            members += 1
            total += int64(s.shown[begin + slot])
    return adults > 0 and child, total // members if members > 0 else t.start


@njit(nogil=True)
def list_families(
    step: int,
    place: int,
    begin: int,
    number: int,
    n: int,
    q: int,
    seed: tuple[int, int],
    t: Tables,
    s: State,
    x: Scratch,
    out: NDArray[np.int64],
    used: int,
) -> int:
    """Write rank, lottery word and place of each family of a community that wants a place of good q.

    `out` int64[families, 3] from row `used`; returns the rows used after it.
    """
    i = 0
    while i < n:
        last = household_end(begin, i, n, s)
        wants, mean = family(begin, i, last, q, t, s, x)
        if wants:
            out[used, 0] = mean if t.place.ranked[step, q] == 1 else 0
            out[used, 1] = words(place, i, step, draws.PLACES, seed)[q]
            out[used, 2] = number << 12 | i
            used += 1
        i = last
    return used


@njit(nogil=True)
def allot(
    step: int,
    place: int,
    begin: int,
    number: int,
    n: int,
    known: Any,
    starts: Any,
    seed: tuple[int, int],
    t: Tables,
    s: State,
    x: Scratch,
) -> None:
    """Count who is placed; adults of displaced families suffer. `known` holds the last placed (28)."""
    goods = len(t.place.with_child)
    cuts = known[len(known) - CUTS * goods :]
    i = 0
    while i < n:
        last = household_end(begin, i, n, s)
        w = words(place, i, step, draws.PLACES, seed)
        for q in range(goods):
            wants, mean = family(begin, i, last, q, t, s, x)
            if not wants:
                continue
            rank = mean if t.place.ranked[step, q] == 1 else int64(0)
            cut, here = cuts[CUTS * q : CUTS * q + CUTS], number << 12 | i
            placed = first(rank, w[q], here, cut[0], cut[1], cut[2])
            drawn = first(int64(0), w[q], here, int64(0), cut[3], cut[4])
            row = x.tally[t.cell_of[int64(s.archetype[begin + i]) & ARCHETYPE], starts[3] + 4 * q :]
            row[FAMILIES] += 1
            row[PLACED] += placed
            row[DISPLACED] += drawn and not placed
            row[FAVOURED] += placed and not drawn
            if drawn and not placed:
                for slot in range(i, last):
                    j = begin + slot
                    if t.adult[int64(s.archetype[j]) & ARCHETYPE] == 1:
                        s.hardship[j] = raised(int64(s.hardship[j]), t.place.hardship[q])
        i = last

"""Places go to families: who has one, and who lost it to a higher rank (specification, 18)."""

from __future__ import annotations

from typing import Any

from numba import njit
from numba.extending import register_jitable

from underheaven import draws
from underheaven.draws import int64, words
from underheaven.engine.considering import ARCHETYPE
from underheaven.engine.scratch import Scratch, State
from underheaven.engine.tying import FIRST_OF_HOUSEHOLD
from underheaven.life.rank import first
from underheaven.life.score import raised
from underheaven.life.tables import Tables

FAMILIES, PLACED, DISPLACED, FAVOURED = range(4)
CUTS = 5


@njit(nogil=True)
def allot(
    step: int,
    place: int,
    begin: int,
    number: int,
    n: int,
    known: Any,
    first_column: int,
    seed: tuple[int, int],
    t: Tables,
    s: State,
    x: Scratch,
) -> None:
    """Count who is placed; adults of displaced families suffer. `known` holds the last placed (28)."""
    goods = len(t.place.with_child)
    cuts = known[len(known) - CUTS * goods :]
    archetype, shown = s.archetype[begin : begin + n], s.shown[begin : begin + n]
    hardship, i = s.hardship[begin : begin + n], int64(0)
    while i < n:
        last = i + 1
        while last < n and archetype[last] & FIRST_OF_HOUSEHOLD == 0:
            last += 1
        adults, child, mean = _family(i, last, archetype, shown, x.member, t.adult, t.place.child, t.start)
        w = words(place, i, step, draws.PLACES, seed)
        for q in range(goods):
            if adults == 0 or (t.place.with_child[q] == 1 and child == 0):
                continue
            rank = mean if t.place.ranked[step, q] == 1 else int64(0)
            cut, here = cuts[CUTS * q : CUTS * q + CUTS], number << 12 | i
            placed = first(rank, w[q], here, cut[0], cut[1], cut[2])
            drawn = first(int64(0), w[q], here, int64(0), cut[3], cut[4])
            row = x.tally[t.cell_of[int64(archetype[i]) & ARCHETYPE], first_column + 4 * q :]
            row[FAMILIES] += 1
            row[PLACED] += placed
            row[DISPLACED] += drawn and not placed
            row[FAVOURED] += placed and not drawn
            if drawn and not placed:
                for j in range(i, last):
                    if t.adult[int64(archetype[j]) & ARCHETYPE] == 1:
                        hardship[j] = raised(int64(hardship[j]), t.place.hardship[q])
        i = last


@register_jitable
def _family(
    i: int, last: int, archetype: Any, shown: Any, member: Any, adult: Any, child: Any, start: int
) -> tuple[int, int, int]:
    """Adults of the household of slots i … last - 1, whether it has a small child, and its mean score.

    The mean is over its enrolled adults, rounded down; the start of the scale where there are none.
    """
    adults, members, total, children = int64(0), int64(0), int64(0), int64(0)
    for slot in range(i, last):
        a = int64(archetype[slot]) & ARCHETYPE
        adults += adult[a]
        children |= child[a]
        if member[slot] == 1:
            members += 1
            total += int64(shown[slot])
    return adults, children, total // members if members > 0 else start

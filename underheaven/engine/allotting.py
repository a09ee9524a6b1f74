"""Places go to families: who has one, and who lost it to a higher rank (specification, 18)."""

from __future__ import annotations

from typing import Any

from numba import njit
from numba.extending import register_jitable

from underheaven import draws
from underheaven.draws import int64, named, words
from underheaven.engine.considering import ARCHETYPE
from underheaven.engine.tying import FIRST_OF_HOUSEHOLD
from underheaven.life.rank import PlaceTables, first
from underheaven.life.score import raised

FAMILIES, PLACED, DISPLACED, FAVOURED = range(4)
CUTS = 5


@njit(nogil=True)
def allot(
    step: int,
    place: int,
    number: int,
    n: int,
    start: int,
    known: Any,
    seed: tuple[int, int],
    goods: PlaceTables,
    adult: Any,
    cell_of: Any,
    archetype: Any,
    shown: Any,
    hardship: Any,
    member: Any,
    tally: Any,
) -> None:
    """Count who is placed; adults of displaced families suffer.

    `known` holds the last placed (28), `number` is the community's in its region, `tally` begins at the
    places' columns.
    """
    cuts = known[len(known) - CUTS * len(goods.with_child) :]
    i = int64(0)
    while i < n:
        last = i + 1
        while last < n and archetype[last] & FIRST_OF_HOUSEHOLD == 0:
            last += 1
        adults, child, mean = _family(i, last, archetype, shown, member, adult, goods.child, start)
        w = words(place, i, step, draws.PLACES, seed)
        for q in range(len(goods.with_child)):
            if adults == 0 or (goods.with_child[q] == 1 and child == 0):
                continue
            rank = mean if goods.ranked[step, q] == 1 else int64(0)
            cut, here = cuts[CUTS * q : CUTS * q + CUTS], number << 12 | i
            lot = named(w[0], w[1], goods.key[q])[0]
            placed = first(rank, lot, here, cut[0], cut[1], cut[2])
            drawn = first(int64(0), lot, here, int64(0), cut[3], cut[4])
            row = tally[cell_of[int64(archetype[i]) & ARCHETYPE], 4 * q :]
            row[FAMILIES] += 1
            row[PLACED] += placed
            row[DISPLACED] += drawn and not placed
            row[FAVOURED] += placed and not drawn
            if drawn and not placed:
                for j in range(i, last):
                    if adult[int64(archetype[j]) & ARCHETYPE] == 1:
                        hardship[j] = raised(int64(hardship[j]), goods.hardship[q])
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

"""How many people of each cell a community holds (docs/synthesis.md, sections 2 and 3).

The functions are plain Python on integers of 64 bits: they run as they stand, and compiled by Numba with
the same result. A share of a group in a community is (C 2^32 + k D) / 2^49 with C its cumulative share in the
region out of 2^48, k the pull of the level out of 2^32, and D what the part's own share has more; the product
has 80 bits, and is taken in two halves.
"""

from __future__ import annotations

from typing import Any

from underheaven.draws import int64
from underheaven.jit import register_jitable
from underheaven.society.making import tables_of, waiting_of
from underheaven.society.stacks import ADULT

CIRCLE, HALF = 1 << 32, 24
LOW = (1 << HALF) - 1


@register_jitable
def edges(region: int, community: int, arguments: Any) -> None:
    """Cumulative shares of the groups in a community, out of 2^31."""
    t, edge = tables_of(arguments), waiting_of(arguments).edge
    level = int64(0)
    while (community + 1) >> (level + 1) > 0:
        level += 1
    rest, part = community + 1 - (1 << level), int64(0)
    for _ in range(level):
        part, rest = part << 1 | rest & 1, rest >> 1
    width, pull = CIRCLE >> level, t.strength[region, level]
    begin = (t.start[region] + part * width) % CIRCLE
    for group in range(len(edge)):
        share, bound = t.share[region, group], t.bound[region, group]
        own = max(0, min(bound, begin + width) - begin) + min(bound, max(0, begin + width - CIRCLE))
        more = (own << (16 + level)) - share
        edge[group] = ((share << 8) + pull * (more >> HALF) + ((pull * (more & LOW)) >> HALF)) >> 25


@register_jitable
def deal(region: int, n: int, start: int, arguments: Any) -> None:
    """Count the n people of a community by cell: systematic sampling with a keyed start."""
    t, w = tables_of(arguments), waiting_of(arguments)
    cells, groups = len(w.cell), len(w.edge) - 1
    of_group, of_band = cells // groups, cells // (2 * groups * len(t.role))
    before, adults = int64(0), int64(0)
    for group in range(groups):
        base, width = w.edge[group], w.edge[group + 1] - w.edge[group]
        for cell in range(group * of_group, (group + 1) * of_group):
            end = base + ((width * t.within[region, cell]) >> 31)
            passed = (2 * end * n - start + 0xFFFFFFFF) >> 32
            w.cell[cell] = passed - before
            before = passed
    for stack in range(2 * groups * len(t.role)):
        if t.role[stack % len(t.role)] == ADULT:
            for cell in range(stack * of_band, (stack + 1) * of_band):
                adults += w.cell[cell]
    if adults == 0:
        _make_one_grow(region, of_band, arguments)


@register_jitable
def _make_one_grow(region: int, of_band: int, arguments: Any) -> None:
    """Only a handful of people can lack an adult; the first of them is made one."""
    t, w = tables_of(arguments), waiting_of(arguments)
    first = int64(0)
    while w.cell[first] == 0:
        first += 1
    of_sex = of_band * len(t.role)
    w.cell[first] -= 1
    w.cell[first // of_sex * of_sex + t.grown[region] * of_band + first % of_band] += 1

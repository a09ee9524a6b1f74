"""What happens to family and friends frightens (specification, 8.4a; Anwar and Loughran 2011)."""

from __future__ import annotations

from typing import Any

from numba import int64, njit
from numba.extending import register_jitable

from underheaven import draws
from underheaven.draws import words
from underheaven.engine.considering import ARCHETYPE
from underheaven.engine.tying import FIRST_OF_HOUSEHOLD, LARGEST_HOUSEHOLD, inverse, modulus
from underheaven.life.score import raised


@njit(nogil=True)
def alarm(
    place: int,
    n: int,
    seed: tuple[int, int],
    by: int,
    struck: Any,
    member: Any,
    archetype: Any,
    cell_of: Any,
    dread: Any,
    sums: Any,
) -> None:
    """Those who are tied to somebody in `struck` dread more: household and friends, tie by tie.

    `sums` (integers [cells]) is the tally of dread, taken before; it is put right.
    """
    m = modulus(n)
    w = words(place, 0, 0, draws.FRIENDS, seed)
    a, b, d = (w[0] | 1) & (m - 1), w[1] & (m - 1), (4 + (w[2] >> 28)) % n
    back = inverse(a, m)
    for i in range(n):
        if struck[i] == 0:
            continue
        first, last = _household(i, n, archetype, member)
        for j in range(first, last):
            if j != i:
                _frighten(j, n, by, member, archetype, cell_of, dread, sums)
        if d != 0:
            _frighten((i + d) % n, n, by, member, archetype, cell_of, dread, sums)
            _frighten((i - d + n) % n, n, by, member, archetype, cell_of, dread, sums)
        there, here = (a * i + b) & (m - 1), (back * (i - b)) & (m - 1)
        if there != i:
            _frighten(there, n, by, member, archetype, cell_of, dread, sums)
        if here != i:
            _frighten(here, n, by, member, archetype, cell_of, dread, sums)


@register_jitable
def _household(i: int, n: int, archetype: Any, member: Any) -> tuple[int, int]:
    """First and last (exclusive) slot of the household that counts for i; none for the late of a crowd."""
    first = i
    while first > 0 and archetype[first] & FIRST_OF_HOUSEHOLD == 0:
        first -= 1
    last, members = first, 0
    while last < n and members < LARGEST_HOUSEHOLD:
        if last > first and archetype[last] & FIRST_OF_HOUSEHOLD != 0:
            break
        members += member[last]
        last += 1
    return (first, last) if i < last else (i, i)


@register_jitable
def _frighten(
    i: int, n: int, by: int, member: Any, archetype: Any, cell_of: Any, dread: Any, sums: Any
) -> None:
    """One tie's dread."""
    if i < n and member[i] == 1:
        before = int64(dread[i])
        dread[i] = raised(before, by)
        sums[cell_of[int64(archetype[i]) & ARCHETYPE]] += int64(dread[i]) - before

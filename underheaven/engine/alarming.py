"""What happens to family and friends frightens (specification, 8.4a; Anwar and Loughran 2011)."""

from __future__ import annotations

from numba import int64, njit

from underheaven import draws
from underheaven.draws import words
from underheaven.engine.considering import ARCHETYPE
from underheaven.engine.scratch import Scratch, State
from underheaven.engine.tying import FIRST_OF_HOUSEHOLD, LARGEST_HOUSEHOLD, inverse, modulus
from underheaven.life.score import raised
from underheaven.life.tables import Tables

DREAD = 7
"""Column of the tally's block of persons."""


@njit(nogil=True)
def alarm(
    place: int, begin: int, n: int, first_person: int, seed: tuple[int, int], t: Tables, s: State, x: Scratch
) -> None:
    """Those who are tied to somebody in `struck` dread more: household and friends, tie by tie."""
    m = modulus(n)
    w = words(place, 0, 0, draws.FRIENDS, seed)
    a, b, d = (w[0] | 1) & (m - 1), w[1] & (m - 1), (4 + (w[2] >> 28)) % n
    back = inverse(a, m)
    for i in range(n):
        if x.struck[i] == 0:
            continue
        _household(i, begin, n, first_person, t, s, x)
        if d != 0:
            _frighten((i + d) % n, begin, n, first_person, t, s, x)
            _frighten((i - d + n) % n, begin, n, first_person, t, s, x)
        there, here = (a * i + b) & (m - 1), (back * (i - b)) & (m - 1)
        if there != i:
            _frighten(there, begin, n, first_person, t, s, x)
        if here != i:
            _frighten(here, begin, n, first_person, t, s, x)


@njit(nogil=True)
def _household(i: int, begin: int, n: int, first_person: int, t: Tables, s: State, x: Scratch) -> None:
    """The others of the household; of a large one the first members who have ties count."""
    first = i
    while first > 0 and s.archetype[begin + first] & FIRST_OF_HOUSEHOLD == 0:
        first -= 1
    last, members, inside = first, 0, False
    while members < LARGEST_HOUSEHOLD and last < n:
        if last > first and s.archetype[begin + last] & FIRST_OF_HOUSEHOLD != 0:
            break
        members += x.member[last]
        inside = inside or last == i
        last += 1
    if inside:
        for j in range(first, last):
            if j != i:
                _frighten(j, begin, n, first_person, t, s, x)


@njit(nogil=True)
def _frighten(i: int, begin: int, n: int, first_person: int, t: Tables, s: State, x: Scratch) -> None:
    """One tie's dread; the tally of dread, taken before, is put right."""
    if i >= n or x.member[i] == 0:
        return
    j = begin + i
    before = int64(s.dread[j])
    s.dread[j] = raised(before, t.associate_dread)
    a = int64(s.archetype[j]) & ARCHETYPE
    x.tally[t.cell_of[a], first_person + DREAD] += int64(s.dread[j]) - before

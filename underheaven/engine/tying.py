"""Ties: who is tied to whom is computed, never stored (specification, 8.2).

A citizen's score, clean score and the fact of having ties travel in one word, so that a sum over ties is
a sum of words: number << 48 | (shown + 2^15) << 24 | (clean + 2^15).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import int64, njit
from numba.extending import register_jitable
from numpy.typing import NDArray

from underheaven import draws
from underheaven.draws import words
from underheaven.engine.considering import ARCHETYPE
from underheaven.life.attribute import choose
from underheaven.life.close import EMPLOYER, FRIENDS, HOUSEHOLD

FIRST_OF_HOUSEHOLD = 0x8000
LARGEST_HOUSEHOLD = 64
OFFSET = 1 << 15


@register_jitable
def modulus(n: int) -> int:
    """The smallest power of two not below n, and at least 2."""
    m = 2
    while m < n:
        m *= 2
    return m


@register_jitable
def inverse(a: int, m: int) -> int:
    """The inverse of an odd number modulo a power of two (Newton's iteration doubles the right bits)."""
    x = a
    for _ in range(5):
        x = (x * (2 - a * x)) & (m - 1)
    return x


@njit(nogil=True)
def lay_out(
    place: int, n: int, seed: tuple[int, int], block: int, sizes: Any, until: Any, employer: Any
) -> None:
    """Cut the places of a community into firms: `employer` holds the size of each where it begins."""
    m = modulus(n)
    for begin in range(0, m, block):
        size = sizes[0]
        if len(sizes) > 1:
            size = sizes[choose(words(place, begin, 0, draws.FIRM, seed)[0], until, len(sizes))]
        for q in range(begin, min(begin + block, m), size):
            employer[q] = size


@njit(nogil=True)
def tie(
    place: int,
    n: int,
    seed: tuple[int, int],
    employed: Any,
    archetype: Any,
    shown: Any,
    clean: Any,
    member: Any,
    employer: Any,
    works: Any,
    packed: Any,
    tied: Any,
) -> None:
    """Sum the packed words of everybody's household, employer and friends into `tied`."""
    m = modulus(n)
    for i in range(n):
        there = int64(member[i])
        packed[i] = there * (1 << 48 | (int64(shown[i]) + OFFSET) << 24 | (int64(clean[i]) + OFFSET))
    for i in range(n, m):
        packed[i] = 0
    for i in range(n):
        works[i] = employed[archetype[i] & ARCHETYPE] & member[i]
    _friends(place, n, m, seed, packed, tied[FRIENDS])
    _household(n, archetype, packed, tied[HOUSEHOLD])
    _employer(place, n, m, seed, employer, works, packed, tied[EMPLOYER])


@njit(nogil=True)
def _friends(place: int, n: int, m: int, seed: tuple[int, int], packed: Any, out: Any) -> None:
    w = words(place, 0, 0, draws.FRIENDS, seed)
    a, b = (w[0] | 1) & (m - 1), w[1] & (m - 1)
    back = inverse(a, m)
    d = (4 + (w[2] >> 28)) % n
    if d == 0:
        for i in range(n):
            out[i] = 0
    else:
        for i in range(n - d):
            out[i] = packed[i + d]
        for i in range(n - d, n):
            out[i] = packed[i + d - n]
        for i in range(d, n):
            out[i] += packed[i - d]
        for i in range(d):
            out[i] += packed[i - d + n]
    for i in range(n):
        there, here = (a * i + b) & (m - 1), (back * (i - b)) & (m - 1)
        out[i] += packed[there] * int64(there != i) + packed[here] * int64(here != i)


@njit(nogil=True)
def _household(n: int, archetype: Any, packed: Any, out: Any) -> None:
    """What stands here for somebody without ties is never read."""
    i = 0
    while i < n:
        total, last = packed[i], i + 1
        while last < n and archetype[last] & FIRST_OF_HOUSEHOLD == 0:
            total += packed[last]
            last += 1
        if last - i <= LARGEST_HOUSEHOLD:
            for j in range(i, last):
                out[j] = total - packed[j]
        else:
            _crowd(packed[i:last], out[i:last])
        i = last


@njit(nogil=True)
def _crowd(packed: NDArray[np.int64], out: NDArray[np.int64]) -> None:
    """A household of more than 64: its first 64 members count."""
    members, total = 0, int64(0)
    for j in range(len(packed)):
        if packed[j] != 0 and members < LARGEST_HOUSEHOLD:
            members += 1
            total += packed[j]
    members = 0
    for j in range(len(packed)):
        out[j] = 0
        if packed[j] != 0 and members < LARGEST_HOUSEHOLD:
            members += 1
            out[j] = total - packed[j]


@njit(nogil=True)
def _employer(
    place: int, n: int, m: int, seed: tuple[int, int], employer: Any, works: Any, packed: Any, out: Any
) -> None:
    w = words(place, 0, 0, draws.WORK, seed)
    a, b = (w[0] | 1) & (m - 1), w[1] & (m - 1)
    first = 0
    while first < m:
        last, head = min(first + int64(employer[first]), m), -1
        q, first = first, last
        while q < last and head < 0:
            i = (a * q + b) & (m - 1)
            if i < n:
                out[i] = 0
                if works[i] == 1:
                    head = i
            q += 1
        if head < 0:
            continue
        above, total = packed[head], int64(0)
        while q < last:
            i = (a * q + b) & (m - 1)
            if i < n:
                member = int64(works[i])
                out[i] = above * member
                total += packed[i] * member
            q += 1
        out[head] = total

"""Ties: who is tied to whom is computed, never stored (specification, 8.2).

A citizen's score, clean score and the fact of having ties travel in one word, so that a sum over ties is
a sum of words: number << 48 | (shown + 2^15) << 24 | (clean + 2^15).
"""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.draws import int64, uint64, words
from underheaven.engine.arguments import (
    slots_of,
    state_of,
    ties_of,
    traits_of,
    tying_of,
)
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.here import NOBODY, here_of
from underheaven.jit import register_jitable
from underheaven.life.close import EMPLOYER, FRIENDS, HOUSEHOLD
from underheaven.mechanisms.firms.handed import firms_of
from underheaven.mechanisms.mistakes.rule import choose

FIRST_OF_HOUSEHOLD = 0x8000
LARGEST_HOUSEHOLD = 64
OFFSET = 1 << 15
PLACES = 0xFFF
"""Bits of a place of the largest community. With them the compiler knows that no place is negative."""


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


@register_jitable
def has_ties(weights: Any) -> bool:
    """Whether any type of tie has a weight."""
    return bool(weights[1, 0, 1] > 0 or weights[2, 1, 1] > 0 or weights[4, 2, 1] > 0)


@register_jitable
def size_of_firms(place: int, begin: int, seed: tuple[int, int], sizes: Any, until: Any) -> int:
    """Places of each firm of the block that begins at place `begin`; `place` is the community's word."""
    which = 0
    if len(sizes) > 1:
        which = choose(words(place, begin, 0, draws.FIRM, seed)[0], until, len(sizes))
    size: int = sizes[which]
    return size


@register_jitable
def lay_out(arguments: Any) -> None:
    """Cut the places of a community into firms: `employer` holds the size of each where it begins."""
    here = here_of(arguments)
    f = firms_of(arguments)
    if f.any == 0 and here.now == NOBODY:
        return
    m, employer, block = modulus(here.n), tying_of(arguments).employer, ties_of(arguments).workplace_size
    for begin in range(0, m, block):
        size = size_of_firms(here.place, begin, here.seed, f.size, f.size_until)
        for q in range(begin, min(begin + block, m), size):
            employer[q] = size


@register_jitable
def tie(arguments: Any) -> None:
    """Sum the packed words of everybody's household, employer and friends into `tied`."""
    here = here_of(arguments)
    s, x, member = state_of(arguments), tying_of(arguments), slots_of(arguments).member
    employed, n, first, last = traits_of(arguments).employed, here.n, here.begin, here.begin + here.n
    shown, clean, archetype = s.shown[first:last], s.clean[first:last], s.archetype[first:last]
    packed, workers = x.packed, x.workers
    for i in range(n):
        packed[i] = int64(member[i]) * (
            1 << 48 | (int64(shown[i]) + OFFSET) << 24 | (int64(clean[i]) + OFFSET)
        )
    for i in range(n):
        workers[i] = packed[i] * int64(employed[archetype[i] & ARCHETYPE])
    for i in range(n, modulus(n)):
        packed[i] = workers[i] = 0
    _friends(packed, x.tied[FRIENDS], arguments)
    for i in range(n):
        x.placed[i] = (int64(archetype[i]) >> 15) - 1
    if _household(n, x.placed, packed, x.tied[HOUSEHOLD]) > LARGEST_HOUSEHOLD:
        _crowds(n, archetype, packed, x.tied[HOUSEHOLD])
    _employer(x.tied[EMPLOYER], arguments)


@register_jitable(forceinline=True)
def _friends(packed: Any, out: Any, arguments: Any) -> None:
    here = here_of(arguments)
    n, m = here.n, modulus(here.n)
    w = words(here.place, 0, 0, draws.FRIENDS, here.seed)
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
        there, one_who = (a * i + b) & (m - 1) & PLACES, (back * (i - b)) & (m - 1) & PLACES
        out[i] += packed[there] + packed[one_who]
    for i in range(n):
        # Who is their own friend, both ways, has one less.
        out[i] -= 2 * packed[i] * int64((a * i + b) & (m - 1) == i)


@register_jitable(forceinline=True)
def _household(n: int, goes_on: Any, packed: Any, out: Any) -> int:
    """Sum households, of which a crowd's is wrong; returns how many belong to the largest.

    Once forwards and once backwards, since households are short: whether the next belongs to another is not
    to be foreseen, so nothing here branches. `goes_on` has all its bits where the household goes on, and none
    where another begins; it is read and not found out here, since the compiler would make a branch of that.
    What stands here for somebody without ties is never read.
    """
    total, size, largest = int64(0), int64(0), int64(0)
    for i in range(n):
        same = goes_on[i]
        total, size = (total & same) + packed[i], (size & same) + 1
        largest = max(largest, size)
        out[i] = total
    total, same = int64(0), int64(0)
    for back in range(n):
        i = uint64(n - 1 - back)
        total = (total & same) + (out[i] & ~same)
        same = goes_on[i]
        out[i] = total - packed[i]
    most: int = largest
    return most


@register_jitable
def _crowds(n: int, archetype: Any, packed: Any, out: Any) -> None:
    """Sum households where some are crowds."""
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


@register_jitable(forceinline=True)
def _crowd(packed: Any, out: Any) -> None:
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


@register_jitable(forceinline=True)
def _employer(out: Any, arguments: Any) -> None:
    """The first of a firm is tied to all others of it, and they to the first; who works nowhere to nobody."""
    here, x = here_of(arguments), tying_of(arguments)
    employer, workers, placed = x.employer, x.workers, x.placed
    n, m = here.n, modulus(here.n)
    w = words(here.place, 0, 0, draws.WORK, here.seed)
    a, b = (w[0] | 1) & (m - 1), w[1] & (m - 1)
    back, first = inverse(a, m), int64(0)
    for q in range(m):
        placed[q] = workers[(a * q + b) & (m - 1) & PLACES]
    while first < m:
        last = min(first + int64(employer[uint64(first)]), m)
        head, above, total = first, int64(0), int64(0)
        for q in range(first, last):
            one = placed[uint64(q)]
            leads = (above == 0) & (one != 0)
            head, above = q if leads else head, one if leads else above
            total += one
        for q in range(first, last):
            placed[uint64(q)] = above if placed[uint64(q)] != 0 else 0
        placed[uint64(head)] = total - above
        first = last
    for i in range(n):
        out[i] = placed[(back * (i - b)) & (m - 1) & PLACES]

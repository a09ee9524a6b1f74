"""Random words: Philox4x32-10, a function of the seed and of what is drawn (specification, 1).

Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3". No generator has
state: any draw can be made again, by anybody, in any order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
from numba.extending import overload

from underheaven.jit import register_jitable

COUNT, ACT, SEE, MATCH, CLERK, HEAR, PERSON, FRIENDS, WORK, ROLLOUT = range(1, 11)
GAME, LOOK, RECORD, RENEW, DATE = range(11, 16)
BELIEVE = 35
PLACES, FIRM, TRADE = range(32, 35)
LASTING = 36
"""The purposes of a run: the last word of the counter."""
PROFILE, CELLS, POOL, HOUSE, MEMBER, GUEST = range(16, 22)
"""The purposes of synthesis (docs/synthesis.md)."""

int64: Any = numba.int64
uint64: Any = numba.uint64
_MASK = uint64(0xFFFFFFFF)
_M0, _M1 = uint64(0xD2511F53), uint64(0xCD9E8D57)
_W0, _W1 = uint64(0x9E3779B9), uint64(0xBB67AE85)
_SHIFT = uint64(32)
_MIX0, _MIX1 = uint64(0xBF58476D1CE4E5B9), uint64(0x94D049BB133111EB)
_BY0, _BY1, _BY2 = uint64(30), uint64(27), uint64(31)
TRUE_RECORD = uint64(0)
"""In the place of a name's key where a draw belongs to no entry of a file."""


@register_jitable(forceinline=True)
def _round(x0: Any, x1: Any, x2: Any, x3: Any, a: Any, b: Any) -> tuple[Any, Any, Any, Any]:
    p0, p1 = _M0 * x0, _M1 * x2
    return (p1 >> _SHIFT) ^ x1 ^ a, p1 & _MASK, (p0 >> _SHIFT) ^ x3 ^ b, p0 & _MASK


@register_jitable(forceinline=True)
def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Four words of 32 bits, as uint64, from a counter and a key of 32-bit words.

    The ten rounds are written out and inlined: a loop here keeps the caller's loop from becoming vectors
    (14 ns instead of 1.4 for four words).
    """
    x0, x1, x2, x3 = uint64(c0), uint64(c1), uint64(c2), uint64(c3)
    a, b = uint64(k0), uint64(k1)
    x0, x1, x2, x3 = _round(x0, x1, x2, x3, a, b)
    a, b = (a + _W0) & _MASK, (b + _W1) & _MASK
    x0, x1, x2, x3 = _round(x0, x1, x2, x3, a, b)
    a, b = (a + _W0) & _MASK, (b + _W1) & _MASK
    x0, x1, x2, x3 = _round(x0, x1, x2, x3, a, b)
    a, b = (a + _W0) & _MASK, (b + _W1) & _MASK
    x0, x1, x2, x3 = _round(x0, x1, x2, x3, a, b)
    a, b = (a + _W0) & _MASK, (b + _W1) & _MASK
    x0, x1, x2, x3 = _round(x0, x1, x2, x3, a, b)
    a, b = (a + _W0) & _MASK, (b + _W1) & _MASK
    x0, x1, x2, x3 = _round(x0, x1, x2, x3, a, b)
    a, b = (a + _W0) & _MASK, (b + _W1) & _MASK
    x0, x1, x2, x3 = _round(x0, x1, x2, x3, a, b)
    a, b = (a + _W0) & _MASK, (b + _W1) & _MASK
    x0, x1, x2, x3 = _round(x0, x1, x2, x3, a, b)
    a, b = (a + _W0) & _MASK, (b + _W1) & _MASK
    x0, x1, x2, x3 = _round(x0, x1, x2, x3, a, b)
    a, b = (a + _W0) & _MASK, (b + _W1) & _MASK
    x0, x1, x2, x3 = _round(x0, x1, x2, x3, a, b)
    return x0, x1, x2, x3


def _times(a: Any, b: Any) -> Any:
    """A product modulo 2^64; compiled code needs no more than the product."""
    return uint64(int(a) * int(b) & 0xFFFFFFFFFFFFFFFF)


@overload(_times)
def _times_compiled(a: Any, b: Any) -> Callable[[Any, Any], Any]:
    del a, b  # types, which may be any

    def product(a: Any, b: Any) -> Any:
        return a * b

    return product


@register_jitable
def named(low: int, high: int, name: int) -> tuple[int, int]:
    """Two words of a draw that belong to one name, from two of the draw's, as int64.

    `name` is the name's key (`name_key`, uint64). The 64 bits go through the finaliser of SplitMix64 (Steele,
    Lea and Flood 2014), a bijection, so that both words are exactly uniform whatever the name.
    """
    z = (uint64(low) | uint64(high) << _SHIFT) ^ name
    z = _times(z ^ (z >> _BY0), _MIX0)
    z = _times(z ^ (z >> _BY1), _MIX1)
    z = z ^ (z >> _BY2)
    return int64(z >> _SHIFT), int64(z & _MASK)


@register_jitable
def words(place: int, who: int, step: int, purpose: int, seed: tuple[int, int]) -> tuple[int, int, int, int]:
    """The four words of one draw as int64, where draws are few."""
    w0, w1, w2, w3 = philox(place, who, step, purpose, seed[0], seed[1])
    return int64(w0), int64(w1), int64(w2), int64(w3)


def once(place: int, who: int, step: int, purpose: int, seed: tuple[int, int]) -> tuple[int, int, int, int]:
    """The four words of one draw, uncompiled: for the few that plain Python asks for."""
    w0, w1, w2, w3 = philox(place, who, step, purpose, seed[0], seed[1])
    return int(w0), int(w1), int(w2), int(w3)


@register_jitable
def fill(place: int, who: Any, n: int, step: int, purpose: int, seed: tuple[int, int], out: Any) -> None:
    """The words of n draws into the first four rows of `out` (uint32[4, n] or larger).

    `who` (uint32[n]) is the second word of the counter.
    """
    w0, w1, w2, w3 = out[0], out[1], out[2], out[3]
    for i in range(n):
        w = philox(place, int64(who[i]), step, purpose, seed[0], seed[1])
        w0[i], w1[i], w2[i], w3[i] = w[0], w[1], w[2], w[3]


def key(seed: int) -> tuple[int, int]:
    """The two words of a seed of 64 bits."""
    return seed & 0xFFFFFFFF, seed >> 32


def counter(region: int, community: int) -> int:
    """The first word of the counter of a community."""
    return region << 20 | community

"""Random words that need no engine: Philox4x32-10, a function of the seed and of what is drawn.

Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3". No generator has
state: any draw can be made again, by anybody, in any order (specification, section 1).
"""

from __future__ import annotations

from numba import int64, uint64
from numba.extending import register_jitable

PROFILE, CELLS, POOL, HOUSE, MEMBER, GUEST = range(16, 22)
"""The purposes of synthesis: the last word of the counter (docs/synthesis.md)."""

_MASK = uint64(0xFFFFFFFF)
_M0, _M1 = uint64(0xD2511F53), uint64(0xCD9E8D57)
_W0, _W1 = uint64(0x9E3779B9), uint64(0xBB67AE85)
_SHIFT = uint64(32)


@register_jitable
def words(c0: int, c1: int, purpose: int, seed: tuple[int, int]) -> tuple[int, int, int, int]:
    """Four words of 32 bits for the counter (c0, c1, step 0, purpose) and the two words of a seed."""
    x0, x1, x2, x3 = uint64(c0), uint64(c1), uint64(0), uint64(purpose)
    a, b = uint64(seed[0]), uint64(seed[1])
    for _ in range(10):
        p0 = _M0 * x0
        p1 = _M1 * x2
        x0 = ((p1 >> _SHIFT) ^ x1 ^ a) & _MASK
        x1 = p1 & _MASK
        x2 = ((p0 >> _SHIFT) ^ x3 ^ b) & _MASK
        x3 = p0 & _MASK
        a = (a + _W0) & _MASK
        b = (b + _W1) & _MASK
    return int(int64(x0)), int(int64(x1)), int(int64(x2)), int(int64(x3))


def key(seed: int) -> tuple[int, int]:
    """The two words of a seed of 64 bits."""
    return seed & 0xFFFFFFFF, seed >> 32

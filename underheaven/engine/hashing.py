"""SHA-256 (FIPS 180-4) in integers, so that a digest can be made wherever the kernel runs.

The functions are plain Python on integers: they run as they stand, and compiled by Numba with the same
result. A hash is in the room of `Hashing`: `begin`, then what is hashed, then `finish`.
"""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven.draws import int64
from underheaven.jit import register_jitable

BLOCK, WORDS, BYTES = 64, 16, 32
"""Bytes and words of a block, and bytes of a digest."""
MASK = 0xFFFFFFFF
PRIMES = [p for p in range(2, 312) if all(p % d for d in range(2, p))]
I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]


def _fraction(p: int, root: int) -> int:
    """The first 32 bits behind the point of a prime's square or cube root."""
    low, high = 0, p << 32
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**root <= p << 32 * root else (low, middle)
    return low & MASK


CONSTANTS = np.array([_fraction(p, 3) for p in PRIMES], np.int64)
FIRST = np.array([_fraction(p, 2) for p in PRIMES[:8]], np.int64)


class Hashing(NamedTuple):
    """Room for one hash."""

    state: Annotated[I64, "8"]
    block: Annotated[U8, "64"]
    """The block that is being filled."""
    word: Annotated[I64, "16"]
    """Room to take it in."""
    length: Annotated[I64, "1"]
    """Bytes hashed so far."""


def make_hashing() -> Hashing:
    """Room for one hash."""
    return Hashing(
        np.zeros(8, np.int64), np.zeros(BLOCK, np.uint8), np.zeros(WORDS, np.int64), np.zeros(1, np.int64)
    )


@register_jitable
def begin(h: Any) -> None:
    """Begin a hash."""
    for i in range(8):
        h.state[i] = FIRST[i]
    h.length[0] = 0


@register_jitable
def _twice(x: int) -> int:
    """A word beside itself: shifted to the right, its lower half is the word turned."""
    return x | x << 32


@register_jitable
def compress(state: Any, block: Any, word: Any) -> None:
    """Take in one block (uint8[64]); `word` (int64[16]) is room for its schedule."""
    for i in range(WORDS):
        high, low = (
            int64(block[4 * i]) << 8 | block[4 * i + 1],
            int64(block[4 * i + 2]) << 8 | block[4 * i + 3],
        )
        word[i] = high << 16 | low
    a, b, c, d = state[0], state[1], state[2], state[3]
    e, f, g, h = state[4], state[5], state[6], state[7]
    for i in range(BLOCK):
        at = i & 15
        if i >= WORDS:
            x, y = word[at + 1 & 15], word[at + 14 & 15]
            xx, yy = _twice(x), _twice(y)
            small, large = (xx >> 7 ^ xx >> 18) & MASK ^ x >> 3, (yy >> 17 ^ yy >> 19) & MASK ^ y >> 10
            word[at] = word[at] + small + word[at + 9 & 15] + large & MASK
        aa, ee = _twice(a), _twice(e)
        up, down = (ee >> 6 ^ ee >> 11 ^ ee >> 25) & MASK, (aa >> 2 ^ aa >> 13 ^ aa >> 22) & MASK
        t = h + up + (e & (f ^ g) ^ g) + CONSTANTS[i] + word[at]
        u = down + (a & (b ^ c) ^ b & c)
        h, g, f, e = g, f, e, d + t & MASK
        d, c, b, a = c, b, a, t + u & MASK
    state[0], state[1], state[2], state[3] = (
        state[0] + a & MASK, state[1] + b & MASK, state[2] + c & MASK, state[3] + d & MASK,
    )  # fmt: skip
    state[4], state[5], state[6], state[7] = (
        state[4] + e & MASK, state[5] + f & MASK, state[6] + g & MASK, state[7] + h & MASK,
    )  # fmt: skip


@register_jitable
def take_in(h: Any, column: Any, width: int) -> None:
    """Hash the integers of an array, each as `width` bytes, the lowest first."""
    state, block, word, at = h.state, h.block, h.word, h.length[0] & BLOCK - 1
    for i in range(len(column)):
        value = int64(column[i])
        for _ in range(width):
            block[at] = value & 255
            value >>= 8
            at += 1
            if at == BLOCK:
                compress(state, block, word)
                at = 0
    h.length[0] += len(column) * width


@register_jitable
def finish(h: Any, out: Any) -> None:
    """End a hash; its digest goes into `out`, uint8 [32]."""
    block, bits, at = h.block, h.length[0] << 3, h.length[0] & BLOCK - 1
    block[at] = 128
    at += 1
    if at > BLOCK - 8:
        block[at:] = 0
        compress(h.state, block, h.word)
        at = int64(0)
    block[at : BLOCK - 8] = 0
    for i in range(8):
        block[BLOCK - 8 + i] = bits >> 56 - 8 * i & 255
    compress(h.state, block, h.word)
    for i in range(BYTES):
        out[i] = h.state[i >> 2] >> 24 - 8 * (i & 3) & 255

"""A yardstick: random words and the traffic of state, of citizens with whom nothing else is done.

A citizen and week takes two calls of Philox4x32-10 (Salmon and others 2011) of four words each, an act two
more, and the twelve bytes of a citizen's state are read and written once. No decision, no count.
"""

from typing import Any

import numba
import numpy as np

BLOCK = 4096
WORD = numba.uint64(0xFFFFFFFF)
HALF = numba.uint64(32)
M0, M1 = numba.uint64(0xD2511F53), numba.uint64(0xCD9E8D57)
W0, W1 = numba.uint64(0x9E3779B9), numba.uint64(0xBB67AE85)


@numba.njit(inline="always")
def mixed(x: Any, y: Any, z: Any, w: Any, a: Any, b: Any) -> Any:
    """One round."""
    p, q = M0 * x, M1 * z
    return (q >> HALF) ^ y ^ a, q & WORD, (p >> HALF) ^ w ^ b, p & WORD


@numba.njit(nogil=True)
def drawn(words: Any, place: int, first: int, n: int, week: int, purpose: int) -> None:
    """Four words for each of n citizens, into uint32 [4, BLOCK]."""
    for i in range(n):
        x, y = numba.uint64(place), numba.uint64(first + i)
        z, w = numba.uint64(week), numba.uint64(purpose)
        a, b = numba.uint64(1), numba.uint64(2)
        x, y, z, w = mixed(x, y, z, w, a, b)
        a, b = (a + W0) & WORD, (b + W1) & WORD
        x, y, z, w = mixed(x, y, z, w, a, b)
        a, b = (a + W0) & WORD, (b + W1) & WORD
        x, y, z, w = mixed(x, y, z, w, a, b)
        a, b = (a + W0) & WORD, (b + W1) & WORD
        x, y, z, w = mixed(x, y, z, w, a, b)
        a, b = (a + W0) & WORD, (b + W1) & WORD
        x, y, z, w = mixed(x, y, z, w, a, b)
        a, b = (a + W0) & WORD, (b + W1) & WORD
        x, y, z, w = mixed(x, y, z, w, a, b)
        a, b = (a + W0) & WORD, (b + W1) & WORD
        x, y, z, w = mixed(x, y, z, w, a, b)
        a, b = (a + W0) & WORD, (b + W1) & WORD
        x, y, z, w = mixed(x, y, z, w, a, b)
        a, b = (a + W0) & WORD, (b + W1) & WORD
        x, y, z, w = mixed(x, y, z, w, a, b)
        a, b = (a + W0) & WORD, (b + W1) & WORD
        x, y, z, w = mixed(x, y, z, w, a, b)
        words[0, i], words[1, i], words[2, i], words[3, i] = x, y, z, w


@numba.njit(nogil=True)
def copied(wide: Any, narrow: Any, to_wide: Any, to_narrow: Any, begin: int, n: int) -> None:
    """The state of n citizens, read and written."""
    for column in range(wide.shape[0]):
        source, target = wide[column, begin : begin + n], to_wide[column, begin : begin + n]
        for i in range(n):
            target[i] = source[i]
    for column in range(narrow.shape[0]):
        few, to_few = narrow[column, begin : begin + n], to_narrow[column, begin : begin + n]
        for i in range(n):
            to_few[i] = few[i]


@numba.njit(nogil=True)
def weeks_of(
    wide: Any, narrow: Any, to_wide: Any, to_narrow: Any, words: Any, weeks: int, acts: float
) -> int:
    """All weeks; `acts` are of a citizen and week. Returns the calls of Philox."""
    calls, left = 0, 0.0
    for week in range(weeks):
        for begin in range(0, wide.shape[1], BLOCK):
            n = min(BLOCK, wide.shape[1] - begin)
            drawn(words, begin, 0, n, week, 1)
            drawn(words, begin, 0, n, week, 2)
            calls += 2 * n
            left += acts * n
            at = 0
            while left >= 1.0:
                some = min(BLOCK, int(left))
                drawn(words, begin, at, some, week, 3)
                drawn(words, begin, at, some, week, 4)
                calls += 2 * some
                at += some
                left -= some
            copied(wide, narrow, to_wide, to_narrow, begin, n)
    return calls


def made(citizens: int) -> tuple[Any, Any, Any, Any, Any]:
    """State and its copy: five columns of 16 bits and two of 8, and room for the words."""
    wide, narrow = np.full((5, citizens), 600, np.int16), np.zeros((2, citizens), np.uint8)
    return wide, narrow, np.zeros_like(wide), np.zeros_like(narrow), np.zeros((4, BLOCK), np.uint32)


def lived(state: tuple[Any, Any, Any, Any, Any], weeks: int, acts: float) -> int:
    """Let the weeks go by; returns the calls of Philox."""
    calls: int = weeks_of(*state, weeks, float(acts))
    return calls

"""Attribute: records that are written about the wrong person (specification, 7.2 to 7.5).

How often is compiled from the gallery, the false-match rate and the searches (FPIR = 1 - (1 - FMR)^N;
Grother, Ngan and Hanaoka 2019); here one citizen's share of it falls out of a word.
"""

from __future__ import annotations

from typing import Any

from numba.extending import register_jitable


@register_jitable
def choose(word: int, thresholds: Any, entries: int) -> int:
    """The first of `entries` whose cumulative threshold (int64) is above the word."""
    entry = 0
    while entry < entries - 1 and word >= thresholds[entry]:
        entry += 1
    return entry


@register_jitable
def kept(word: int, rate: int, largest: int) -> bool:
    """Whether an event drawn at the step's largest rate happens at the rate of its own minute.

    Rates are events per minute in 2^-40ths. Compares word × largest with rate × 2^32, the word in two
    halves: with the most events that a step may hold, the product would leave 63 bits.
    """
    high, low = word >> 16, word & 0xFFFF
    return (high * largest + (low * largest >> 16)) >> 16 < rate

"""Repay: what becomes of a loan (specification, 20).

The chance depends on who borrows and on the band of the score (Liu et al. 2018; D'Amour et al. 2020).
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from underheaven.integer_tables import I64, U8
from underheaven.jit import register_jitable

CERTAIN = 1 << 32


class CreditTables(NamedTuple):
    """A archetypes, K kinds."""

    has_outcome: Annotated[U8, "K"]
    """[K] 1 for a kind of credit: what is granted is paid back or not."""
    base: Annotated[I64, "A K"]
    """[A, K] chance of repayment, 0 to 2^32, before the band's factor."""
    bands: Annotated[I64, "K"]
    """[K] number of bands of the score; 0: none."""
    factor: Annotated[I64, "K 16"]
    """[K, 16] factor of each band in 65,536ths."""


TABLES = CreditTables
"""What the kernel is handed of this mechanism."""


@register_jitable
def band(score: int, low: int, high: int, bands: int) -> int:
    """Which of `bands` equal parts of the scale a score lies in, from 0."""
    return ((score - low) * bands) // (high - low + 1)


@register_jitable
def repaid(word: int, base: int, factor: int) -> bool:
    """Whether what was granted is paid back."""
    return word < min(CERTAIN, (base * factor) >> 16)

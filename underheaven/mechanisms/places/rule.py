"""Rank: a fixed number of places goes to those who come first (specification, 18)."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np
from numba.extending import register_jitable
from numpy.typing import NDArray

I64 = NDArray[np.int64]
NO_PLACE = -1


class PlaceTables(NamedTuple):
    """Q goods, T steps."""

    allotted: Annotated[I64, "T"]
    """[T] 1 where places are allotted at the start of the step."""
    ranked: Annotated[I64, "T Q"]
    """[T, Q] 1 where they go by rank, not by lot."""
    with_child: Annotated[I64, "Q"]
    """[Q] 1 where only families with a small child want one."""
    hardship: Annotated[I64, "Q"]
    """[Q] hardship of the adults of a family that loses one to a higher rank."""
    child: Annotated[NDArray[np.uint8], "A"]
    """[A] 1 where an archetype has a small child at home."""
    key: Annotated[NDArray[np.uint64], "Q"]
    """[Q] the key of the good's name."""


TABLES = PlaceTables
"""What the kernel is handed of this mechanism."""


@register_jitable
def first(rank: int, word: int, place: int, last_rank: int, last_word: int, last_place: int) -> bool:
    """Whether a family comes no later than the last one that was placed: by rank, then lot, then place."""
    if last_word < 0:
        return False
    if rank != last_rank:
        return rank > last_rank
    if word != last_word:
        return word < last_word
    return place <= last_place

"""Rank: a fixed number of places goes to those who come first (specification, 18)."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, NamedTuple

from underheaven.integer_tables import I64, U8, U64
from underheaven.jit import register_jitable

NO_PLACE = -1
LIMB, LIMBS = 24, 15
"""Bits of a limb, and limbs of a share of places: whole places, and a fraction of 336 bits. Rounded up to
such a fraction, a share of 74 decimals gives every number of families the places of the share itself."""


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
    child: Annotated[U8, "A"]
    """[A] 1 where an archetype has a small child at home."""
    key: Annotated[U64, "Q"]
    """[Q] the key of the good's name."""
    room: Annotated[I64, "R Q limbs"]
    """[R, Q, LIMBS] places for each family that wants one, one at most, the highest limb first."""


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


@register_jitable
def shared_out(families: int, room: Any) -> int:
    """Places for so many families, fewer than 2^32: floor(families × share), exactly."""
    carry, limb = families * 0, LIMBS - 1
    while limb > 0:
        carry = (families * room[limb] + carry) >> LIMB
        limb -= 1
    places: int = families * room[0] + carry
    return places


def limbs_of(share: Fraction) -> list[int]:
    """A share of places, or 1 where it is more, in limbs and rounded up."""
    bits = LIMB * (LIMBS - 1)
    up = -((-share.numerator << bits) // share.denominator) if share < 1 else 1 << bits
    return [up >> LIMB * limb & (1 << LIMB) - 1 for limb in reversed(range(LIMBS))]

"""Firm: what a firm considers, does, and is scored for (specification, 26)."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from underheaven.integer_tables import I64
from underheaven.jit import register_jitable

NOTHING, DONE, HELD_BACK = 0, 1, 2


class FirmTables(NamedTuple):
    """F kinds of firm act, D consequences, Z segments, T steps."""

    any: int
    """1 where the society has firms."""
    scheme: int
    """1 where the policy scores them."""
    size: Annotated[I64, "sizes"]
    """[sizes] places of a firm of each size class."""
    size_until: Annotated[I64, "sizes"]
    """[sizes]"""
    sector_until: Annotated[I64, "sectors"]
    """[sectors]"""
    count_until: Annotated[I64, "sectors cap"]
    """[sectors, cap] cumulative thresholds of the number of acts considered."""
    kind_until: Annotated[I64, "sectors F"]
    """[sectors, F] cumulative thresholds of their kind, in the order of the kinds' names."""
    by_name: Annotated[I64, "F"]
    """[F] the kinds in the order of their names."""
    order: Annotated[I64, "D"]
    """[D] the consequences in the order of their names, in which they fall on people."""
    base: Annotated[I64, "F"]
    """[F] propensity without dread, 0 to 2^32."""
    dread: Annotated[I64, "F bins"]
    """[F, 16 or 256] what is left of it by the representative's dread, in 65,536ths."""
    points: Annotated[I64, "Z F"]
    """[Z, F] points of a record in sixteenths; 0: no rule in force."""
    caught: Annotated[I64, "Z F"]
    """[Z, F] chance to be recorded."""
    below: Annotated[I64, "Z D"]
    """[Z, D] thresholds in sixteenths; below every score: not in force."""
    representative: Annotated[I64, "D"]
    """[D] points of the representative when the firm falls under a consequence."""
    hardship: Annotated[I64, "D"]
    """[D] hardship of the employees then."""
    low: int
    high: int
    start: int
    recovery: Annotated[I64, "T"]
    """[T] sixteenths of a point regained in a step."""


TABLES = FirmTables
"""What the kernel is handed of this mechanism."""


@register_jitable
def act(word: int, base: int, today: int) -> int:
    """What becomes of an act that a firm considers."""
    if word < today:
        return DONE
    return HELD_BACK if word < base else NOTHING

"""Reward: the privileges of a high score (specification, 16)."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from underheaven.integer_tables import I64
from underheaven.jit import register_jitable


class RewardTables(NamedTuple):
    """P privileges, Z segments, K kinds."""

    above: Annotated[I64, "Z P"]
    """[Z, P] thresholds in sixteenths; above every score: not in force."""
    lowest: Annotated[I64, "Z"]
    """[Z] the lowest of them: at or below it there is no privilege."""
    eased: Annotated[I64, "K"]
    """[K] privileges that make the kind cheaper, as bits."""
    fast_lane: int
    """Privileges with a fast lane, as bits."""
    visibility: Annotated[I64, "P"]
    """[P] visibility in sixteenths; 0: none."""
    visible: int
    """Privileges with a visibility, as bits."""


TABLES = RewardTables
"""What the kernel is handed of this mechanism."""


@register_jitable
def privileges(score: int, above: Any, lowest: int) -> int:
    """The privileges in force at a score, as bits: p is when `score > above[p]` (int64[P])."""
    bits = 0
    if score <= lowest:
        return bits
    for p in range(len(above)):
        if score > above[p]:
            bits |= 1 << p
    return bits

"""Follow: a threshold is moved by how far what came out is off its target (specification, 31)."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from underheaven.integer_tables import I64, U8
from underheaven.jit import register_jitable

DONE, RECORDED, REPAID, UNDER = range(4)
"""What a standard follows."""


class StandardsTables(NamedTuple):
    """N thresholds that move, of C consequences. Z segments, G groups, K kinds; points in sixteenths."""

    any: int
    """1 where some threshold moves."""
    of: Annotated[I64, "C"]
    """[C] the standard of a consequence; -1: its threshold stays."""
    consequence: Annotated[I64, "N"]
    """[N] whose threshold it is."""
    what: Annotated[I64, "N"]
    """[N] `DONE`, `RECORDED`, `REPAID` or `UNDER`."""
    kinds: Annotated[U8, "N K"]
    """[N, K] 1 where acts of the kind count."""
    target: Annotated[I64, "N"]
    """[N] in 65,536ths."""
    gain: Annotated[I64, "N"]
    """[N] sixteenths of a point for a share that is off by 1; negative where it rises below its target."""
    step: Annotated[I64, "N"]
    """[N] the most that it moves at once."""
    period: Annotated[I64, "N"]
    """[N] steps of a period."""
    lag: Annotated[I64, "N"]
    """[N] steps from the end of a period until its result is in force."""
    by_region: Annotated[I64, "N"]
    """[N] 1 where each region has its own."""
    by_group: Annotated[I64, "N"]
    """[N] 1 where each group has its own."""
    low: Annotated[I64, "N"]
    """[N] the least threshold."""
    high: Annotated[I64, "N"]
    """[N] the most."""
    base: Annotated[I64, "Z G C"]
    """[Z, G, C] thresholds before they are moved; empty where none is."""
    group_in: Annotated[I64, "G"]
    """[G] whose thresholds each row of those in force holds: a row for each group, or several (margins)."""


TABLES = StandardsTables
"""What the kernel is handed of this mechanism."""


@register_jitable
def held(threshold: int, low: int, high: int) -> int:
    """A threshold within its limits."""
    return min(max(threshold, low), high)


def moved(share: int, target: int, gain: int, step: int) -> int:
    """By how much a threshold is moved, in sixteenths; share and target in 65,536ths."""
    return min(max((share - target) * gain >> 16, -step), step)

"""Queue: how long two classes wait where one is served first (specification, 17).

Cobham 1954 for a single server without pre-emption: with W0 the work found on arrival, the first class
waits W0 / (1 - r1), the second W0 / ((1 - r1)(1 - r)), and everybody in one line W0 / (1 - r).
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from underheaven.integer_tables import I64
from underheaven.jit import register_jitable

FULL = 1 << 16
STEADY = 62_259
"""The largest load (0.95) at which a line is taken to be steady."""
LONGEST = 23_040
"""Sixteenths of a minute in a day: nobody waits longer."""


class HospitalTables(NamedTuple):
    """The society's queue; loads in 65,536ths of the capacity."""

    kind: int
    """The kind of act that it serves; -1: there is none."""
    service: int
    """Mean time of a visit in sixteenths of a minute."""
    spread: int
    """(1 + variation squared) / 2 in 65,536ths."""
    capacity: Annotated[I64, "R"]
    """[R] visits of a step in 2^-20ths."""
    usual: int
    """Load before any visit is counted."""


TABLES = HospitalTables
"""What the kernel is handed of this mechanism."""


@register_jitable
def waits(fast: int, slow: int, service: int, spread: int) -> tuple[int, int, int]:
    """Waits of the fast class, of the slow one, and of everybody in one line, in the unit of `service`.

    `fast` and `slow` are loads in 65,536ths of the capacity, `spread` is (1 + variation²)/2 in 65,536ths.
    """
    first, both = min(fast, STEADY), min(fast + slow, STEADY)
    work = (both * service * spread) >> 16
    return (
        min(LONGEST, work // (FULL - first)),
        min(LONGEST, (work << 16) // ((FULL - first) * (FULL - both))),
        min(LONGEST, work // (FULL - both)),
    )


@register_jitable
def refused(fast: int, slow: int) -> tuple[int, int]:
    """Chances to be refused for lack of room, of the fast and the slow class, in 2^-32nds."""
    room = max(0, FULL - fast)
    return (
        ((fast - FULL) << 32) // fast if fast > FULL else 0,
        ((slow - room) << 32) // slow if slow > room else 0,
    )

"""Partner: who is shown to whom, and when two make a match (specification, 25)."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from underheaven.integer_tables import U8
from underheaven.jit import register_jitable

CERTAIN = 1 << 32
AT_ONCE = 8
UNKNOWN = 16
"""Visibility, in sixteenths, of those who hold no privilege of it."""


class DatingTables(NamedTuple):
    """The society's market of partners."""

    kind: int
    """The kind of act that makes a seeker; -1: there is none."""
    rounds: int
    acceptance: int
    """Chance, 0 to 2^32, that the one looked at looks back at somebody of the mean visibility."""
    sex: Annotated[U8, "A"]
    """[A] of an archetype."""


TABLES = DatingTables
"""What the kernel is handed of this mechanism."""


@register_jitable
def shown_to(word: int, total: int, visibility: Any, seekers: int) -> int:
    """The first seeker at whom the cumulated visibility, of `total` in all, exceeds the word's share."""
    point, at, first = (word * total) >> 32, 0, 0
    # Several at a time, as far as none of them can be the one.
    while first + AT_ONCE <= seekers:
        more = 0
        for other in range(first, first + AT_ONCE):
            more += visibility[other]
        if at + more > point:
            break
        at += more
        first += AT_ONCE
    for other in range(first, seekers):
        at += visibility[other]
        if at > point:
            return other
    return -1


@register_jitable
def looks_back(word: int, acceptance: int, visibility: int, seekers: int, total: int) -> bool:
    """Whether the one seen has seen the one who looks: likelier, the more visible that one is.

    `total` is the visibility of all `seekers` together, so that what some gain others lose.
    """
    return word < min(CERTAIN, acceptance * visibility * seekers // total)

"""Partner: who is shown to whom, and when two make a match (specification, 25)."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from underheaven.integer_tables import U8
from underheaven.jit import register_jitable

CERTAIN = 1 << 32
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
def shown_to(word: int, total: int, visibility: Any, free: Any, sex: Any, wanted: int, seekers: int) -> int:
    """The first free seeker of the wanted sex at whom the cumulated visibility exceeds the word's share."""
    point, at = (word * total) >> 32, 0
    for other in range(seekers):
        if free[other] == 1 and sex[other] == wanted:
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

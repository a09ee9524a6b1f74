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
def shown_to(word: int, up_to: Any, seekers: int) -> int:
    """The first seeker up to whom the visibility, summed in `up_to`, exceeds the word's share of all."""
    point, found = (word * up_to[seekers - 1]) >> 32, 0
    # All are asked: where the search could end is not to be foreseen.
    for other in range(seekers):
        found += up_to[other] <= point
    return found


@register_jitable
def looks_back(word: int, acceptance: int, visibility: int, seekers: int, total: int) -> bool:
    """Whether the one seen has seen the one who looks: likelier, the more visible that one is.

    `total` is the visibility of all `seekers` together, so that what some gain others lose.
    """
    return word < min(CERTAIN, acceptance * visibility * seekers // total)

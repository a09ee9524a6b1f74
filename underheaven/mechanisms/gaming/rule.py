"""Game: cheap acts done for the score (specification, 22; Hardt et al. 2016; Milli et al. 2019)."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from underheaven.integer_tables import I64, U8
from underheaven.jit import register_jitable


class GamingTables(NamedTuple):
    """Z segments, K kinds, B manners of acting; eight classes of effort."""

    any: int
    """1 where anybody may ever game under this policy."""
    until: Annotated[I64, "cap"]
    """[cap] cumulative thresholds of the number of games considered."""
    kinds: Annotated[I64, "E"]
    """[E] the kinds that may be gamed, in the order of their names."""
    able: Annotated[U8, "B"]
    """[B] 1 where a manner of acting has occasion for any of them."""
    pick: Annotated[I64, "B E"]
    """[B, E] cumulative thresholds of the kind, by how often one considers each."""
    effort_until: Annotated[I64, "8"]
    """[8] cumulative thresholds of the class of effort."""
    worth: Annotated[U8, "Z 8 K"]
    """[Z, 8, K] 1 where the points are worth the class's effort."""
    chance: Annotated[I64, "Z"]
    """[Z] chance to know how it is done: what is not secret, 0 to 2^32."""


TABLES = GamingTables
"""What the kernel is handed of this mechanism."""


@register_jitable
def gamed(word: int, chance: int, worth: int, score: int, high: int, hindered: bool) -> bool:
    """Whether a considered game is done: worth it, known, of use, and not denied or prevented."""
    return worth == 1 and score < high and not hindered and word < chance

"""Attend: sources look where they found something before (specification, 19 and 28).

A source gives a share of its capacity to regions in proportion to its own findings per head, so that
what it finds decides where it looks (Lum and Isaac 2016; Ensign et al. 2018, runaway feedback loops).
Where its findings are divided by the attention with which they were made, levels follow what there is to be
found (Ensign et al. 2018, section 4.2: importance weighting).
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from underheaven.integer_tables import I64
from underheaven.jit import register_jitable

ONE = 1 << 16
MOST = 1 << 20
"""At most 16 times the nation's attention."""
MOST_FOUND = 1 << 40
"""Findings per head of one step, in 2^24ths, are at most so many: 65,536."""
NOBODY_LOOKED = -1


class AttentionTables(NamedTuple):
    """S sources, R regions, V versions of what is dated, T steps; shares and weights in 65,536ths."""

    version: Annotated[I64, "T"]
    """[T + 1] the version that holds in a step; of the last: on the day after the run."""
    share: Annotated[I64, "V S"]
    """[V, S] share of the attention that follows findings."""
    correction: Annotated[I64, "V S"]
    """[V, S] how far findings are divided by the attention with which they were made."""
    weight: Annotated[I64, "S"]
    """[S] what a step's findings weigh in the level."""
    fed: Annotated[I64, "S S"]
    """[S, S] what a record of the second source counts for the first, beside its own."""
    is_fed: Annotated[I64, "S"]
    """[S] 1 where any record of another source counts."""
    prior: Annotated[I64, "R S"]
    """[R, S] the level before the first step, in 2^24ths of a finding per head and step."""


TABLES = AttentionTables
"""What the kernel is handed of this mechanism."""


@register_jitable
def smooth(level: int, seen: int, weight: int) -> int:
    """A level that follows what is seen, by `weight` 65,536ths of the difference in each step."""
    return level + (((seen - level) * weight) >> 16)


@register_jitable
def corrected(found: int, attention: int, correction: int) -> int:
    """What would have been found with even attention, as far as that is asked; `NOBODY_LOOKED` if no-one did.

    Without correction it is what was found.
    """
    looked = (ONE - correction) + ((correction * attention) >> 16)
    if looked <= 0:
        return NOBODY_LOOKED
    return min(MOST_FOUND, (min(MOST_FOUND, found) << 16) // looked)


@register_jitable
def attention(share: int, level: int, mean: int) -> int:
    """Attention to a region in 65,536ths of the even one; `share` of it follows its level over the mean."""
    if mean <= 0:
        return ONE
    return (ONE - share) + ((share * min(MOST, (level << 16) // mean)) >> 16)


@register_jitable
def dimmed(threshold: int, hour: int, attention: int) -> int:
    """What a source sees at an hour (65,536ths of its best) with its attention to the region."""
    return min(1 << 32, (((threshold * hour) >> 16) * attention) >> 16)

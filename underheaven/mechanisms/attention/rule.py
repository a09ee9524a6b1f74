"""Attend: sources look where they found something before (specification, 19 and 28).

A source gives a share of its capacity to regions in proportion to its own findings per head, so that
what it finds decides where it looks (Lum and Isaac 2016; Ensign et al. 2018, runaway feedback loops).
"""

from __future__ import annotations

from underheaven.jit import register_jitable

ONE = 1 << 16
MOST = 1 << 20
"""At most 16 times the nation's attention."""


@register_jitable
def smooth(level: int, seen: int, weight: int) -> int:
    """A level that follows what is seen, by `weight` 65,536ths of the difference in each step."""
    return level + (((seen - level) * weight) >> 16)


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

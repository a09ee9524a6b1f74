"""Score: points, clamps and standing (specification, 3 and 7.6)."""

from __future__ import annotations

from typing import Any

from underheaven.jit import register_jitable


@register_jitable
def add(score: int, points: int, low: int, high: int) -> int:
    """A score after a change of points, clamped to its scale; all in sixteenths of a point."""
    return min(max(score + points, low), high)


@register_jitable
def standing(score: int, below: Any, highest: int) -> int:
    """The consequences in force at a score, as bits: c is when `score < below[c]` (int64[C]).

    `highest` is the largest of `below`: most scores need no look at the others.
    """
    bits = 0
    if score >= highest:
        return bits
    for c in range(len(below)):
        if score < below[c]:
            bits |= 1 << c
    return bits


@register_jitable
def raised(level: int, by: int) -> int:
    """Dread or hardship after an increase; saturates at 255."""
    return min(level + by, 255)

"""Consider: how many acts, of which kind, at which minute (specification, 1.5, 2.3, 5)."""

from __future__ import annotations

from typing import Any

from underheaven.jit import register_jitable


@register_jitable
def count(word: int, thresholds: Any) -> int:
    """A Poisson count from one word and its cumulative thresholds (int64[cap], ascending)."""
    n = 0
    for threshold in thresholds:
        if word < threshold:
            break
        n += 1
    return n


@register_jitable
def kind(word: int, cut: Any, alias: Any) -> int:
    """A kind of act from one word: Walker's alias method (Walker 1977; Vose 1991).

    `cut` (uint32[K]) and `alias` (uint8[K]) are the archetype's rows.
    """
    scaled = word * len(cut)
    column = scaled >> 32 & 0xFF
    # Both are read and one is taken: which one is not to be foreseen.
    other = int(alias[column])
    return column if (scaled & 0xFFFFFFFF) < cut[column] else other


@register_jitable
def minute(word: int, step_minutes: int) -> int:
    """The minute within the step at which an event falls."""
    return (word * step_minutes) >> 32

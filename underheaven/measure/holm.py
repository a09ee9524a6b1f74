"""Many comparisons at once: what a chance becomes when all of them are taken together (Holm 1979)."""

from __future__ import annotations

from collections.abc import Sequence


def adjusted(chances: Sequence[float]) -> list[float]:
    """Each p of a family, in its order, as it is with all of them: in 0 to 1, and never below itself."""
    out, reached = [0.0] * len(chances), 0.0
    for rank, number in enumerate(sorted(range(len(chances)), key=chances.__getitem__)):
        reached = max(reached, min(1.0, (len(chances) - rank) * chances[number]))
        out[number] = reached
    return out

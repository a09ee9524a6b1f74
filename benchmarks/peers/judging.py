"""Whether a peer has lived what the engine has: means and shares by class and by group, within what is
stated.

What is stated is a tenth of a point and a tenth of a percentage point. Where so few citizens were lived
that chance alone moves a difference further, the limit is four standard errors. How far chance moves a mean
is taken from the engine's own run, from sums over communities, between which nothing passes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

POINTS, SHARE = 0.1, 0.001
"""A tenth of a point, and a tenth of a percentage point."""
ERRORS = 4.0
WAYS = ("class", "group")


class Difference(NamedTuple):
    """A peer's mean score or share below, less the engine's, of one class or group."""

    of: str
    what: str
    """`score` in points, `below` as a share."""
    found: float
    error: float
    """The standard error of the difference."""

    @property
    def stated(self) -> float:
        """A tenth."""
        return POINTS if self.what == "score" else SHARE

    @property
    def limit(self) -> float:
        """What the difference may be at most."""
        return max(self.stated, ERRORS * self.error)

    @property
    def equal(self) -> bool:
        """Whether it is no more."""
        return abs(self.found) <= self.limit


def pooled(runs: Sequence[Mapping[str, Any]]) -> dict[str, list[list[float]]]:
    """Rows by class and by group of several runs of the same people: as many citizens as all of them."""
    found: dict[str, list[list[float]]] = {}
    for way in WAYS:
        rows = []
        for of_runs in zip(*(run[way] for run in runs), strict=True):
            n = sum(row[0] for row in of_runs)
            rows.append([n, *(sum(row[0] * row[i] for row in of_runs) / n for i in range(1, 5))])
        found[way] = rows
    return found


def differences(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[Difference]:
    """Of each class and group both differences; rows are [citizens, mean, its spread, share, its spread]."""
    found = []
    for way in WAYS:
        for number, (one, other) in enumerate(zip(ours[way], theirs[way], strict=True)):
            for what, at in (("score", 1), ("below", 3)):
                error = math.sqrt(one[at + 1] * (1 / one[0] + 1 / other[0]))
                found.append(Difference(f"{way} {number}", what, other[at] - one[at], error))
    return found

"""Close the step: recover, be pulled by ties, forget (specification, 8).

The pull is linear: shown = own + sum of w_k (shown_k - own), the weights summing to alpha
(DeGroot 1974; Friedkin and Johnsen 1999), from one snapshot for everybody.
"""

from __future__ import annotations

from typing import Any

from underheaven.jit import register_jitable

HOUSEHOLD, EMPLOYER, FRIENDS = 0, 1, 2
MOST_TIES = 63


@register_jitable
def recover(own: int, start: int, points: int) -> int:
    """A score below the start moves back towards it."""
    if own < start:
        return min(start, own + points)
    return own


@register_jitable
def fade(level: int, by: int) -> int:
    """Dread or hardship after a step's fading."""
    return max(0, level - by)


@register_jitable
def of_one_tie(ties: Any, weights: Any) -> tuple[int, int, int]:
    """The weight of one tie of each type, in 65,536ths, to somebody with so many `ties` of each.

    `weights` (int64[8, 3, 64]) go by the types present, type and number.
    """
    present = (
        (1 if ties[HOUSEHOLD] > 0 else 0) | (2 if ties[EMPLOYER] > 0 else 0) | (4 if ties[FRIENDS] > 0 else 0)
    )
    return (
        weights[present, HOUSEHOLD, ties[HOUSEHOLD]],
        weights[present, EMPLOYER, ties[EMPLOYER]],
        weights[present, FRIENDS, ties[FRIENDS]],
    )


@register_jitable
def pull(own: int, household: int, employer: int, friends: int, ties: Any, weights: Any) -> int:
    """The change that ties make to a score, rounded to the nearest sixteenth.

    `household`, `employer`, `friends` are sums of the others' scores, `ties` their numbers and `weights` the
    weight of one tie of each of the three types, in 65,536ths.
    """
    total: int = weights[HOUSEHOLD] * household + weights[EMPLOYER] * employer + weights[FRIENDS] * friends
    weight = (
        weights[HOUSEHOLD] * ties[HOUSEHOLD]
        + weights[EMPLOYER] * ties[EMPLOYER]
        + weights[FRIENDS] * ties[FRIENDS]
    )
    total -= weight * own
    return (total + 32768) >> 16

"""Game: cheap acts done for the score (specification, 22; Hardt et al. 2016; Milli et al. 2019)."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from underheaven.integer_tables import I64, U8, U16
from underheaven.jit import register_jitable

NOTHING = -1
"""No threshold pays."""
DEAR = 1 << 44
"""What is gained up to here may be multiplied by points."""
NEVER = -(1 << 20)
"""Below every score: what cannot be reached, or is not in force."""


class GamingTables(NamedTuple):
    """Z segments, Y of them or one for all, K kinds, A archetypes, G groups; eight classes of effort.

    Q are the ways of gaming: archetypes that act alike and to whom every kind costs as much share one. F are
    those of them to whom every kind costs as much. J are the consequences and, after them, the privileges.
    """

    any: int
    """1 where anybody may ever game under this policy."""
    until: Annotated[I64, "cap"]
    """[cap] cumulative thresholds of the number of games considered."""
    kinds: Annotated[I64, "E"]
    """[E] the kinds that may be gamed, in the order of their names."""
    entry: Annotated[I64, "K"]
    """[K] the place of a kind among those of which effort is counted; -1: of none."""
    first: Annotated[U16, "A"]
    """[A] where in `way` an archetype begins; its lasting classes follow."""
    way: Annotated[U16, "W"]
    """[W] the way of gaming of an archetype and lasting classes: those of which all is alike share one."""
    able: Annotated[U8, "Q"]
    """[Q] 1 where a way has occasion for any of them."""
    pick: Annotated[I64, "Y Q E"]
    """[Y, Q, E] cumulative thresholds of the kind; all 0 where none is worth choosing."""
    effort_until: Annotated[I64, "8"]
    """[8] cumulative thresholds of the class of effort."""
    row: Annotated[U16, "Q"]
    """[Q] which of F a way is of."""
    worth: Annotated[U8, "Z F 8 K"]
    """[Z, F, 8, K] 1 where the points are worth the effort; empty where thresholds are aimed at."""
    cost: Annotated[I64, "F 8 K"]
    """[F, 8, K] effort of an act, in 2^-24ths; empty where none is counted."""
    chance: Annotated[I64, "Z"]
    """[Z] chance to know how it is done: what is not secret, 0 to 2^32."""
    target: Annotated[I64, "Z G J"]
    """[Z, G, J] scores to reach, ascending, in sixteenths of a point; `NEVER`: out of reach, or not in
    force. Empty where points are aimed at."""
    aim: Annotated[I64, "Z G J"]
    """[Z, G, J] which consequence or privilege each of them belongs to."""
    gain: Annotated[I64, "Q J"]
    """[Q, J] what each of these is worth, in 2^-24ths of effort."""
    margin: int
    """How far beyond a threshold people aim, in sixteenths of a point."""
    waited: int
    """What recovery brings, of what people wait for, in sixteenths of a point."""


TABLES = GamingTables
"""What the kernel is handed of this mechanism."""


@register_jitable
def gamed(word: int, chance: int, worth: bool, hindered: bool) -> bool:
    """Whether a considered game is done: worth it, known, and not denied or prevented."""
    return worth and not hindered and word < chance


@register_jitable
def rewarding(worth: int, score: int, high: int) -> bool:
    """Whether an act is worth its effort for its points alone: they are, and the scale has room for them."""
    return worth == 1 and score < high


@register_jitable
def awaited(score: int, start: int, waited: int) -> int:
    """The score to which recovery brings somebody by itself within the time in which they wait for it."""
    return max(score, min(start, score + waited))


@register_jitable
def aimed_at(score: int, points: int, cost: int, target: Any, aim: Any, gain: Any) -> int:
    """Where among the scores to reach the one lies for which gaming brings most, or `NOTHING`.

    `target` ascends (int64[J]), `aim` names what each brings (int64[J]), whose worth is in `gain` (int64[J]).
    All that lies above the score up to the one that is reached is gained, and all acts to get there are paid
    for: `points` an act, in sixteenths, at `cost` each, in the unit of `gain`.
    """
    best, gained, most = NOTHING, 0, 0
    for j in range(len(target)):
        if target[j] > score:
            gained += gain[aim[j]]
            # Hardly ever does it pay: where even parts of an act would be too dear, nothing is divided.
            if gained > DEAR or (gained - most) * points > (target[j] - score) * cost:
                left = gained - acts_needed(score, points, target[j]) * cost
                if left > most:
                    best, most = j, left
    return best


@register_jitable
def acts_needed(score: int, points: int, target: int) -> int:
    """How many acts of so many points it takes to get from a score to another above it."""
    return (target - score + points - 1) // points

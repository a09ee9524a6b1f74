"""Reckon: an act is done while its gain exceeds the perceived chance of a record times the loss
(specification, 29).

Whoever would do an act gains something by it, and the word that decides is the quantile of that gain
(Becker 1968). What is perceived is what is published and what one believes; a belief moves up with a record
and down with an act that nobody saw (Sah 1991; Anwar and Loughran 2011).
"""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from underheaven.integer_tables import I64
from underheaven.jit import register_jitable

CELLS, CELL_BITS = 64, 6
"""A curve has a node for each whole number up to 64, and 32 nodes for each doubling beyond."""
HALVINGS = 6
"""How many bits a number has beyond the first six is found by halves."""
FINE = 20
"""Bits of the place between two nodes."""
CHANCE_BITS, LOSS_BITS, COST_BITS, SHARE_BITS = 24, 38, 44, 30
"""Chances are in 2^24ths; a loss, in 1,024ths of a yuan, and a cost, in 65,536ths, are at most 2^38 and 2^44;
shares of those who do an act are in 2^30ths."""
MOST_LOSS = 1 << LOSS_BITS
TO_COST = 18
"""2^24ths of 1,024ths of a yuan are 2^18 65,536ths."""
LEVELS = 256
SQUARES = 255 * 255
FULL = SQUARES << 16
"""A belief of level n is the chance n² / 255²; while it moves it is in 65,536ths of that part."""
LEVEL_BITS = 8
TRUST_BITS = 16
CERTAIN_TRUST = 1 << TRUST_BITS
"""The weight of what is published, where nobody goes by a belief."""
FOUR = 4
"""Four slots share the words of one draw."""


class DeterrenceTables(NamedTuple):
    """T steps, Z segments, R regions, G groups, K kinds, A archetypes, C consequences, P privileges; D kinds
    that are reckoned with, N nodes of a curve."""

    any: int
    """1 where anybody may ever reckon."""
    learns: int
    """1 where beliefs move."""
    row: Annotated[I64, "K"]
    """[K] the kind's row in `stays`; -1: it is not reckoned with."""
    stays: Annotated[I64, "D N"]
    """[D, N] share of those who would do an act whose gain is above a cost, in 2^30ths."""
    chance_curve: Annotated[I64, "N"]
    """[N] what a chance weighs, in 2^24ths."""
    loss_curve: Annotated[I64, "N"]
    """[N] what a loss weighs, in 1,024ths of a yuan."""
    bends_chance: int
    bends_loss: int
    """1 where they weigh something else than they are."""
    published: Annotated[I64, "Z R 2G K"]
    """[Z, R, 2G, K] the chance that an act is recorded, by coverage and catch, in 2^24ths."""
    trust: Annotated[I64, "Z"]
    """[Z] what is published weighs in what is perceived, in 65,536ths."""
    belief: Annotated[I64, "256"]
    """[256] the chance that a level of belief stands for, in 2^24ths."""
    guess: int
    """The level of belief at first."""
    point: int
    """What a point is worth, in 65,536ths of a yuan."""
    consequence: Annotated[I64, "A C"]
    """[A, C] what it would cost an archetype to fall under a consequence, in 1,024ths of a yuan."""
    privilege: Annotated[I64, "A P"]
    """[A, P] what it would cost an archetype to lose a privilege."""
    by_record: int
    by_unseen: int
    by_others: int
    """What a record, an act that nobody saw, and a step's records of others weigh, in 65,536ths."""
    told: Annotated[I64, "T K"]
    """[T, K] what the announcements heard at an act weigh, in 65,536ths."""
    told_chance: Annotated[I64, "T K"]
    """[T, K] the chance that they speak of, of `FULL`."""


TABLES = DeterrenceTables
"""What the kernel is handed of this mechanism."""


@register_jitable
def along(curve: Any, x: int) -> int:
    """A curve at `x`, 0 or above: straight from node to node."""
    drop = 0
    for bit in range(HALVINGS - 1, -1, -1):
        drop += (x >> drop + (1 << bit) >= CELLS >> 1) << bit
    node, rest = (x >> drop) + (CELLS >> 1) * drop, x & ((1 << drop) - 1)
    rest = rest >> (drop - FINE) if drop > FINE else rest << (FINE - drop)
    below: int = curve[node]
    found: int = below + (((curve[node + 1] - below) * rest) >> FINE)
    return found


@register_jitable
def perceived(published: int, believed: int) -> int:
    """The chance that somebody reckons with, in 2^24ths, of both its parts in 2^40ths."""
    return (published + believed) >> TRUST_BITS


@register_jitable
def worth_of(bits: int, worth: Any) -> int:
    """The sum of what is worth something, of those whose bits are set."""
    whole: int = 0
    number = 0
    while bits != 0:
        if bits & 1:
            whole += worth[number]
        bits >>= 1
        number += 1
    return whole


@register_jitable
def lies_between(low: int, high: int, thresholds: Any) -> bool:
    """Whether some threshold (int64[N]) is at least `low` and at most `high`."""
    many = 0
    for threshold in thresholds:
        many += (low <= threshold) & (threshold <= high)
    return many > 0


@register_jitable
def worth_of_points(points: int, point: int) -> int:
    """What so many sixteenths of a point are worth, in 1,024ths of a yuan."""
    return (points * point) >> 10


@register_jitable
def cost_of(chance: int, loss: int) -> int:
    """Chance (2^24ths) times loss (1,024ths of a yuan), in 65,536ths of a yuan."""
    return (chance * loss) >> TO_COST


@register_jitable
def kept_up(until: int, stays: int) -> int:
    """Today's threshold of an act, of which only the share `stays` (2^30ths) gains more than it costs."""
    return (until * stays) >> SHARE_BITS


@register_jitable
def moved(belief: int, towards: int, weight: int) -> int:
    """A belief after it moved towards what was met with, both of `FULL`, by `weight` 65,536ths."""
    return belief + (((towards - belief) * weight) >> 16)


@register_jitable
def rounded(belief: int, word: int) -> int:
    """The level of a belief of `FULL`: up or down by lot, by a word below 2^32, so that the mean stays.

    A root is found bit by bit: the same for everybody, so that the compiler makes vectors of it.
    """
    whole, level = belief >> 16, 0
    for bit in range(LEVEL_BITS - 1, -1, -1):
        more = level | 1 << bit
        level = more if more * more <= whole else level
    rest, gap = belief - (level * level << 16), 2 * level + 1 << 16
    return level + (1 if word * gap < rest << 32 else 0)

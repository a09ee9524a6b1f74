"""Whether a considered game is worth it, and what is spent on it (specification, 22)."""

from __future__ import annotations

from typing import Any

from underheaven.counted.columns import Game
from underheaven.counted.events import Cause, Mark, Row
from underheaven.draws import int64
from underheaven.engine.arguments import (
    blocks_of,
    counting_of,
    events_of,
    rules_of,
    scale_of,
    sifting_of,
    slots_of,
    state_of,
    traits_of,
)
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.fates import MORE
from underheaven.engine.here import here_of
from underheaven.engine.noting import mark, put
from underheaven.engine.walked import Me
from underheaven.jit import register_jitable
from underheaven.mechanisms.gaming.handed import gaming_of
from underheaven.mechanisms.gaming.kernel import STREAM, way_of
from underheaven.mechanisms.gaming.rule import NOTHING, acts_needed, aimed_at, awaited, gamed, rewarding

GOOD = 1
"""The outcome by which a rule gives the points of a game."""
PARTS = 8
"""Bits of a 2^-24th of effort that are not counted."""
GAME = len(Game)


@register_jitable
def is_played(i: int, e: int, z: int, hindered: bool, arguments: Any) -> bool:
    """Whether a considered game is done; what it costs is counted then."""
    x, g = events_of(arguments), gaming_of(arguments)
    k = int64(x.word[0, e])
    if not gamed(int64(x.word[2, e]), g.chance[z], is_worth(i, e, z, x.me[Me.SHOWN], arguments), hindered):
        return False
    if g.entry[k] >= 0:
        _spend(i, e, z, arguments)
    return True


@register_jitable
def foresee(acts: int, events: int, arguments: Any) -> None:
    """Mark those to whom something rare happens, of the events behind the acts, in `walks`.

    A game that would not be played by who has the score of the start changes nothing, and is passed over
    where nothing else happens either.
    """
    here, x, g = here_of(arguments), events_of(arguments), gaming_of(arguments)
    walks, shown, chance = sifting_of(arguments).walks, state_of(arguments).shown, g.chance[here.z]
    for e in range(acts, events):
        i = int64(x.slot[e])
        played = x.stream[e] != STREAM
        if not played and int64(x.word[2, e]) < chance:
            played = is_worth(i, e, here.z, int64(shown[here.begin + i]), arguments)
        walks[i] |= MORE * int64(played)


@register_jitable
def is_worth(i: int, e: int, z: int, score: int, arguments: Any) -> bool:
    """Whether a game is worth its effort to somebody who had a certain score shown."""
    x, g = events_of(arguments), gaming_of(arguments)
    k, effort = int64(x.word[0, e]), int64(x.word[1, e])
    if g.target.shape[2] > 0:
        return aim_of(i, e, z, _free(score, arguments), arguments) != NOTHING
    if g.worth.shape[1] == 0:
        return False
    return rewarding(g.worth[z, g.row[way_of(i, arguments)], effort, k], score, scale_of(arguments).high)


@register_jitable
def aim_of(i: int, e: int, z: int, score: int, arguments: Any) -> int:
    """Where among the scores to reach the one lies for which somebody would game, or `NOTHING`.

    `score` is the one to which recovery brings them by itself.
    """
    x, g = events_of(arguments), gaming_of(arguments)
    k, way, group = int64(x.word[0, e]), way_of(i, arguments), _group(i, arguments)
    points = rules_of(arguments).points[GOOD, z, k]
    nothing: int = NOTHING
    if points <= 0:
        return nothing
    cost = g.cost[g.row[way], x.word[1, e], k]
    return aimed_at(score, points, cost, g.target[z, group], g.aim[z, group], g.gain[way])


@register_jitable
def _free(score: int, arguments: Any) -> int:
    """The score to which recovery brings somebody by itself, while they wait."""
    return awaited(score, scale_of(arguments).start, gaming_of(arguments).waited)


@register_jitable
def _group(i: int, arguments: Any) -> int:
    here = here_of(arguments)
    a = int64(state_of(arguments).archetype[here.begin + i]) & ARCHETYPE
    group: int = int64(traits_of(arguments).class_of[a]) >> 1
    return group


@register_jitable
def _spend(i: int, e: int, z: int, arguments: Any) -> None:
    """Count what a game costs, and whether wrong records alone are why it is worth it."""
    x, g = events_of(arguments), gaming_of(arguments)
    k = int64(x.word[0, e])
    spent = g.cost[g.row[way_of(i, arguments)], x.word[1, e], k] >> PARTS
    row = counting_of(arguments).tally[slots_of(arguments).cell[i]]
    first = blocks_of(arguments).game + GAME * g.entry[k]
    row[first + Game.EFFORT] += spent
    if not is_worth(i, e, z, x.me[Me.CLEAN], arguments):
        row[first + Game.EFFORT_IN_ERROR] += spent
        mark(Mark.FOR_ERROR, arguments)
    put(Row.EFFORT, spent, arguments)


@register_jitable
def say_aim(i: int, e: int, z: int, arguments: Any) -> None:
    """Say for whom it is told what a game is for, and how many acts it still takes."""
    x, g, group = events_of(arguments), gaming_of(arguments), _group(i, arguments)
    if g.target.shape[2] == 0:
        return
    free = _free(x.me[Me.SHOWN], arguments)
    j = aim_of(i, e, z, free, arguments)
    if j == NOTHING:
        return
    points = rules_of(arguments).points[GOOD, z, int64(x.word[0, e])]
    put(Row.AIM, g.aim[z, group, j] + 1, arguments)
    put(Row.STEPS, acts_needed(free, points, g.target[z, group, j]), arguments)


@register_jitable
def why_not(i: int, e: int, z: int, arguments: Any) -> int:
    """Why a game is not worth it to somebody whose life is told."""
    x, g = events_of(arguments), gaming_of(arguments)
    why: int = int64(Cause.NOT_WORTH_IT)
    score = x.me[Me.SHOWN]
    if g.target.shape[2] == 0:
        effort, k = int64(x.word[1, e]), int64(x.word[0, e])
        if g.worth.shape[1] > 0 and g.worth[z, g.row[way_of(i, arguments)], effort, k] == 1:
            why = int64(Cause.AT_HIGHEST)
        return why
    target, group = g.target[z], _group(i, arguments)
    highest = target[group, target.shape[1] - 1]
    if score >= highest:
        why = int64(Cause.NOTHING_ABOVE)
    elif aim_of(i, e, z, score, arguments) != NOTHING:
        why = int64(Cause.AWAITED)
    return why

"""Acts done for the score: who considers which (specification, 22)."""

from __future__ import annotations

from typing import Any

from numba import int64, njit

from underheaven import draws
from underheaven.draws import words
from underheaven.life.attribute import choose
from underheaven.life.consider import count, minute
from underheaven.life.game import GamingTables

STREAM = 3
CLASSES = 8


@njit(nogil=True)
def game(
    step: int,
    place: int,
    n: int,
    events: int,
    seed: tuple[int, int],
    step_minutes: int,
    g: GamingTables,
    member: Any,
    manner: Any,
    counts: Any,
    effort_word: Any,
    rare: Any,
    rare_first: Any,
    slot: Any,
    stream: Any,
    minutes: Any,
    w: Any,
) -> int:
    """Add the games of an enrolled community behind its other events; returns how many events there are.

    `counts` and `effort_word` are words of COUNT and PERSON by slot, `manner` manners of acting, the rest
    arrays of the scratch. The stretch of somebody's rare events is moved behind the others where games come
    to it.
    """
    kinds, until, number = g.kinds, g.until, len(g.kinds)
    for i in range(n):
        if member[i] == 0 or int64(counts[i]) < until[0] or g.able[manner[i]] == 0:
            continue
        games = count(int64(counts[i]), until)
        first, wrong = int64(rare_first[i]), int64(rare[i])
        rare_first[i] = events
        for e in range(first, first + wrong):
            slot[events], stream[events], minutes[events] = slot[e], stream[e], minutes[e]
            w[0, events], w[1, events], w[3, events] = w[0, e], w[1, e], w[3, e]
            events += 1
        effort = choose(int64(effort_word[i]), g.effort_until, CLASSES)
        for d in range(games):
            drawn = words(place, i | d << 12, step, draws.GAME, seed)
            seen = words(place, i | d << 12, step, draws.LOOK, seed)
            slot[events], stream[events] = i, STREAM
            minutes[events] = minute(drawn[1], step_minutes)
            w[0, events] = kinds[choose(drawn[0], g.pick[manner[i]], number)]
            w[1, events], w[2, events], w[3, events] = effort, drawn[2], d
            w[4, events], w[5, events] = seen[0], seen[1]
            events += 1
        rare[i] = wrong + games
    return events

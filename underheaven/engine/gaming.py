"""Acts done for the score: who considers which (specification, 22)."""

from __future__ import annotations

from numba import int64, njit

from underheaven import draws
from underheaven.draws import words
from underheaven.engine.scratch import Scratch
from underheaven.life.attribute import choose
from underheaven.life.consider import count, minute
from underheaven.life.tables import Tables

STREAM = 3
CLASSES = 8


@njit(nogil=True)
def game(step: int, place: int, n: int, events: int, seed: tuple[int, int], t: Tables, x: Scratch) -> int:
    """Add the games of an enrolled community behind its other events; returns how many events there are.

    The stretch of somebody's rare events is moved behind the others where games come to it.
    """
    kinds, until, number = t.gaming.kinds, t.gaming.until, len(t.gaming.kinds)
    for i in range(n):
        if x.member[i] == 0 or int64(x.word[3, i]) < until[0]:
            continue
        games = count(int64(x.word[3, i]), until)
        first, wrong = x.rare_first[i], int64(x.rare[i])
        x.rare_first[i] = events
        for e in range(first, first + wrong):
            x.slot[events], x.stream[events], x.minute[events] = x.slot[e], x.stream[e], x.minute[e]
            x.event_word[0, events] = x.event_word[0, e]
            events += 1
        for d in range(games):
            w = words(place, i | d << 12, step, draws.GAME, seed)
            seen = words(place, i | d << 12, step, draws.LOOK, seed)
            x.slot[events], x.stream[events] = i, STREAM
            x.minute[events] = minute(w[1], t.step_minutes)
            x.event_word[0, events] = kinds[(w[0] * number) >> 32]
            x.event_word[1, events] = choose(int64(x.person[2, i]), t.gaming.effort_until, CLASSES)
            x.event_word[2, events] = w[2]
            for c in range(4):
                x.event_word[4 + c, events] = seen[c]
            events += 1
        x.rare[i] = wrong + games
    return events

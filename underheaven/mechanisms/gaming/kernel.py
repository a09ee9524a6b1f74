"""Acts done for the score: who considers which (specification, 22)."""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.draws import int64, words
from underheaven.engine.arguments import calendar_of, events_of, slots_of
from underheaven.engine.here import NOBODY, here_of
from underheaven.jit import register_jitable
from underheaven.life.consider import count, minute
from underheaven.mechanisms.gaming.handed import gaming_of
from underheaven.mechanisms.mistakes.rule import choose

STREAM = 3
CLASSES = 8


@register_jitable
def game(events: int, arguments: Any) -> int:
    """Add the games of an enrolled community behind its other events; returns how many events there are.

    The stretch of somebody's rare events is moved behind the others where games come to it.
    """
    here = here_of(arguments)
    g = gaming_of(arguments)
    if here.now == NOBODY or g.any == 0:
        return events
    x, least = slots_of(arguments), g.until[0]
    for i in range(here.n):
        if int64(x.word[3, i]) >= least and x.member[i] == 1 and g.able[x.manner[i]] == 1:
            events = _consider(i, _moved(i, events, arguments), arguments)
    return events


@register_jitable
def _moved(i: int, events: int, arguments: Any) -> int:
    """Move somebody's rare events behind all others; returns how many events there are then."""
    x = events_of(arguments)
    first, rare = int64(x.rare_first[i]), int64(x.rare[i])
    x.rare_first[i] = events
    for e in range(first, first + rare):
        x.slot[events], x.stream[events], x.minute[events] = x.slot[e], x.stream[e], x.minute[e]
        x.word[0, events], x.word[1, events], x.word[3, events] = x.word[0, e], x.word[1, e], x.word[3, e]
        events += 1
    return events


@register_jitable
def _consider(i: int, events: int, arguments: Any) -> int:
    """Add the games of one citizen; returns how many events there are then."""
    here = here_of(arguments)
    g, x, s = gaming_of(arguments), events_of(arguments), slots_of(arguments)
    step_minutes, pick = calendar_of(arguments).step_minutes, g.pick[s.manner[i]]
    games = count(int64(s.word[3, i]), g.until)
    effort = choose(int64(s.person[2, i]), g.effort_until, CLASSES)
    for d in range(games):
        drawn = words(here.place, i | d << 12, here.step, draws.GAME, here.seed)
        x.slot[events], x.stream[events] = i, STREAM
        x.minute[events] = minute(drawn[1], step_minutes)
        x.word[0, events] = g.kinds[choose(drawn[0], pick, len(g.kinds))]
        x.word[1, events], x.word[2, events], x.word[3, events] = effort, drawn[2], d
        events += 1
    x.rare[i] = int64(x.rare[i]) + games
    return events

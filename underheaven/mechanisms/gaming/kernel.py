"""Acts done for the score: who considers which, and whether it is done (specification, 22)."""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.draws import fill, int64, uint64
from underheaven.engine.arguments import (
    calendar_of,
    events_of,
    sifting_of,
    slots_of,
    state_of,
    traits_of,
)
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.here import NOBODY, here_of, segment_at
from underheaven.jit import register_jitable
from underheaven.life.consider import count, minute
from underheaven.mechanisms.gaming.handed import gaming_of
from underheaven.mechanisms.mistakes.rule import choose

STREAM, WORDS = 3, 4
CLASSES = 8


@register_jitable
def game(events: int, arguments: Any) -> int:
    """Add the games of an enrolled community behind its other events; returns how many events there are.

    The stretch of somebody's rare events is moved behind the others where games come to it.
    """
    here = here_of(arguments)
    if here.now == NOBODY or gaming_of(arguments).any == 0:
        return events
    x, word = events_of(arguments), slots_of(arguments).word
    listed = _list(events, arguments)
    games, room = events, len(slots_of(arguments).slots)
    # The words of what is considered were needed until here.
    for first in range(events, listed, room):
        drawn = min(room, listed - first)
        fill(here.place, x.drawn[first:listed], drawn, here.step, draws.GAME, here.seed, word)
        games = _choose(first, drawn, games, arguments)
    return _join(events, games, arguments)


@register_jitable
def way_of(i: int, arguments: Any) -> int:
    """The way of gaming of a citizen: that of the archetype, and of the lasting classes."""
    here, g = here_of(arguments), gaming_of(arguments)
    a = int64(state_of(arguments).archetype[here.begin + i]) & ARCHETYPE
    differs = int64(slots_of(arguments).manner[i]) - int64(traits_of(arguments).manner[a])
    way: int = int64(g.way[int64(g.first[a]) + differs])
    return way


@register_jitable
def _list(events: int, arguments: Any) -> int:
    """List the games that are considered, by slot, from the event number `events` on; returns the next one.

    Who games is not to be foreseen, so all that may are listed before anybody is asked.
    """
    here, g = here_of(arguments), gaming_of(arguments)
    x, s, gamers = events_of(arguments), slots_of(arguments), sifting_of(arguments).walkers
    word, member, least, many = s.word[3], s.member, g.until[0], uint64(0)
    for i in range(here.n):
        gamers[many] = i
        many += uint64(int64(int64(word[i]) >= least) & int64(member[i]))
    for q in range(int64(many)):
        i = int64(gamers[q])
        if g.able[way_of(i, arguments)] == 1:
            for d in range(count(int64(word[i]), g.until)):
                x.slot[events], x.drawn[events] = i, i | d << 12
                events += 1
    return events


@register_jitable
def _choose(first: int, drawn: int, games: int, arguments: Any) -> int:
    """Give so many listed games, whose words are drawn, their kind and minute, and write them from the number
    `games` on, without those for which no kind pays; returns the next number."""
    here = here_of(arguments)
    g, x, s, t = gaming_of(arguments), events_of(arguments), slots_of(arguments), calendar_of(arguments)
    last = len(g.kinds) - 1
    for q in range(drawn):
        i, d = int64(x.slot[first + q]), int64(x.drawn[first + q]) >> 12
        at, z = minute(int64(s.word[1, q]), t.step_minutes), int64(0)
        if len(g.pick) > 1:
            z = segment_at(here.step, at, t.first_segment, t.last_segment, t.segment_begin, t.step_minutes)
        pick = g.pick[z, way_of(i, arguments)]
        if pick[last] == 0:
            continue
        x.slot[games], x.stream[games], x.minute[games] = i, STREAM, at
        x.word[0, games] = g.kinds[choose(int64(s.word[0, q]), pick, len(g.kinds))]
        x.word[1, games] = choose(int64(s.person[2, i]), g.effort_until, CLASSES)
        x.word[2, games], x.word[3, games] = s.word[2, q], d
        games += 1
    return games


@register_jitable
def _join(events: int, games: int, arguments: Any) -> int:
    """Put everybody's games behind their other rare events; returns how many events there are then."""
    x, last = events_of(arguments), games
    while events < games:
        i, first = int64(x.slot[events]), events
        while events < games and int64(x.slot[events]) == i:
            events += 1
        rare, played = int64(x.rare[i]), events - first
        if rare > 0:
            begin = last
            last = _copy(int64(x.rare_first[i]), rare, last, arguments)
            last = _copy(first, played, last, arguments)
            first = begin
        x.rare_first[i], x.rare[i] = first, rare + played
    return last


@register_jitable
def _copy(first: int, many: int, to: int, arguments: Any) -> int:
    """Write so many rare events once more, from the number `to` on; returns the next number."""
    x = events_of(arguments)
    for e in range(first, first + many):
        x.slot[to], x.stream[to], x.minute[to] = x.slot[e], x.stream[e], x.minute[e]
        for w in range(WORDS):
            x.word[w, to] = x.word[w, e]
        to += 1
    return to

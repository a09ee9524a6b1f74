"""Who sees what is done (specification, 7.1)."""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.counted.columns import Act, Life
from underheaven.counted.events import Mark
from underheaven.draws import int64, named, words
from underheaven.engine.arguments import (
    blocks_of,
    calendar_of,
    counting_of,
    events_of,
    rules_of,
    sifting_of,
    sight_of,
    slots_of,
    state_of,
    told_of,
    traits_of,
)
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.fates import LOOKED
from underheaven.engine.here import here_of
from underheaven.engine.noting import mark
from underheaven.jit import register_jitable
from underheaven.mechanisms.attention.rule import dimmed
from underheaven.mechanisms.deterrence.believing import meet_deed

WIDTH = len(Act)
SLOTS = 4
HOUR, DAY = 60, 24
NOBODY_SAW = -1
ACT = 0
"""The stream of acts; what else may be seen are games."""


@register_jitable
def see(i: int, e: int, k: int, z: int, good: int, arguments: Any) -> int:
    """The source that records a done act, or `NOBODY_SAW`; counts the act as answerable."""
    here = here_of(arguments)
    counting, rules = counting_of(arguments), rules_of(arguments)
    row = counting.tally[slots_of(arguments).cell[i]]
    row[blocks_of(arguments).act + WIDTH * k + Act.ANSWERABLE] += 1
    mark(Mark.ANSWERABLE, arguments)
    if counting.lives.shape[1] > 0 and rules.points[good, z, k] < 0:
        counting.lives[Life.DEEDS, here.begin + i] += 1
    source = _source(i, e, k, z, arguments)
    if source == NOBODY_SAW and rules.points[good, z, k] < 0:
        meet_deed(i, 0, arguments)
    return source


@register_jitable
def _source(i: int, e: int, k: int, z: int, arguments: Any) -> int:
    """The source that records an event, or `NOBODY_SAW`."""
    x = sifting_of(arguments)
    if events_of(arguments).stream[e] == ACT and x.fate[e] & LOOKED:
        known: int = int64(x.source[e]) - 1
        return known
    a = int64(state_of(arguments).archetype[here_of(arguments).begin + i]) & ARCHETYPE
    drawn = _drawn(i, e, arguments)
    return first_source(e, k, z, int64(traits_of(arguments).class_of[a]), drawn, arguments)


@register_jitable
def _drawn(i: int, e: int, arguments: Any) -> tuple[int, int]:
    """The two words that serve all who may see an event; they are drawn only now."""
    here, x = here_of(arguments), events_of(arguments)
    if x.stream[e] == ACT:
        w = words(here.place, int64(x.drawn[e]), here.step, draws.SEE, here.seed)
    else:
        w = words(here.place, i | int64(x.word[3, e]) << 12, here.step, draws.LOOK, here.seed)
    return w[0], w[1]


@register_jitable
def first_source(e: int, k: int, z: int, of_class: int, drawn: tuple[int, int], arguments: Any) -> int:
    """The first source that catches an act, by two words that serve all of them, or `NOBODY_SAW`."""
    here = here_of(arguments)
    sight = sight_of(arguments)
    until, keys, sources = sight.seen[z, here.region, of_class, k], sight.slot_key[k], sight.slot_source[k]
    source: int = int64(NOBODY_SAW)
    if sight.shifting[k] == 1:
        for q in range(SLOTS):
            if until[q] > 0:
                left = _shifted(e, sources[q], until[q], arguments)
                if named(drawn[0], drawn[1], keys[q])[0] < left:
                    found: int = int64(sources[q])
                    return found
        return source
    # From the last to the first: which of them see an act is not to be foreseen, so nothing branches.
    for q in range(SLOTS - 1, -1, -1):
        catches = named(drawn[0], drawn[1], keys[q])[0] < until[q]
        source = sources[q] if catches else source
    return source


@register_jitable
def _shifted(e: int, source: int, until: int, arguments: Any) -> int:
    """What a source sees of an act at its hour, with its attention to the region."""
    here = here_of(arguments)
    hour = (
        (here.step * calendar_of(arguments).step_minutes + int64(events_of(arguments).minute[e])) // HOUR
    ) % DAY
    attention = told_of(arguments).known[here.region, blocks_of(arguments).attention + source]
    return dimmed(until, sight_of(arguments).hourly[source, hour], attention)

"""Records about the wrong person: false matches and clerical mistakes (specification, 7.2 to 7.5)."""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.draws import int64, named, words
from underheaven.engine.arguments import (
    calendar_of,
    events_of,
    matching_of,
    sight_of,
    slots_of,
    state_of,
    traits_of,
)
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.here import NOBODY, here_of, segment_at
from underheaven.jit import register_jitable
from underheaven.life.consider import count, minute
from underheaven.mechanisms.mistakes.handed import mistakes_of
from underheaven.mechanisms.mistakes.rule import choose, kept

EVER = 1 << 32
MATCH = 1
CLASSES = 8


@register_jitable
def mistake(events: int, arguments: Any) -> int:
    """Add the wrong records of an enrolled community behind its acts; returns how many events there are.

    Almost nobody has one in a step: loops that the compiler makes vectors of find those who may.
    """
    here = here_of(arguments)
    wrong = mistakes_of(arguments)
    if here.now == NOBODY or len(wrong.stream) == 0:
        return events
    _mark(arguments)
    x, member = events_of(arguments), slots_of(arguments).member
    for i in range(here.n):
        if x.rare[i] == 0:
            continue
        x.rare[i] = 0
        if member[i] == 1:
            x.rare_first[i] = events
            events = _write(i, events, arguments)
            x.rare[i] = events - x.rare_first[i]
    return events


@register_jitable
def _mark(arguments: Any) -> None:
    """Mark whoever may have a record of some stream."""
    here = here_of(arguments)
    wrong, keys = mistakes_of(arguments), sight_of(arguments).source_key
    x, rare, until = slots_of(arguments), events_of(arguments).rare, traits_of(arguments).person_until
    word, low, high, lasting = matching_of(arguments).word, x.word[1], x.word[2], x.person[0]
    for j in range(len(wrong.stream)):
        key, floor = keys[wrong.source[j]], _floor(j, 0, arguments)
        if wrong.stream[j] != MATCH:
            if floor < EVER:
                for i in range(here.n):
                    rare[i] |= named(int64(low[i]), int64(high[i]), key)[1] >= floor
            continue
        for i in range(here.n):
            word[i] = named(int64(low[i]), int64(high[i]), key)[0]
        for i in range(here.n):
            rare[i] |= int64(word[i]) >= floor
        for c in range(1, CLASSES):
            if until[c - 1] < EVER:
                floor = _floor(j, c, arguments)
                for i in range(here.n):
                    rare[i] |= (int64(word[i]) >= floor) & (int64(lasting[i]) >= until[c - 1])


@register_jitable
def _floor(j: int, c: int, arguments: Any) -> int:
    """The word from which on somebody of a class of the lasting factor may have a record of a stream."""
    here = here_of(arguments)
    first, until = calendar_of(arguments).first_segment[here.step], mistakes_of(arguments).until
    floor: int = int64(EVER)
    for z in range(first, here.z + 1):
        for group in range(until.shape[2]):
            floor = min(floor, until[z, here.region, group, c, j, 0])
    return floor


@register_jitable
def _write(i: int, events: int, arguments: Any) -> int:
    """The wrong records of one citizen, whichever streams they come from; returns the number of events."""
    here = here_of(arguments)
    x, wrong, t = events_of(arguments), mistakes_of(arguments), calendar_of(arguments)
    word, keys, first = slots_of(arguments).word, sight_of(arguments).source_key, t.first_segment[here.step]
    group, lasting = _group_and_class(i, arguments)
    for j in range(len(wrong.stream)):
        stream, source = wrong.stream[j], wrong.source[j]
        key, rate = keys[source], wrong.rate[:, here.region, group, j]
        most = _largest(rate, first, here.z)
        drawn = named(int64(word[1, i]), int64(word[2, i]), key)
        own = drawn[0] if stream == MATCH else drawn[1]
        for d in range(count(own, wrong.until[most, here.region, group, lasting, j])):
            purpose = draws.MATCH if stream == MATCH else draws.CLERK
            w = words(here.place, i | d << 12, here.step, purpose, here.seed)
            at_word, record = named(w[0], w[1], key)
            at = minute(at_word, t.step_minutes)
            z = segment_at(here.step, at, t.first_segment, t.last_segment, t.segment_begin, t.step_minutes)
            if first == here.z or kept(named(w[2], w[3], key)[0], rate[z], rate[most]):
                x.slot[events], x.stream[events], x.minute[events] = i, stream, at
                pick = wrong.pick[j]
                x.word[0, events] = wrong.kind[j, choose(record, pick, len(pick))]
                x.word[1, events], x.word[3, events] = source, d
                events += 1
    return events


@register_jitable
def _group_and_class(i: int, arguments: Any) -> tuple[int, int]:
    """Somebody's group, and class of the lasting factor."""
    here, until = here_of(arguments), traits_of(arguments).person_until
    a, c = int64(state_of(arguments).archetype[here.begin + i]) & ARCHETYPE, int64(0)
    if until[0] < EVER:
        word = int64(slots_of(arguments).person[0, i])
        for other in range(len(until)):
            c += word >= until[other]
    return int64(traits_of(arguments).class_of[a]) >> 1, c


@register_jitable
def _largest(rate: Any, first: int, last: int) -> int:
    """The first of the segments with the largest rate."""
    largest = first
    for z in range(first, last + 1):
        if rate[z] > rate[largest]:
            largest = z
    return largest

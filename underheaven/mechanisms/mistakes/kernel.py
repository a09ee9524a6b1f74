"""Records about the wrong person: false matches and clerical mistakes (specification, 7.2 to 7.5)."""

from __future__ import annotations

from typing import Any

from numba import njit
from numba.extending import register_jitable

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
from underheaven.life.consider import count, minute
from underheaven.mechanisms.mistakes.handed import mistakes_of
from underheaven.mechanisms.mistakes.rule import choose, kept

EVER = 1 << 32
MATCH = 1
CLASSES = 8


@njit(nogil=True)
def mistake(events: int, arguments: Any) -> int:
    """Add the wrong records of an enrolled community behind its acts; returns how many events there are.

    Almost nobody has one in a step: loops that the compiler makes vectors of find those who do.
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


@njit(nogil=True)
def _mark(arguments: Any) -> None:
    """Mark whoever may have a record of some stream."""
    here = here_of(arguments)
    wrong, keys = mistakes_of(arguments), sight_of(arguments).source_key
    m, x, rare = matching_of(arguments), slots_of(arguments), events_of(arguments).rare
    _sort(arguments)
    for j in range(len(wrong.stream)):
        if _floors(j, arguments) < EVER:
            key = keys[wrong.source[j]]
            _mark_one(here.n, wrong.stream[j], key, m.floor, m.risk, x.word[1], x.word[2], rare)


@njit(nogil=True)
def _sort(arguments: Any) -> None:
    """Everybody's group and class of the lasting factor, in one number."""
    here = here_of(arguments)
    archetype, t, risk = state_of(arguments).archetype, traits_of(arguments), matching_of(arguments).risk
    person = slots_of(arguments).person
    for i in range(here.n):
        risk[i] = (t.class_of[archetype[here.begin + i] & ARCHETYPE] >> 1) * CLASSES
    if t.person_until[0] < EVER:
        for c in range(len(t.person_until)):
            until = t.person_until[c]
            for i in range(here.n):
                risk[i] += int64(person[0, i]) >= until


@njit(nogil=True)
def _floors(j: int, arguments: Any) -> int:
    """The word from which on a citizen of each risk has a record of a stream in some segment, and the
    lowest of all."""
    here = here_of(arguments)
    t, until = calendar_of(arguments), mistakes_of(arguments).until
    floor = matching_of(arguments).floor
    least: int = int64(EVER)
    for g in range(until.shape[2]):
        for c in range(CLASSES):
            lowest = int64(EVER)
            for z in range(t.first_segment[here.step], here.z + 1):
                lowest = min(lowest, until[z, here.region, g, c, j, 0])
            floor[g * CLASSES + c] = lowest
            least = min(least, lowest)
    return least


@njit(nogil=True, forceinline=True)
def _mark_one(n: int, stream: int, key: int, floor: Any, risk: Any, low: Any, high: Any, rare: Any) -> None:
    """Mark in `rare` whoever may have a record of a stream; slips of the pen befall everybody alike."""
    if stream == MATCH:
        for i in range(n):
            rare[i] |= named(int64(low[i]), int64(high[i]), key)[0] >= floor[risk[i]]
    else:
        lowest = floor[0]
        for i in range(n):
            rare[i] |= named(int64(low[i]), int64(high[i]), key)[1] >= lowest


@njit(nogil=True)
def _write(i: int, events: int, arguments: Any) -> int:
    """The wrong records of one citizen, whichever streams they come from; returns the number of events."""
    here = here_of(arguments)
    x, wrong, t = events_of(arguments), mistakes_of(arguments), calendar_of(arguments)
    word, keys, risk = slots_of(arguments).word, sight_of(arguments).source_key, matching_of(arguments).risk
    first, group, lasting = t.first_segment[here.step], int64(risk[i]) // CLASSES, int64(risk[i]) % CLASSES
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
def _largest(rate: Any, first: int, last: int) -> int:
    """The first of the segments with the largest rate."""
    largest = first
    for z in range(first, last + 1):
        if rate[z] > rate[largest]:
            largest = z
    return largest

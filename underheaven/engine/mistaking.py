"""Records about the wrong person: false matches and clerical mistakes (specification, 7.2 to 7.5)."""

from __future__ import annotations

from typing import Any

from numba import int64, njit
from numba.extending import register_jitable

from underheaven import draws
from underheaven.draws import words
from underheaven.engine.considering import ARCHETYPE, segment_at
from underheaven.engine.scratch import Scratch, State
from underheaven.life.attribute import choose, kept
from underheaven.life.consider import count, minute
from underheaven.life.tables import Tables

EVER = 1 << 32


@njit(nogil=True)
def mistake(
    step: int,
    place: int,
    region: int,
    begin: int,
    n: int,
    acts: int,
    seed: tuple[int, int],
    t: Tables,
    s: State,
    x: Scratch,
) -> int:
    """Add the wrong records of an enrolled community behind its acts; returns how many events there are.

    Almost nobody has one in a step: loops that the compiler makes vectors of find those who do.
    """
    first, last = t.first_segment[step], t.last_segment[step]
    _find(
        n, first, last, t.match_until[:, region], t.clerk_until, t.person_until, t.class_of,
        s.archetype[begin : begin + n], x.person[0], x.word[1], x.word[2], x.floor, x.lasting, x.rare,
    )  # fmt: skip
    largest = _largest(t.clerk_rate, first, last)
    events = acts
    for i in range(n):
        if x.rare[i] == 0:
            continue
        x.rare[i] = 0
        a = int64(s.archetype[begin + i]) & ARCHETYPE
        if x.member[i] == 0:
            continue
        x.rare_first[i] = events
        group = int64(t.class_of[a]) >> 1
        rate, until = t.match_rate[:, region, group], t.match_until[:, region, group, int64(x.lasting[i])]
        most = _largest(rate, first, last)
        for d in range(count(int64(x.word[1, i]), until[most])):
            w = words(place, i | d << 12, step, draws.MATCH, seed)
            at = minute(w[0], t.step_minutes)
            z = segment_at(step, at, t.first_segment, t.last_segment, t.segment_begin, t.step_minutes)
            if first == last or kept(w[2], rate[z], rate[most]):
                entry = choose(w[1], t.match_pick[z, region, group], len(t.match_kind))
                _write(events, 1, i, at, entry, x.slot, x.stream, x.minute, x.event_word)
                events += 1
        for d in range(count(int64(x.word[2, i]), t.clerk_until[largest])):
            w = words(place, i | d << 12, step, draws.CLERK, seed)
            at = minute(w[0], t.step_minutes)
            z = segment_at(step, at, t.first_segment, t.last_segment, t.segment_begin, t.step_minutes)
            if first == last or kept(w[2], t.clerk_rate[z], t.clerk_rate[largest]):
                entry = choose(w[1], t.clerk_pick[z], len(t.clerk_kind))
                _write(events, 2, i, at, entry, x.slot, x.stream, x.minute, x.event_word)
                events += 1
        x.rare[i] = events - x.rare_first[i]
    return events


@njit(nogil=True)
def _find(
    n: int,
    first: int,
    last: int,
    match_until: Any,
    clerk_until: Any,
    person_until: Any,
    class_of: Any,
    archetype: Any,
    person: Any,
    match_word: Any,
    clerk_word: Any,
    floor: Any,
    lasting: Any,
    rare: Any,
) -> None:
    """Mark in `rare` whoever may have a wrong record, and put everybody's lasting class into `lasting`.

    `match_until` is the region's, `first` and `last` are the step's segments.
    """
    groups, classes = match_until.shape[1], match_until.shape[2]
    clerk = int64(EVER)
    for g in range(groups):
        for c in range(classes):
            floor[g * classes + c] = EVER
            for z in range(first, last + 1):
                floor[g * classes + c] = min(floor[g * classes + c], match_until[z, g, c, 0])
    for z in range(first, last + 1):
        clerk = min(clerk, clerk_until[z, 0])
    for i in range(n):
        lasting[i] = 0
    if person_until[0] < EVER:
        for until in person_until:
            for i in range(n):
                lasting[i] += int64(person[i]) >= until
    for i in range(n):
        own = (int64(class_of[archetype[i] & ARCHETYPE]) >> 1) * classes + int64(lasting[i])
        rare[i] = (int64(match_word[i]) >= floor[own]) | (int64(clerk_word[i]) >= clerk)


@register_jitable
def _largest(rate: Any, first: int, last: int) -> int:
    """The first of the segments with the largest rate."""
    largest = first
    for z in range(first, last + 1):
        if rate[z] > rate[largest]:
            largest = z
    return largest


@register_jitable
def _write(
    event: int, stream: int, i: int, at: int, entry: int, slot: Any, streams: Any, minutes: Any, entries: Any
) -> None:
    slot[event] = i
    streams[event] = stream
    minutes[event] = at
    entries[0, event] = entry

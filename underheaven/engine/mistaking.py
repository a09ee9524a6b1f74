"""Records about the wrong person: false matches and clerical mistakes (specification, 7.2 to 7.5)."""

from __future__ import annotations

from typing import Any

from numba import int64, njit
from numba.extending import register_jitable

from underheaven import draws
from underheaven.draws import named, words
from underheaven.engine.considering import ARCHETYPE, segment_at
from underheaven.engine.scratch import Scratch, State
from underheaven.life.attribute import choose, kept
from underheaven.life.consider import count, minute
from underheaven.life.tables import Tables

EVER = 1 << 32
MATCH = 1
CLASSES = 8


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
    streams, events = len(t.wrong.stream), acts
    for i in range(n):
        x.rare[i] = 0
    if streams > 0:
        _sort(n, t.person_until, t.class_of, s.archetype[begin : begin + n], x.person[0], x.risk)
    for j in range(streams):
        stream, key = t.wrong.stream[j], t.source_key[t.wrong.source[j]]
        if _floors(first, last, t.wrong.until[:, region, :, :, j, 0], x.floor) < EVER:
            _mark(n, stream, key, x.floor, x.risk, x.word[1], x.word[2], x.rare)
    for i in range(n):
        if x.rare[i] == 0:
            continue
        x.rare[i] = 0
        a = int64(s.archetype[begin + i]) & ARCHETYPE
        if x.member[i] == 0:
            continue
        x.rare_first[i] = events
        group = int64(t.class_of[a]) >> 1
        lasting = int64(x.risk[i]) & (CLASSES - 1)
        for j in range(streams):
            stream, source = t.wrong.stream[j], t.wrong.source[j]
            key, rate = t.source_key[source], t.wrong.rate[:, region, group, j]
            most = _largest(rate, first, last)
            word = _word(stream, named(int64(x.word[1, i]), int64(x.word[2, i]), key))
            for d in range(count(word, t.wrong.until[most, region, group, lasting, j])):
                w = words(place, i | d << 12, step, draws.MATCH if stream == MATCH else draws.CLERK, seed)
                at_word, record = named(w[0], w[1], key)
                at = minute(at_word, t.step_minutes)
                z = segment_at(step, at, t.first_segment, t.last_segment, t.segment_begin, t.step_minutes)
                if first == last or kept(named(w[2], w[3], key)[0], rate[z], rate[most]):
                    x.slot[events], x.stream[events], x.minute[events] = i, stream, at
                    x.event_word[0, events] = t.wrong.kind[
                        j, choose(record, t.wrong.pick[j], len(t.wrong.pick[j]))
                    ]
                    x.event_word[1, events], x.event_word[3, events] = source, d
                    events += 1
        x.rare[i] = events - x.rare_first[i]
    return events


@register_jitable
def _word(stream: int, drawn: tuple[int, int]) -> int:
    """The word of a stream's number, of the two that a source has."""
    return drawn[0] if stream == MATCH else drawn[1]


@njit(nogil=True)
def _sort(n: int, person_until: Any, class_of: Any, archetype: Any, person: Any, risk: Any) -> None:
    """Everybody's group and class of the lasting factor, in one number."""
    for i in range(n):
        risk[i] = (class_of[archetype[i] & ARCHETYPE] >> 1) * CLASSES
    if person_until[0] < EVER:
        for until in person_until:
            for i in range(n):
                risk[i] += int64(person[i]) >= until


@njit(nogil=True)
def _floors(first: int, last: int, until: Any, floor: Any) -> Any:
    """The word from which on a citizen of each risk has a record in some segment, and the lowest of all.

    `until` (int64[Z, G, 8]) are the first thresholds of a stream.
    """
    least = int64(EVER)
    for g in range(until.shape[1]):
        for c in range(CLASSES):
            lowest = int64(EVER)
            for z in range(first, last + 1):
                lowest = min(lowest, until[z, g, c])
            floor[g * CLASSES + c] = lowest
            least = min(least, lowest)
    return least


@njit(nogil=True)
def _mark(n: int, stream: int, key: int, floor: Any, risk: Any, low: Any, high: Any, rare: Any) -> None:
    """Mark in `rare` whoever may have a record of a stream; slips of the pen befall everybody alike."""
    if stream == MATCH:
        for i in range(n):
            rare[i] |= named(int64(low[i]), int64(high[i]), key)[0] >= floor[risk[i]]
    else:
        lowest = floor[0]
        for i in range(n):
            rare[i] |= named(int64(low[i]), int64(high[i]), key)[1] >= lowest


@register_jitable
def _largest(rate: Any, first: int, last: int) -> int:
    """The first of the segments with the largest rate."""
    largest = first
    for z in range(first, last + 1):
        if rate[z] > rate[largest]:
            largest = z
    return largest

"""First half of a community's step: who considers what, and which wrong records may be written.

Everything here is a loop over all citizens or all acts, so that the compiler makes vectors of it; the
words of a purpose are drawn in one loop (drawing them one by one costs several times as much).
"""

from __future__ import annotations

from typing import Any

from numba import int64, njit
from numba.extending import register_jitable

from underheaven import draws
from underheaven.draws import fill
from underheaven.engine.scratch import Scratch, State
from underheaven.life.consider import kind, minute
from underheaven.life.tables import Tables

ARCHETYPE = 0x0FFF
"""The bits of the archetype's number; the highest bit marks the first of a household."""


@njit(nogil=True)
def consider(
    step: int,
    place: int,
    begin: int,
    n: int,
    enrolled: bool,
    seed: tuple[int, int],
    t: Tables,
    s: State,
    x: Scratch,
) -> int:
    """Draw the considered acts of a community into the scratch; returns their number.

    `place` is the first word of the counter, `begin` the community's first row in the state.
    """
    word0 = x.word[0]
    fill(place, x.slots, n, step, draws.COUNT, seed, word0, x.word[1], x.word[2], x.word[3])
    archetype = s.archetype[begin : begin + n]
    manner = x.manner
    for i in range(n):
        manner[i] = t.manner[archetype[i] & ARCHETYPE]
        x.considered[i] = 0
    for row in t.count_above:
        more = 0
        for i in range(n):
            above = word0[i] > row[manner[i]]
            x.considered[i] += above
            more += above
        if more == 0:
            break
    acts = 0
    slot, drawn, first, number = x.slot, x.drawn, x.first, x.considered
    for i in range(n):
        c = int64(number[i])
        first[i], slot[acts], drawn[acts] = acts, i, i
        if c > 1:
            for d in range(1, c):
                slot[acts + d], drawn[acts + d] = i, i | d << 12
        acts += c
    w = x.event_word
    fill(place, drawn, acts, step, draws.ACT, seed, w[0], w[1], w[2], w[3])
    if enrolled:
        fill(place, drawn, acts, step, draws.SEE, seed, w[4], w[5], w[6], w[7])
    minutes, minute_word, kinds, kind_word = x.minute, w[1], x.kind, w[0]
    for e in range(acts):
        minutes[e] = minute(int64(minute_word[e]), t.step_minutes)
    for e in range(acts):
        x.stream[e] = 0
        b = manner[slot[e]]
        kinds[e] = kind(int64(kind_word[e]), t.alias_cut[b], t.alias_kind[b])
    return acts


@register_jitable
def segment_at(step: int, at: int, first: Any, last: Any, begin: Any, step_minutes: int) -> int:
    """The segment of the policy in force at a minute of a step."""
    z: int = first[step]
    now = step * step_minutes + at
    while z < last[step] and begin[z + 1] <= now:
        z += 1
    return z

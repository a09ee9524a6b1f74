"""First half of a community's step: who considers what, and which wrong records may be written.

Everything here is a loop over all citizens or all acts, so that the compiler makes vectors of it; the
words of a purpose are drawn in one loop (drawing them one by one costs several times as much).
"""

from __future__ import annotations

from typing import Any

from numba import int64, njit
from numba.extending import register_jitable

from underheaven.engine import draws
from underheaven.engine.draws import philox
from underheaven.engine.scratch import Scratch, State
from underheaven.life.consider import kind, minute
from underheaven.life.tables import Tables

ARCHETYPE = 0x0FFF
"""The bits of the archetype's number; the highest bit marks the first of a household."""


@njit(nogil=True)
def consider(
    step: int, place: int, begin: int, n: int, enrolled: bool, seed: tuple[int, int], t: Tables, s: State, x: Scratch
) -> int:
    """Draw the considered acts of a community into the scratch; returns their number.

    `place` is the first word of the counter, `begin` the community's first row in the state.
    """
    k0, k1 = seed
    word0, word1, word2 = x.word[0], x.word[1], x.word[2]
    for i in range(n):
        w = philox(place, i, step, draws.COUNT, k0, k1)
        word0[i], word1[i], word2[i] = w[0], w[1], w[2]
    archetype = s.archetype[begin : begin + n]
    manner = x.manner
    for i in range(n):
        manner[i] = t.manner[archetype[i] & ARCHETYPE]
        x.count[i] = 0
    for row in t.count_above:
        more = 0
        for i in range(n):
            above = word0[i] > row[manner[i]]
            x.count[i] += above
            more += above
        if more == 0:
            break
    acts = 0
    slot, draw, first, number = x.slot, x.draw, x.first, x.count
    for i in range(n):
        c = int64(number[i])
        first[i], slot[acts], draw[acts] = acts, i, 0
        if c > 1:
            for d in range(1, c):
                slot[acts + d], draw[acts + d] = i, d
        acts += c
    _draw_acts(step, place, acts, enrolled, seed, t, x)
    kind_word, kinds = x.event_word[0], x.kind
    for e in range(acts):
        b = manner[x.slot[e]]
        kinds[e] = kind(int64(kind_word[e]), t.alias_cut[b], t.alias_kind[b])
    return acts


@njit(nogil=True)
def _draw_acts(step: int, place: int, acts: int, enrolled: bool, seed: tuple[int, int], t: Tables, x: Scratch) -> None:
    k0, k1 = seed
    kind_word, decision, minutes = x.event_word[0], x.event_word[1], x.minute
    slot, draw = x.slot, x.draw
    for e in range(acts):
        w = philox(place, int64(slot[e]) | int64(draw[e]) << 12, step, draws.ACT, k0, k1)
        kind_word[e], decision[e] = w[0], w[2]
        minutes[e] = minute(int64(w[1]), t.step_minutes)
        x.stream[e] = 0
    if enrolled:
        see0, see1, see2, see3 = x.event_word[2], x.event_word[3], x.event_word[4], x.event_word[5]
        for e in range(acts):
            w = philox(place, int64(slot[e]) | int64(draw[e]) << 12, step, draws.SEE, k0, k1)
            see0[e], see1[e], see2[e], see3[e] = w[0], w[1], w[2], w[3]


@register_jitable
def segment_at(step: int, at: int, first: Any, last: Any, begin: Any, step_minutes: int) -> int:
    """The segment of the policy in force at a minute of a step."""
    z = first[step]
    now = step * step_minutes + at
    while z < last[step] and begin[z + 1] <= now:
        z += 1
    return z

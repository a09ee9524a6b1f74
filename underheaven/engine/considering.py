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
from underheaven.life.consider import kind, minute

ARCHETYPE = 0x0FFF
"""The bits of the archetype's number; the highest bit marks the first of a household."""


@njit(nogil=True)
def consider(
    step: int,
    place: int,
    n: int,
    enrolled: bool,
    seed: tuple[int, int],
    step_minutes: int,
    manner_of: Any,
    count_above: Any,
    alias_cut: Any,
    alias_kind: Any,
    by_name: Any,
    archetype: Any,
    slots: Any,
    word: Any,
    manner: Any,
    number: Any,
    first: Any,
    slot: Any,
    drawn: Any,
    kinds: Any,
    streams: Any,
    minutes: Any,
    w: Any,
) -> int:
    """Draw the considered acts of a community into the scratch; returns their number.

    `place` is the first word of the counter, `archetype` the community's column; the others are tables and
    arrays of the scratch, taken one by one since handing on all of them makes compiling slow. Two words of an
    act serve all who may see it, each by its name; the other two go where nobody reads them, for a loop into
    arrays that overlap would be none of vectors.
    """
    word0 = word[0]
    fill(place, slots, n, step, draws.COUNT, seed, word0, word[1], word[2], word[3])
    for i in range(n):
        manner[i] = manner_of[archetype[i] & ARCHETYPE]
        number[i] = 0
    for row in count_above:
        more = 0
        for i in range(n):
            above = word0[i] > row[manner[i]]
            number[i] += above
            more += above
        if more == 0:
            break
    acts = 0
    for i in range(n):
        c = int64(number[i])
        first[i], slot[acts], drawn[acts] = acts, i, i
        if c > 1:
            for d in range(1, c):
                slot[acts + d], drawn[acts + d] = i, i | d << 12
        acts += c
    fill(place, drawn, acts, step, draws.ACT, seed, w[0], w[1], w[2], w[3])
    if enrolled:
        fill(place, drawn, acts, step, draws.SEE, seed, w[4], w[5], w[6], w[7])
    kind_word, minute_word = w[0], w[1]
    for e in range(acts):
        minutes[e] = minute(int64(minute_word[e]), step_minutes)
    for e in range(acts):
        streams[e] = 0
        b = manner[slot[e]]
        kinds[e] = by_name[kind(int64(kind_word[e]), alias_cut[b], alias_kind[b])]
    return acts


@register_jitable
def segment_at(step: int, at: int, first: Any, last: Any, begin: Any, step_minutes: int) -> int:
    """The segment of the policy in force at a minute of a step."""
    z: int = first[step]
    now = step * step_minutes + at
    while z < last[step] and begin[z + 1] <= now:
        z += 1
    return z

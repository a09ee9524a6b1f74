"""Who considers which act at which minute (specification, 5).

Everything here is a loop over all citizens or all acts, so that the compiler makes vectors of it; the
words of a purpose are drawn in one loop (drawing them one by one costs several times as much).
"""

from __future__ import annotations

from typing import Any

from numba import njit

from underheaven import draws
from underheaven.draws import fill, int64
from underheaven.engine.arguments import acts_of, calendar_of, events_of, slots_of
from underheaven.engine.here import here_of
from underheaven.life.consider import kind, minute


@njit(nogil=True)
def consider(arguments: Any) -> int:
    """Draw the considered acts of a community; returns their number."""
    here = here_of(arguments)
    _count(arguments)
    x, t = events_of(arguments), acts_of(arguments)
    manner, step_minutes = slots_of(arguments).manner, calendar_of(arguments).step_minutes
    acts = 0
    for i in range(here.n):
        c = int64(x.considered[i])
        x.rare[i] = 0
        x.first[i], x.slot[acts], x.drawn[acts] = acts, i, i
        if c > 1:
            for d in range(1, c):
                x.slot[acts + d], x.drawn[acts + d] = i, i | d << 12
        acts += c
    # Of the four words, kind and minute are used here, the others when the act is decided.
    w0, w1 = x.word[0], x.word[1]
    fill(here.place, x.drawn, acts, here.step, draws.ACT, here.seed, x.word)
    minutes, kinds, slot = x.minute, x.kind, x.slot
    for e in range(acts):
        minutes[e] = minute(int64(w1[e]), step_minutes)
    for e in range(acts):
        b = manner[slot[e]]
        kinds[e] = t.by_name[kind(int64(w0[e]), t.alias_cut[b], t.alias_kind[b])]
        x.stream[e] = 0
    return acts


@njit(nogil=True)
def _count(arguments: Any) -> None:
    """How many acts everybody considers."""
    here = here_of(arguments)
    x, manner, t = slots_of(arguments), slots_of(arguments).manner, acts_of(arguments)
    number, w0, n = events_of(arguments).considered, x.word[0], here.n
    fill(here.place, x.slots, n, here.step, draws.COUNT, here.seed, x.word)
    for i in range(n):
        number[i] = 0
    for d in range(len(t.count_above)):
        row, more = t.count_above[d], 0
        for i in range(n):
            above = w0[i] > row[manner[i]]
            number[i] += above
            more += above
        if more == 0:
            break

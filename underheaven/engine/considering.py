"""Who considers which act at which minute (specification, 5).

Everything here is a loop over all citizens or all acts, so that the compiler makes vectors of it; the
words of a purpose are drawn in one loop (drawing them one by one costs several times as much).
"""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.draws import fill, int64, uint64
from underheaven.engine.arguments import (
    acts_of,
    calendar_of,
    events_of,
    slots_of,
)
from underheaven.engine.here import here_of
from underheaven.jit import register_jitable
from underheaven.life.consider import kind, minute

ALMOST_ALWAYS = 4
"""Acts in a step that few consider more than."""


@register_jitable
def consider(arguments: Any) -> int:
    """Draw the considered acts of a community; returns their number."""
    here = here_of(arguments)
    _count(arguments)
    x, t = events_of(arguments), acts_of(arguments)
    considering, step_minutes = slots_of(arguments).considering, calendar_of(arguments).step_minutes
    acts = _list(arguments)
    # Of the four words, kind and minute are used here, the others when the act is decided.
    w0, w1 = x.word[0], x.word[1]
    fill(here.place, x.drawn, acts, here.step, draws.ACT, here.seed, x.word)
    minutes, kinds, slot = x.minute, x.kind, x.slot
    for e in range(acts):
        minutes[e] = minute(int64(w1[e]), step_minutes)
        x.stream[e] = 0
    cut, alias, by_name = t.alias_cut, t.alias_kind, t.by_name
    for e in range(acts):
        b = considering[slot[e]]
        kinds[e] = by_name[uint64(kind(int64(w0[e]), cut[b], alias[b]))]
    return acts


@register_jitable
def _list(arguments: Any) -> int:
    """List the acts in order of slot; returns their number.

    How many somebody considers is not to be foreseen, so the first few are written for everybody: the next
    in the list overwrites what was not considered.
    """
    here, x = here_of(arguments), events_of(arguments)
    slot, drawn, first, considered, rare = x.slot, x.drawn, x.first, x.considered, x.rare
    acts = uint64(0)
    for i in range(here.n):
        rare[i] = 0
        first[i] = acts
        for d in range(ALMOST_ALWAYS):
            slot[acts + uint64(d)] = i
        for d in range(ALMOST_ALWAYS):
            drawn[acts + uint64(d)] = i | d << 12
        c = int64(considered[i])
        if c > ALMOST_ALWAYS:
            for d in range(ALMOST_ALWAYS, c):
                slot[acts + uint64(d)], drawn[acts + uint64(d)] = i, i | d << 12
        acts += uint64(c)
    listed: int = int64(acts)
    return listed


@register_jitable
def _count(arguments: Any) -> None:
    """How many acts everybody considers."""
    here = here_of(arguments)
    x, t = slots_of(arguments), acts_of(arguments)
    manner, considering, row = x.manner, x.considering, t.considering
    number, w0, n = events_of(arguments).considered, x.word[0], here.n
    fill(here.place, x.slots, n, here.step, draws.COUNT, here.seed, x.word)
    for i in range(n):
        considering[i] = row[manner[i]]
    rows = len(t.count_above)
    often = t.count_above[min(ALMOST_ALWAYS, rows - 1)]
    for i in range(n):
        b, word = considering[i], w0[i]
        c = int64(0)
        for d in range(min(ALMOST_ALWAYS, rows)):
            c += word > t.count_above[d, b]
        if word > often[b]:
            for d in range(ALMOST_ALWAYS, rows):
                c += word > t.count_above[d, b]
        number[i] = c

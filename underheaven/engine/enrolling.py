"""Who is who in a community this step: what lasts in people, and who is enrolled (specification, 10, 27)."""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.draws import fill, int64
from underheaven.engine.arguments import slots_of, state_of, traits_of
from underheaven.engine.here import EVERYBODY, JOINERS, here_of
from underheaven.jit import register_jitable

ARCHETYPE = 0x0FFF
"""The bits of the archetype's number; the highest bit marks the first of a household."""


@register_jitable
def enrol(arguments: Any) -> None:
    """Draw what lasts in people, mark who is enrolled and who was, and remember how the step begins."""
    here = here_of(arguments)
    s, x, t = state_of(arguments), slots_of(arguments), traits_of(arguments)
    n, now, before = here.n, here.now, here.before
    archetype = s.archetype[here.begin : here.begin + n]
    if len(s.generation) > 0:
        for i in range(n):
            x.who[i] = i | int64(s.generation[here.begin + i]) << 12
    if t.person_drawn == 1 or now == JOINERS or before == JOINERS:
        fill(here.place, x.who, n, 0, draws.PERSON, here.seed, x.person)
    if now == JOINERS or before == JOINERS:
        for i in range(n):
            a = archetype[i] & ARCHETYPE
            joins = int64(x.person[3, i]) < t.joining[a]
            x.member[i] = t.adult[a] & int64(now == EVERYBODY or (now == JOINERS and joins))
            x.was_member[i] = t.adult[a] & int64(before == EVERYBODY or (before == JOINERS and joins))
    else:
        is_now, was = int64(now == EVERYBODY), int64(before == EVERYBODY)
        for i in range(n):
            grown = int64(t.adult[archetype[i] & ARCHETYPE])
            x.member[i] = grown * is_now
            x.was_member[i] = grown * was
    for i in range(n):
        a = archetype[i] & ARCHETYPE
        x.manner[i], x.cell[i] = t.manner[a], t.cell_of[a]


@register_jitable
def remember(arguments: Any) -> None:
    """Keep what people are shown and suffer before anything happens to them."""
    here, s, x = here_of(arguments), state_of(arguments), slots_of(arguments)
    first, last = here.begin, here.begin + here.n
    shown, hardship = s.shown[first:last], s.hardship[first:last]
    shown_before, hardship_before = x.shown_before, x.hardship_before
    for i in range(here.n):
        shown_before[i] = shown[i]
    for i in range(here.n):
        hardship_before[i] = hardship[i]

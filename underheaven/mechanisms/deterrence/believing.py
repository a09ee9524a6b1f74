"""How beliefs move within a step, and become levels at its end (specification, 29.3)."""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.counted.columns import Deeds
from underheaven.draws import fill, int64
from underheaven.engine.arguments import (
    blocks_of,
    counting_of,
    events_of,
    matching_of,
    reckoning_of,
    rules_of,
    sifting_of,
    slots_of,
    state_of,
    told_of,
)
from underheaven.engine.fates import COUNTED, WALKS
from underheaven.engine.here import here_of
from underheaven.jit import register_jitable
from underheaven.mechanisms.deterrence.handed import deterrence_of
from underheaven.mechanisms.deterrence.rule import FOUR, FULL, moved, rounded


@register_jitable
def begin_beliefs(arguments: Any) -> None:
    """As a step begins, what is believed stands where it will move."""
    if deterrence_of(arguments).learns == 1:
        here, level, belief = here_of(arguments), state_of(arguments).belief, reckoning_of(arguments).belief
        for i in range(here.n):
            whole = int64(level[here.begin + i])
            belief[i] = whole * whole << 16


@register_jitable
def meet_deed(i: int, caught: int, arguments: Any) -> None:
    """A deed that costs points was recorded (1), or nobody saw it (0)."""
    d = deterrence_of(arguments)
    if d.learns == 1:
        belief = reckoning_of(arguments).belief
        towards, weight = (FULL, d.by_record) if caught == 1 else (0, d.by_unseen)
        belief[i] = moved(belief[i], towards, weight)
        tell_of_deeds(1, caught, arguments)


@register_jitable
def tell_of_deeds(done: int, recorded: int, arguments: Any) -> None:
    """Others will hear of deeds, where people hear of them."""
    at, public = blocks_of(arguments), counting_of(arguments).public
    if at.cut > at.deeds:
        public[at.public_deeds + Deeds.DONE] += done
        public[at.public_deeds + Deeds.RECORDED] += recorded


@register_jitable
def meet_deeds(looks: int, arguments: Any) -> None:
    """The deeds of those who are not walked, recorded or not; the others meet theirs in order.

    Whoever has a recorded deed and is not walked has done nothing else, or all that moves a belief moves it
    to the same side (`summing`).
    """
    d = deterrence_of(arguments)
    if d.learns == 0:
        return
    x, events, belief = sifting_of(arguments), events_of(arguments), reckoning_of(arguments).belief
    points, done, recorded = rules_of(arguments).points[1, here_of(arguments).z], 0, 0
    for q in range(looks):
        e = x.looked[q]
        i = events.slot[e]
        deed = int64(points[events.kind[e]] < 0) & int64(x.walks[i] & WALKS == 0)
        deed &= int64(x.fate[e] & COUNTED != 0)
        caught = int64(x.source[e] != 0)
        weight = caught * d.by_record + (1 - caught) * d.by_unseen
        belief[i] = moved(belief[i], caught * FULL, deed * weight)
        done, recorded = done + deed, recorded + deed * caught
    tell_of_deeds(done, recorded, arguments)


@register_jitable
def hear_of_chance(i: int, k: int, arguments: Any) -> None:
    """What is announced at an act of a chance is believed the more."""
    d, step = deterrence_of(arguments), here_of(arguments).step
    if d.learns == 1 and d.told[step, k] > 0:
        belief = reckoning_of(arguments).belief
        belief[i] = moved(belief[i], d.told_chance[step, k], d.told[step, k])


@register_jitable
def believe(arguments: Any) -> None:
    """As a step closes, hear of others, and keep what is believed as a level."""
    d, s, here = deterrence_of(arguments), state_of(arguments), here_of(arguments)
    if d.learns == 0:
        return
    belief, at = reckoning_of(arguments).belief, blocks_of(arguments)
    known = told_of(arguments).known[here.region]
    if at.cut > at.deeds and known[at.deeds + Deeds.DONE] > 0:
        others = FULL * known[at.deeds + Deeds.RECORDED] // known[at.deeds + Deeds.DONE]
        for i in range(here.n):
            belief[i] = moved(belief[i], others, d.by_others)
    x, word, level = (
        slots_of(arguments),
        matching_of(arguments).word,
        s.belief[here.begin : here.begin + here.n],
    )
    fours = (here.n + FOUR - 1) // FOUR
    fill(here.place, x.slots, fours, here.step, draws.BELIEVE, here.seed, x.word)
    for q in range(fours):
        for which in range(FOUR):
            word[FOUR * q + which] = x.word[which, q]
    # Of whom nothing has moved, the rest is 0, and the level stays.
    for i in range(here.n):
        level[i] = rounded(belief[i], int64(word[i]))

"""Births, deaths and moves: another occupant takes a place (specification, 27)."""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.counted.columns import Person
from underheaven.counted.events import What
from underheaven.draws import fill, int64
from underheaven.engine.arguments import (
    blocks_of,
    counting_of,
    scale_of,
    slots_of,
    state_of,
    traits_of,
    tying_of,
)
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.here import here_of
from underheaven.engine.noting import note
from underheaven.jit import register_jitable
from underheaven.mechanisms.deterrence.handed import deterrence_of
from underheaven.mechanisms.redress.kernel import forget_replaced


@register_jitable
def renew(arguments: Any) -> None:
    """Replace those whose time has come by others of the same archetype, without a past."""
    here = here_of(arguments)
    s, x, renewing = state_of(arguments), slots_of(arguments), traits_of(arguments).renewing
    gone = tying_of(arguments).struck
    if len(s.generation) == 0:
        return
    word, anybody = x.word, False
    fill(here.place, x.slots, here.n, here.step, draws.RENEW, here.seed, word)
    for i in range(here.n):
        goes = int64(word[0, i]) < renewing[int64(s.archetype[here.begin + i]) & ARCHETYPE]
        gone[i] = goes
        if goes:
            anybody = True
            _replace(i, arguments)
    if anybody:
        forget_replaced(arguments)


@register_jitable
def _replace(i: int, arguments: Any) -> None:
    """Somebody without a past takes the place of a citizen."""
    here = here_of(arguments)
    s, counting, j = state_of(arguments), counting_of(arguments), here.begin + i
    start = scale_of(arguments).start
    counting.tally[slots_of(arguments).cell[i]][blocks_of(arguments).person + Person.REPLACED] += 1
    s.own[j] = s.shown[j] = s.clean_own[j] = s.clean[j] = start
    s.dread[j] = s.hardship[j] = 0
    s.generation[j] = (int64(s.generation[j]) + 1) & 0xFF
    if len(s.belief) > 0:
        s.belief[j] = deterrence_of(arguments).guess
    if len(s.contexts) > 0:
        s.contexts[j] = 0
    note(i, What.REPLACED, 0, arguments)
    if counting.lives.shape[1] > 0:
        for column in range(counting.lives.shape[0]):
            counting.lives[column, j] = 0

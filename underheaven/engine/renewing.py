"""Births, deaths and moves: another occupant takes a place (specification, 27)."""

from __future__ import annotations

from typing import Any

from numba import int64, njit

from underheaven import draws
from underheaven.draws import fill
from underheaven.engine.considering import ARCHETYPE
from underheaven.engine.scratch import State

REPLACED = 46
"""Column of the tally's block of persons."""


@njit(nogil=True)
def renew(
    step: int,
    place: int,
    begin: int,
    n: int,
    start: int,
    seed: tuple[int, int],
    renewing: Any,
    cell_of: Any,
    slots: Any,
    word: Any,
    gone: Any,
    tally: Any,
    s: State,
    lives: Any,
) -> bool:
    """Replace those whose time has come by others of the same archetype, without a past.

    `tally` begins at the persons' columns; returns whether anybody is `gone`.
    """
    fill(place, slots, n, step, draws.RENEW, seed, word[0], word[1], word[2], word[3])
    anybody, drawn, contexts = False, word[0], len(s.contexts) > 0
    for i in range(n):
        j = begin + i
        a = int64(s.archetype[j]) & ARCHETYPE
        gone[i] = int64(drawn[i]) < renewing[a]
        if gone[i] == 0:
            continue
        anybody = True
        tally[cell_of[a], REPLACED] += 1
        s.own[j] = s.shown[j] = s.clean_own[j] = s.clean[j] = start
        s.dread[j] = s.hardship[j] = 0
        s.generation[j] = (int64(s.generation[j]) + 1) & 0xFF
        if contexts:
            s.contexts[j] = 0
        if lives.shape[1] > 0:
            lives[:, j] = 0
    return anybody

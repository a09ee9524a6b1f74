"""Births, deaths and moves: another occupant takes a place (specification, 27)."""

from __future__ import annotations

from numba import int64, njit

from underheaven import draws
from underheaven.draws import fill
from underheaven.engine.considering import ARCHETYPE
from underheaven.engine.redressing import forget_replaced
from underheaven.engine.scratch import Ledger, Scratch, State
from underheaven.life.tables import Tables

REPLACED = 46
"""Column of the tally's block of persons."""


@njit(nogil=True)
def renew(
    step: int,
    place: int,
    number: int,
    begin: int,
    n: int,
    first_person: int,
    seed: tuple[int, int],
    t: Tables,
    s: State,
    x: Scratch,
    ledger: Ledger,
) -> None:
    """Replace those whose time has come by others of the same archetype, without a past."""
    fill(place, x.slots, n, step, draws.RENEW, seed, x.word[0], x.word[1], x.word[2], x.word[3])
    gone, word, any_gone = x.struck, x.word[0], False
    for i in range(n):
        j = begin + i
        a = int64(s.archetype[j]) & ARCHETYPE
        gone[i] = int64(word[i]) < t.renewing[a]
        if gone[i] == 0:
            continue
        any_gone = True
        x.tally[t.cell_of[a], first_person + REPLACED] += 1
        s.own[j] = s.shown[j] = s.clean_own[j] = s.clean[j] = t.start
        s.dread[j] = s.hardship[j] = 0
        s.generation[j] = (int64(s.generation[j]) + 1) & 0xFF
        if t.same_context == 1:
            s.contexts[j] = 0
    if any_gone and t.redress.kept == 1:
        forget_replaced(number, ledger, gone)

"""What happens to family and friends frightens (specification, 8.4a; Anwar and Loughran 2011)."""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.counted.columns import Person
from underheaven.draws import int64, words
from underheaven.engine.arguments import (
    blocks_of,
    counting_of,
    log_of,
    slots_of,
    state_of,
    ties_of,
    tying_of,
)
from underheaven.engine.here import here_of
from underheaven.engine.noting import is_told
from underheaven.jit import register_jitable
from underheaven.life.score import raised
from underheaven.mechanisms.association.kernel import FIRST_OF_HOUSEHOLD, LARGEST_HOUSEHOLD, inverse, modulus


@register_jitable
def alarm(struck: int, arguments: Any) -> None:
    """Those who are tied to somebody who came under a consequence dread more, tie by tie.

    Household and friends; dread was counted before, and its sums are put right.
    """
    here = here_of(arguments)
    if struck == 0 or ties_of(arguments).associate_dread == 0:
        return
    m, n, marked = modulus(here.n), here.n, tying_of(arguments).struck
    w = words(here.place, 0, 0, draws.FRIENDS, here.seed)
    a, b, d = (w[0] | 1) & (m - 1), w[1] & (m - 1), (4 + (w[2] >> 28)) % n
    back = inverse(a, m)
    for i in range(n):
        if marked[i] == 0:
            continue
        first, last = _household(i, arguments)
        for j in range(first, last):
            if j != i:
                _frighten(j, arguments)
        if d != 0:
            _frighten((i + d) % n, arguments)
            _frighten((i - d + n) % n, arguments)
        there, one_who = (a * i + b) & (m - 1), (back * (i - b)) & (m - 1)
        if there != i:
            _frighten(there, arguments)
        if one_who != i:
            _frighten(one_who, arguments)


@register_jitable
def _household(i: int, arguments: Any) -> tuple[int, int]:
    """First and last (exclusive) slot of the household that counts for i; none for the late of a crowd."""
    here = here_of(arguments)
    archetype, member = state_of(arguments).archetype, slots_of(arguments).member
    first = i
    while first > 0 and archetype[here.begin + first] & FIRST_OF_HOUSEHOLD == 0:
        first -= 1
    last, members = first, 0
    while last < here.n and members < LARGEST_HOUSEHOLD:
        if last > first and archetype[here.begin + last] & FIRST_OF_HOUSEHOLD != 0:
            break
        members += member[last]
        last += 1
    return (first, last) if i < last else (i, i)


@register_jitable
def _frighten(i: int, arguments: Any) -> None:
    """One tie's dread."""
    here = here_of(arguments)
    x = slots_of(arguments)
    if i < here.n and x.member[i] == 1:
        dread, j = state_of(arguments).dread, here.begin + i
        before = int64(dread[j])
        dread[j] = raised(before, ties_of(arguments).associate_dread)
        row, column = counting_of(arguments).tally[x.cell[i]], blocks_of(arguments).person + Person.DREAD_SUM
        row[column] += int64(dread[j]) - before
        if is_told(arguments):
            log_of(arguments).alarms[i] += 1

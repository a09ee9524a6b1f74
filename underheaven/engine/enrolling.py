"""Who is who in a community this step: what lasts in people, and who is enrolled (specification, 10, 27)."""

from __future__ import annotations

from typing import Any

from numba import int64, njit

from underheaven import draws
from underheaven.draws import fill
from underheaven.engine.considering import ARCHETYPE

NOBODY, JOINERS, EVERYBODY = 0, 1, 2
"""Who of a community's adults is enrolled."""


@njit(nogil=True)
def enrol(
    place: int,
    n: int,
    now: int,
    before: int,
    drawn: bool,
    seed: tuple[int, int],
    adult: Any,
    joining: Any,
    archetype: Any,
    generation: Any,
    who: Any,
    person: Any,
    member: Any,
    was_member: Any,
) -> None:
    """Draw what lasts in people, and mark who is enrolled in this step and who was in the last.

    `generation` is the community's column, empty without renewal; `who` comes to hold the second word of
    the counter of what lasts in people.
    """
    if len(generation) > 0:
        for i in range(n):
            who[i] = i | int64(generation[i]) << 12
    if drawn or now == JOINERS or before == JOINERS:
        fill(place, who, n, 0, draws.PERSON, seed, person[0], person[1], person[2], person[3])
    word = person[3]
    if now == JOINERS or before == JOINERS:
        for i in range(n):
            a = archetype[i] & ARCHETYPE
            joins = int64(word[i]) < joining[a]
            member[i] = adult[a] & int64(now == EVERYBODY or (now == JOINERS and joins))
            was_member[i] = adult[a] & int64(before == EVERYBODY or (before == JOINERS and joins))
    else:
        for i in range(n):
            grown = int64(adult[archetype[i] & ARCHETYPE])
            member[i] = grown * int64(now == EVERYBODY)
            was_member[i] = grown * int64(before == EVERYBODY)

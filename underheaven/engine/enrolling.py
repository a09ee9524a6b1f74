"""Who is who in a community this step: what lasts in people, and who is enrolled (specification, 10, 27)."""

from __future__ import annotations

from numba import int64, njit

from underheaven import draws
from underheaven.draws import fill
from underheaven.engine.considering import ARCHETYPE
from underheaven.engine.scratch import Scratch, State
from underheaven.life.tables import Tables

NOBODY, JOINERS, EVERYBODY = 0, 1, 2
"""Who of a community's adults is enrolled."""


@njit(nogil=True)
def enrol(
    place: int,
    begin: int,
    n: int,
    now: int,
    before: int,
    seed: tuple[int, int],
    t: Tables,
    s: State,
    x: Scratch,
) -> None:
    """Draw what lasts in people, and mark who is enrolled in this step and who was in the last."""
    who = x.slots
    if len(s.generation) > 0:
        who = x.who
        for i in range(n):
            who[i] = i | int64(s.generation[begin + i]) << 12
    if t.person_drawn == 1 or now == JOINERS or before == JOINERS:
        fill(place, who, n, 0, draws.PERSON, seed, x.person[0], x.person[1], x.person[2], x.person[3])
    archetype, word = s.archetype[begin : begin + n], x.person[3]
    member, was_member = x.member, x.was_member
    if now == JOINERS or before == JOINERS:
        for i in range(n):
            a = archetype[i] & ARCHETYPE
            joins = int64(word[i]) < t.joining[a]
            member[i] = t.adult[a] & int64(now == EVERYBODY or (now == JOINERS and joins))
            was_member[i] = t.adult[a] & int64(before == EVERYBODY or (before == JOINERS and joins))
    else:
        for i in range(n):
            adult = int64(t.adult[archetype[i] & ARCHETYPE])
            member[i] = adult * int64(now == EVERYBODY)
            was_member[i] = adult * int64(before == EVERYBODY)

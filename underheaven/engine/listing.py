"""Who wants a place: the families of a community with rank and lot (specification, 18).

Once a year, for all families of a region together, so that its places fill exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from underheaven import draws
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.here import EVERYBODY, JOINERS
from underheaven.engine.state import State
from underheaven.engine.tying import FIRST_OF_HOUSEHOLD
from underheaven.kernels import kernels_kept
from underheaven.life.tables import Tables

Int64 = NDArray[np.int64]


def _draw(place: int, who: Any, step: int, purpose: int, seed: tuple[int, int]) -> Any:
    out = np.empty((4, len(who)), np.uint32)
    draws.fill(place, who, len(who), step, purpose, seed, out)
    return out


def _lots(drawn: Any, key: int) -> Any:
    out = np.empty(drawn.shape[1], np.int64)
    for i in range(len(out)):
        out[i] = draws.named(draws.int64(drawn[0, i]), draws.int64(drawn[1, i]), key)[0]
    return out


with kernels_kept() as kept:
    draw = njit(nogil=True, cache=kept)(_draw)
    """uint32 [4, n]: the words of n draws; `who` uint32 [n] is the second word of the counter."""
    lots = njit(nogil=True, cache=kept)(_lots)
    """int64 [n]: the first word of a name's in each of n draws."""


def families(
    step: int,
    place: int,
    community: int,
    begin: int,
    n: int,
    stage: int,
    seed: tuple[int, int],
    t: Tables,
    s: State,
) -> Iterator[Int64]:
    """For each good in order, int64 [families, 3]: rank, lottery word and place of those who want it.

    `place` is the first word of the community's counter, `community` its number in the region, `stage`
    who of it is enrolled.
    """
    column = s.archetype[begin : begin + n]
    first = (column & FIRST_OF_HOUSEHOLD) != 0
    first[0] = True
    begins = np.flatnonzero(first)
    number = (column & ARCHETYPE).astype(np.int64)
    adult = t.adult[number].astype(np.int64)
    member = adult * int(stage == EVERYBODY)
    if stage == JOINERS:
        who = np.arange(n, dtype=np.uint32)
        if len(s.generation):
            who |= s.generation[begin : begin + n].astype(np.uint32) << np.uint32(12)
        member = adult * (draw(place, who, 0, draws.PERSON, seed)[3] < t.joining[number])
    members = np.add.reduceat(member, begins)
    total = np.add.reduceat(member * s.shown[begin : begin + n], begins)
    mean = np.where(members > 0, total // np.maximum(members, 1), t.start)
    child = np.add.reduceat(t.place.child[number].astype(np.int64), begins) > 0
    wants = np.add.reduceat(adult, begins) > 0
    words = draw(place, begins.astype(np.uint32), step, draws.PLACES, seed)
    here = np.int64(community) << 12 | begins
    for q in range(len(t.place.with_child)):
        of = wants & child if t.place.with_child[q] else wants
        rank = mean if t.place.ranked[step, q] else np.zeros_like(mean)
        yield np.stack([rank, lots(words, t.place.key[q]), here], axis=1)[of]

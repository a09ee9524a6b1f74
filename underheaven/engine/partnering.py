"""Those who look for a partner are shown to each other (specification, 25)."""

from __future__ import annotations

from numba import int64, njit

from underheaven import draws
from underheaven.draws import words
from underheaven.engine.considering import ARCHETYPE
from underheaven.engine.layout import BINS
from underheaven.engine.scratch import Scratch, State
from underheaven.life.partner import UNKNOWN, looks_back, shown_to
from underheaven.life.reward import privileges
from underheaven.life.tables import Tables

SEEKERS, SEEN, MATCHED, VISIBLE = 36, 37, 38, 3
"""Columns of the tally's block of persons; those of visible people come `VISIBLE` later."""
MATCH_BINS, MATCH_SQUARES, MATCH_PRODUCTS = 42, 43, 44


@njit(nogil=True)
def partner(
    step: int,
    place: int,
    begin: int,
    n: int,
    first_person: int,
    seed: tuple[int, int],
    t: Tables,
    s: State,
    x: Scratch,
) -> None:
    """Show the seekers of a community to each other, and count who sees whom and who matches."""
    seekers, largest = _gather(step, begin, n, first_person, t, s, x)
    free, sex = x.free[0], x.free[1]
    for r in range(t.dating.rounds):
        for looking in range(seekers):
            if free[looking] == 0:
                continue
            wanted, total = 1 - sex[looking], int64(0)
            for other in range(seekers):
                if free[other] == 1 and sex[other] == wanted:
                    total += x.sight[other]
            if total == 0:
                continue
            i = int64(x.seekers[looking])
            w = words(place, i | r << 12, step, draws.DATE, seed)
            other = shown_to(w[0], total, x.sight, free, sex, wanted, seekers)
            _tally(SEEN, other, begin, first_person, t, s, x)
            if looks_back(w[1], t.dating.acceptance, x.sight[looking], largest):
                free[looking], free[other] = 0, 0
                _match(looking, other, begin, first_person, t, s, x)
                _match(other, looking, begin, first_person, t, s, x)


@njit(nogil=True)
def _gather(
    step: int, begin: int, n: int, first_person: int, t: Tables, s: State, x: Scratch
) -> tuple[int, int]:
    """List the seekers with sex and visibility; returns their number and the largest visibility."""
    z, seekers, largest = t.last_segment[step], 0, int64(0)
    for i in range(n):
        if x.seeker[i] == 0:
            continue
        x.seeker[i] = 0
        sight = int64(UNKNOWN)
        if x.member[i] == 1:
            held = privileges(int64(s.shown[begin + i]), t.reward.above[z], t.reward.lowest[z])
            held &= t.reward.visible
            if held != 0:
                sight = int64(0)
                for p in range(len(t.reward.visibility)):
                    if held >> p & 1:
                        sight = max(sight, t.reward.visibility[p])
        x.seekers[seekers], x.sight[seekers] = i, sight
        x.free[0, seekers] = 1
        x.free[1, seekers] = t.dating.sex[int64(s.archetype[begin + i]) & ARCHETYPE]
        largest = max(largest, sight)
        _tally(SEEKERS, seekers, begin, first_person, t, s, x)
        seekers += 1
    return seekers, largest


@njit(nogil=True)
def _tally(column: int, seeker: int, begin: int, first_person: int, t: Tables, s: State, x: Scratch) -> None:
    """Count a seeker, also among the visible where a privilege makes them so."""
    a = int64(s.archetype[begin + int64(x.seekers[seeker])]) & ARCHETYPE
    row = x.tally[t.cell_of[a], first_person:]
    row[column] += 1
    if x.sight[seeker] != UNKNOWN:
        row[column + VISIBLE] += 1


@njit(nogil=True)
def _match(one: int, other: int, begin: int, first_person: int, t: Tables, s: State, x: Scratch) -> None:
    """Count one of two who match, with the bins of both scores."""
    _tally(MATCHED, one, begin, first_person, t, s, x)
    length = t.high - t.low + 1
    mine = ((int64(s.shown[begin + int64(x.seekers[one])]) - t.low) * BINS) // length
    theirs = ((int64(s.shown[begin + int64(x.seekers[other])]) - t.low) * BINS) // length
    a = int64(s.archetype[begin + int64(x.seekers[one])]) & ARCHETYPE
    row = x.tally[t.cell_of[a], first_person:]
    row[MATCH_BINS] += mine
    row[MATCH_SQUARES] += mine * mine
    row[MATCH_PRODUCTS] += mine * theirs

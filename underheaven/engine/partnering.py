"""Those who look for a partner are shown to each other (specification, 25)."""

from __future__ import annotations

from typing import Any

from numba import njit
from numba.extending import register_jitable

from underheaven import draws
from underheaven.draws import int64, words
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
    """List the seekers of a community with sex, visibility and bin, and show them to each other."""
    z, seekers, largest = t.last_segment[step], 0, int64(0)
    length = t.high - t.low + 1
    cells, bins = x.seek[0], x.seek[1]
    for i in range(n):
        if x.seeker[i] == 0:
            continue
        x.seeker[i] = 0
        a, shown, sight = int64(s.archetype[begin + i]) & ARCHETYPE, int64(s.shown[begin + i]), int64(UNKNOWN)
        if x.member[i] == 1:
            held = privileges(shown, t.reward.above[z], t.reward.lowest[z]) & t.reward.visible
            if held != 0:
                sight = int64(0)
                for p in range(len(t.reward.visibility)):
                    if held >> p & 1:
                        sight = max(sight, t.reward.visibility[p])
        x.seekers[seekers], x.sight[seekers] = i, sight
        x.free[0, seekers], x.free[1, seekers] = 1, t.dating.sex[a]
        cells[seekers], bins[seekers] = t.cell_of[a], ((shown - t.low) * BINS) // length
        largest = max(largest, sight)
        seekers += 1
    tally = x.tally[:, first_person:]
    for seeker in range(seekers):
        _note(SEEKERS, cells[seeker], x.sight[seeker], tally)
    _look(
        step, place, seekers, largest, t.dating.rounds, t.dating.acceptance, seed, x.seekers, x.sight,
        x.free[0], x.free[1], cells, bins, tally,
    )  # fmt: skip


@njit(nogil=True)
def _look(
    step: int,
    place: int,
    seekers: int,
    largest: int,
    rounds: int,
    acceptance: int,
    seed: tuple[int, int],
    slots: Any,
    sight: Any,
    free: Any,
    sex: Any,
    cells: Any,
    bins: Any,
    tally: Any,
) -> None:
    """Everybody looks at somebody in each round, and some look back."""
    for r in range(rounds):
        for one in range(seekers):
            if free[one] == 0:
                continue
            wanted, total = 1 - int64(sex[one]), int64(0)
            for other in range(seekers):
                if free[other] == 1 and sex[other] == wanted:
                    total += sight[other]
            if total == 0:
                continue
            w = words(place, int64(slots[one]) | r << 12, step, draws.DATE, seed)
            other = shown_to(w[0], total, sight, free, sex, wanted, seekers)
            _note(SEEN, cells[other], sight[other], tally)
            if looks_back(w[1], acceptance, sight[one], largest):
                free[one], free[other] = 0, 0
                _match(cells[one], sight[one], bins[one], bins[other], tally)
                _match(cells[other], sight[other], bins[other], bins[one], tally)


@register_jitable
def _note(column: int, cell: int, sight: int, tally: Any) -> None:
    """Count a seeker, also among the visible where a privilege makes them so."""
    tally[cell, column] += 1
    if sight != UNKNOWN:
        tally[cell, column + VISIBLE] += 1


@register_jitable
def _match(cell: int, sight: int, mine: int, theirs: int, tally: Any) -> None:
    """Count one of two who match, with the bins of both scores."""
    _note(MATCHED, cell, sight, tally)
    tally[cell, MATCH_BINS] += mine
    tally[cell, MATCH_SQUARES] += mine * mine
    tally[cell, MATCH_PRODUCTS] += mine * theirs

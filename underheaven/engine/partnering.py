"""Those who look for a partner are shown to each other (specification, 25)."""

from __future__ import annotations

from typing import Any

from numba import njit
from numba.extending import register_jitable

from underheaven import draws
from underheaven.draws import int64, words
from underheaven.engine.considering import ARCHETYPE
from underheaven.engine.layout import BINS
from underheaven.life.partner import UNKNOWN, DatingTables, looks_back, shown_to
from underheaven.life.reward import RewardTables, privileges

SEEKERS, SEEN, MATCHED, VISIBLE = 36, 37, 38, 3
"""Columns of the tally's block of persons; those of visible people come `VISIBLE` later."""
MATCH_BINS, MATCH_SQUARES, MATCH_PRODUCTS = 42, 43, 44


@njit(nogil=True)
def partner(
    step: int,
    place: int,
    n: int,
    seed: tuple[int, int],
    dating: DatingTables,
    reward: RewardTables,
    z: int,
    low: int,
    high: int,
    cell_of: Any,
    archetype: Any,
    shown: Any,
    member: Any,
    seeker: Any,
    slots: Any,
    sight: Any,
    free: Any,
    seek: Any,
    tally: Any,
) -> None:
    """List the seekers of a community with sex, visibility and bin, and show them to each other.

    `z` is the segment of the step's last minute; `tally` begins at the persons' columns.
    """
    seekers, length, everybody = 0, high - low + 1, int64(0)
    cells, bins, shining = seek[0], seek[1], seek[2]
    for i in range(n):
        if seeker[i] == 0:
            continue
        seeker[i] = 0
        a, score, seen, has = int64(archetype[i]) & ARCHETYPE, int64(shown[i]), int64(UNKNOWN), int64(0)
        if member[i] == 1:
            held = privileges(score, reward.above[z], reward.lowest[z]) & reward.visible
            if held != 0:
                seen, has = int64(0), int64(1)
                for p in range(len(reward.visibility)):
                    if held >> p & 1:
                        seen = max(seen, reward.visibility[p])
        slots[seekers], sight[seekers] = i, seen
        free[0, seekers], free[1, seekers] = 1, dating.sex[a]
        cells[seekers], bins[seekers], shining[seekers] = cell_of[a], ((score - low) * BINS) // length, has
        _note(SEEKERS, cells[seekers], has, tally)
        everybody += seen
        seekers += 1
    _look(
        step, place, seekers, everybody, dating.rounds, dating.acceptance, seed, slots, sight, free[0],
        free[1], cells, bins, shining, tally,
    )  # fmt: skip


@njit(nogil=True)
def _look(
    step: int,
    place: int,
    seekers: int,
    everybody: int,
    rounds: int,
    acceptance: int,
    seed: tuple[int, int],
    slots: Any,
    sight: Any,
    free: Any,
    sex: Any,
    cells: Any,
    bins: Any,
    shining: Any,
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
            _note(SEEN, cells[other], shining[other], tally)
            if looks_back(w[1], acceptance, sight[one], seekers, everybody):
                free[one], free[other] = 0, 0
                _match(cells[one], shining[one], bins[one], bins[other], tally)
                _match(cells[other], shining[other], bins[other], bins[one], tally)


@register_jitable
def _note(column: int, cell: int, shines: int, tally: Any) -> None:
    """Count a seeker, also among the visible where a privilege makes them so."""
    tally[cell, column] += 1
    tally[cell, column + VISIBLE] += shines


@register_jitable
def _match(cell: int, shines: int, mine: int, theirs: int, tally: Any) -> None:
    """Count one of two who match, with the bins of both scores."""
    _note(MATCHED, cell, shines, tally)
    tally[cell, MATCH_BINS] += mine
    tally[cell, MATCH_SQUARES] += mine * mine
    tally[cell, MATCH_PRODUCTS] += mine * theirs

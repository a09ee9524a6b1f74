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
    seekers, largest, length = 0, int64(0), high - low + 1
    cells, bins = seek[0], seek[1]
    for i in range(n):
        if seeker[i] == 0:
            continue
        seeker[i] = 0
        a, score, seen = int64(archetype[i]) & ARCHETYPE, int64(shown[i]), int64(UNKNOWN)
        if member[i] == 1:
            held = privileges(score, reward.above[z], reward.lowest[z]) & reward.visible
            if held != 0:
                seen = int64(0)
                for p in range(len(reward.visibility)):
                    if held >> p & 1:
                        seen = max(seen, reward.visibility[p])
        slots[seekers], sight[seekers] = i, seen
        free[0, seekers], free[1, seekers] = 1, dating.sex[a]
        cells[seekers], bins[seekers] = cell_of[a], ((score - low) * BINS) // length
        _note(SEEKERS, cells[seekers], seen, tally)
        largest = max(largest, seen)
        seekers += 1
    _look(
        step, place, seekers, largest, dating.rounds, dating.acceptance, seed, slots, sight, free[0], free[1],
        cells, bins, tally,
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

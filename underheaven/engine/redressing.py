"""The ledger at the close of a step: appeals are decided, notice runs out, records end (23.4)."""

from __future__ import annotations

from typing import Any

from numba import int64, njit

from underheaven.engine.considering import ARCHETYPE
from underheaven.engine.scratch import Ledger
from underheaven.life.redress import (
    APPEALED,
    APPLY,
    CLEAN,
    COUNTS,
    EXPIRES,
    GIVE_BACK,
    REMOVE,
    TRUE,
    RedressTables,
    decide,
    ends,
)
from underheaven.life.score import add

CLAMPED, LOST, GAINED, RETURNED, EXPIRED, UPHELD_TRUE, UPHELD_WRONG = 9, 10, 11, 22, 23, 26, 27
"""Columns of the tally's block of persons."""


@njit(nogil=True)
def redress(
    step: int,
    number: int,
    r: RedressTables,
    step_minutes: int,
    low: int,
    high: int,
    cell_of: Any,
    archetype: Any,
    own_scores: Any,
    clean_scores: Any,
    returned: Any,
    tally: Any,
    ledger: Ledger,
) -> None:
    """Go through a community's entries in order; those that are done with are taken out.

    `tally` begins at the persons' columns; `returned` is set for those to whom points come back.
    """
    kept = 0
    at, points = ledger.at[number], ledger.points[number]
    moved_own, moved_clean = ledger.moved_own[number], ledger.moved_clean[number]
    slots, flags, decides = ledger.slot[number], ledger.flags[number], ledger.decide[number]
    for e in range(ledger.used[number]):
        i, by, written = int64(slots[e]), int64(points[e]), int64(at[e])
        row = tally[cell_of[int64(archetype[i]) & ARCHETYPE]]
        expiring = ends(by, r.expiry, r.expiry_of_all)
        what, now = decide(
            int64(flags[e]),
            int64(decides[e]) <= step,
            r.suspensive,
            (written + r.notice) // step_minutes <= step,
            expiring,
            (written + r.expiry) // step_minutes <= step,
        )
        if what & APPLY:
            own, clean = int64(own_scores[i]), int64(clean_scores[i])
            if now & COUNTS:
                own_scores[i] = add(own, by, low, high)
                row[LOST if by < 0 else GAINED] += abs(int64(own_scores[i]) - own)
                row[CLAMPED] += int64(own_scores[i]) != own + by
            if now & CLEAN:
                clean_scores[i] = add(clean, by, low, high)
            moved_own[e], moved_clean[e] = int64(own_scores[i]) - own, int64(clean_scores[i]) - clean
        if what & GIVE_BACK:
            own = int64(own_scores[i])
            own_scores[i] = add(own, -int64(moved_own[e]), low, high)
            clean_scores[i] = add(int64(clean_scores[i]), -int64(moved_clean[e]), low, high)
            row[RETURNED] += abs(int64(own_scores[i]) - own)
            if moved_own[e] != 0:
                returned[i] = 1
        if what & EXPIRES:
            row[EXPIRED] += 1
        elif what & REMOVE and now & APPEALED:
            row[UPHELD_TRUE if now & TRUE else UPHELD_WRONG] += 1
        if not what & REMOVE:
            at[kept], points[kept], slots[kept], decides[kept] = at[e], points[e], slots[e], decides[e]
            moved_own[kept], moved_clean[kept], flags[kept] = moved_own[e], moved_clean[e], now
            kept += 1
    ledger.used[number] = kept


@njit(nogil=True)
def forget_replaced(number: int, ledger: Ledger, replaced: Any) -> None:
    """Take out the entries of those whose place somebody else has taken."""
    kept = 0
    for e in range(ledger.used[number]):
        if replaced[int64(ledger.slot[number, e])] == 1:
            continue
        for column in (ledger.at[number], ledger.decide[number]):
            column[kept] = column[e]
        for column in (ledger.points[number], ledger.moved_own[number], ledger.moved_clean[number]):
            column[kept] = column[e]
        ledger.slot[number, kept], ledger.flags[number, kept] = (
            ledger.slot[number, e],
            ledger.flags[number, e],
        )
        kept += 1
    ledger.used[number] = kept

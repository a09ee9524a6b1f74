"""Records that are counted by the day, reviewed, appealed, and kept for later (specification, 7.6 and 23)."""

from __future__ import annotations

from typing import Any

from numba import int64, njit
from numba.extending import register_jitable

from underheaven import draws
from underheaven.draws import named, words
from underheaven.engine.scratch import Ledger
from underheaven.life.redress import APPEALED, APPLIED, UPHELD, RedressTables

STRUCK = -1


@register_jitable
def book(kind: int, day: int, true: int, limit: int, written: int, book: Any) -> tuple[bool, bool]:
    """Whether one more record of the day counts, and whether it counts for the clean walk; writes it down."""
    earlier = true_ones = 0
    for b in range(written):
        if book[0, b] == kind and book[1, b] == day:
            earlier += 1
            true_ones += book[2, b]
    book[0, written], book[1, written], book[2, written] = kind, day, true
    return earlier < limit, true == 1 and true_ones < limit


@njit(nogil=True)
def plead(
    place: int, slot: int, event: int, key: int, step: int, seed: tuple[int, int], true: int, r: RedressTables
) -> int:
    """What review and appeal make of a record: `STRUCK`, or the flags of an appeal.

    `event` is what was recorded (`event_number`), `key` that of the source which is wrong.
    """
    w = words(place, slot | event << 12, step, draws.RECORD, seed)
    review, appeal = named(w[0], w[1], key)
    if review < r.strikes[true]:
        return STRUCK
    if appeal >= r.appeals[true]:
        return 0
    return APPEALED | (UPHELD if named(w[2], w[3], key)[0] < r.upheld[true] else 0)


@register_jitable
def event_number(stream: int, draw: int) -> int:
    """What an event is among a citizen's of a step and, in its stream, among those of a name."""
    return stream << 8 | draw


@njit(nogil=True)
def enter(
    number: int,
    entry: int,
    slot: int,
    at: int,
    points: int,
    moved_own: int,
    moved_clean: int,
    flags: int,
    later: bool,
    wait: int,
    step_minutes: int,
    appeal_minutes: int,
    ledger: Ledger,
) -> None:
    """Write an entry into a community's ledger."""
    ledger.at[number, entry] = at
    decided = (at + appeal_minutes) // step_minutes + wait
    ledger.decide[number, entry] = decided if flags & APPEALED else int64(0)
    ledger.slot[number, entry] = slot
    ledger.points[number, entry] = points
    ledger.moved_own[number, entry] = moved_own
    ledger.moved_clean[number, entry] = moved_clean
    ledger.flags[number, entry] = flags if later else flags | APPLIED

"""The ledger at the close of a step: appeals are decided, notice runs out, records end (23.4)."""

from __future__ import annotations

from typing import Any

from underheaven.counted.columns import Person
from underheaven.counted.events import Mark, Record, Row, What
from underheaven.draws import int64
from underheaven.engine.arguments import (
    blocks_of,
    calendar_of,
    counting_of,
    ledger_of,
    log_of,
    scale_of,
    slots_of,
    state_of,
    tying_of,
)
from underheaven.engine.here import NOBODY, here_of
from underheaven.engine.noting import is_told, mark, note, put
from underheaven.jit import register_jitable
from underheaven.life.score import add
from underheaven.mechanisms.redress.handed import redress_of
from underheaven.mechanisms.redress.rule import (
    APPEALED,
    APPLY,
    CLEAN,
    COUNTS,
    EXPIRES,
    GIVE_BACK,
    REMOVE,
    TRUE,
    decide,
    ends,
)


@register_jitable
def ledger_is_full(more: int, arguments: Any) -> bool:
    """Whether so many more entries might not fit into a community's ledger."""
    here = here_of(arguments)
    ledger = ledger_of(arguments)
    kept = redress_of(arguments).kept == 1 and here.now != NOBODY
    return kept and ledger.used[here.number] + more > ledger.at.shape[1]


@register_jitable
def redress(arguments: Any) -> None:
    """Go through a community's entries in order; those that are done with are taken out."""
    here = here_of(arguments)
    r = redress_of(arguments)
    if r.kept == 0:
        return
    ledger, returned, c, kept = ledger_of(arguments), tying_of(arguments).returned, here.number, int64(0)
    step_minutes = calendar_of(arguments).step_minutes
    for i in range(here.n):
        returned[i] = 0
    for e in range(ledger.used[c]):
        written, by = int64(ledger.at[c, e]), int64(ledger.points[c, e])
        what, now = decide(
            int64(ledger.flags[c, e]),
            int64(ledger.decide[c, e]) <= here.step,
            r.suspensive,
            (written + r.notice) // step_minutes <= here.step,
            ends(by, r.expiry, r.expiry_of_all),
            (written + r.expiry) // step_minutes <= here.step,
        )
        if int64(ledger.flags[c, e]) & APPEALED and not now & APPEALED:
            _note(e, What.APPEAL_REJECTED, arguments)
        if what != 0:
            _carry_out(e, what, now, arguments)
        if not what & REMOVE:
            ledger.flags[c, e] = now
            _keep(c, e, kept, arguments)
            kept += 1
    ledger.used[c] = kept


@register_jitable
def _carry_out(e: int, what: int, now: int, arguments: Any) -> None:
    """Apply an entry's points, give them back, or count its end."""
    here = here_of(arguments)
    ledger, i = ledger_of(arguments), int64(ledger_of(arguments).slot[here.number, e])
    row, persons = counting_of(arguments).tally[slots_of(arguments).cell[i]], blocks_of(arguments).person
    if what & APPLY:
        _apply(e, i, now, row, arguments)
        _note(e, What.TAKES_EFFECT, arguments)
    if what & GIVE_BACK:
        s, scale, j = state_of(arguments), scale_of(arguments), here.begin + i
        moved, own = int64(ledger.moved_own[here.number, e]), int64(s.own[j])
        moved_clean = int64(ledger.moved_clean[here.number, e])
        s.own[j] = add(own, -moved, scale.low, scale.high)
        s.clean_own[j] = add(int64(s.clean_own[j]), -moved_clean, scale.low, scale.high)
        row[persons + Person.POINTS_RETURNED] += abs(int64(s.own[j]) - own)
        put(Row.MOVED, int64(s.own[j]) - own, arguments)
        if moved != 0:
            tying_of(arguments).returned[i] = 1
    if what & EXPIRES:
        row[persons + Person.RECORDS_EXPIRED] += 1
        _note(e, What.EXPIRES, arguments)
    elif what & REMOVE and now & APPEALED:
        row[persons + (Person.UPHELD_TRUE if now & TRUE else Person.UPHELD_WRONG)] += 1
        _note(e, What.APPEAL_UPHELD, arguments)


@register_jitable
def _note(e: int, what: int, arguments: Any) -> None:
    """End an event of an entry of the ledger, for whom it is told."""
    if is_told(arguments):
        c, ledger, log = here_of(arguments).number, ledger_of(arguments), log_of(arguments)
        flags = int64(ledger.flags[c, e])
        put(Row.SOURCE, log.entries[e, 1] + 1, arguments)
        put(Row.RECORD, Record.TRUE if flags & TRUE else Record.WRONG, arguments)
        put(Row.POINTS, int64(ledger.points[c, e]), arguments)
        put(Row.SINCE, int64(ledger.at[c, e]), arguments)
        if not flags & COUNTS:
            mark(Mark.TOO_MANY, arguments)
        note(int64(ledger.slot[c, e]), what, log.entries[e, 0], arguments)


@register_jitable(forceinline=True)
def _apply(e: int, i: int, now: int, row: Any, arguments: Any) -> None:
    """An entry's points move its person's own scores at last."""
    here = here_of(arguments)
    s, scale, ledger, j = state_of(arguments), scale_of(arguments), ledger_of(arguments), here.begin + i
    own, clean, by = int64(s.own[j]), int64(s.clean_own[j]), int64(ledger.points[here.number, e])
    persons = blocks_of(arguments).person
    if now & COUNTS:
        s.own[j] = add(own, by, scale.low, scale.high)
        row[persons + (Person.POINTS_LOST if by < 0 else Person.POINTS_GAINED)] += abs(int64(s.own[j]) - own)
        row[persons + Person.CLAMPED] += int64(s.own[j]) != own + by
        if int64(s.own[j]) != own + by:
            mark(Mark.CLAMPED, arguments)
    if now & CLEAN:
        s.clean_own[j] = add(clean, by, scale.low, scale.high)
    put(Row.MOVED, int64(s.own[j]) - own, arguments)
    ledger.moved_own[here.number, e] = int64(s.own[j]) - own
    ledger.moved_clean[here.number, e] = int64(s.clean_own[j]) - clean


@register_jitable
def _keep(c: int, e: int, to: int, arguments: Any) -> None:
    """Move an entry of a community to another place of its ledger."""
    ledger = ledger_of(arguments)
    ledger.at[c, to], ledger.decide[c, to] = ledger.at[c, e], ledger.decide[c, e]
    ledger.slot[c, to], ledger.points[c, to] = ledger.slot[c, e], ledger.points[c, e]
    ledger.moved_own[c, to], ledger.moved_clean[c, to] = ledger.moved_own[c, e], ledger.moved_clean[c, e]
    ledger.flags[c, to] = ledger.flags[c, e]
    if is_told(arguments):
        entries = log_of(arguments).entries
        entries[to, 0], entries[to, 1] = entries[e, 0], entries[e, 1]


@register_jitable
def forget_replaced(arguments: Any) -> None:
    """Take out the entries of those whose place somebody else has taken: they are marked in `struck`."""
    here = here_of(arguments)
    if redress_of(arguments).kept == 0:
        return
    ledger, c, kept, replaced = ledger_of(arguments), here.number, int64(0), tying_of(arguments).struck
    for e in range(ledger.used[c]):
        if replaced[int64(ledger.slot[c, e])] == 0:
            _keep(c, e, kept, arguments)
            kept += 1
    ledger.used[c] = kept

"""A record is written: reviewed, appealed, counted, and felt (specification, 7.6 and 23)."""

from __future__ import annotations

from typing import Any, NamedTuple

from underheaven import draws
from underheaven.counted.columns import Act, Known, Life, Person, PublicAfter, Source
from underheaven.counted.events import Mark, Row
from underheaven.counted.events import Record as Told
from underheaven.draws import TRUE_RECORD, int64, named, words
from underheaven.engine.arguments import (
    blocks_of,
    calendar_of,
    conduct_of,
    counting_of,
    events_of,
    ledger_of,
    log_of,
    rules_of,
    scale_of,
    sight_of,
    slots_of,
    state_of,
    told_of,
    traits_of,
)
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.here import here_of
from underheaven.engine.noting import is_told, mark, put
from underheaven.engine.walked import Me
from underheaven.jit import register_jitable
from underheaven.life.score import add, raised, standing
from underheaven.mechanisms.deterrence.believing import meet_deed
from underheaven.mechanisms.redress.handed import redress_of
from underheaven.mechanisms.redress.rule import APPEALED, APPLIED, CLEAN, COUNTS, TRUE, UPHELD, ends, waits

STRUCK = -1
DAY = 1_440
ACT, SOURCE = len(Act), len(Source)


class Record(NamedTuple):
    """What is written about somebody."""

    event: int
    kind: int
    segment: int
    """Of the policy."""
    source: int
    true: int
    """1 where they did it."""
    good: int
    """0 where a loan was not repaid, and of wrong records."""


@register_jitable
def record(i: int, r: Record, arguments: Any) -> None:
    """Review a record, count it, and let it move scores, fear and contexts."""
    flags = _plead(i, r, arguments)
    put(Row.SOURCE, r.source + 1, arguments)
    if r.true == 1 and rules_of(arguments).points[r.good, r.segment, r.kind] < 0:
        meet_deed(i, int64(flags != STRUCK), arguments)
    if flags == STRUCK:
        put(Row.RECORD, Told.STRUCK_OUT, arguments)
        return
    me, rules, c = events_of(arguments).me, rules_of(arguments), conduct_of(arguments)
    me[Me.CHANGED] = 1
    points, _ = points_of(r.good, r.segment, r.kind, arguments)
    counts, counts_clean = True, r.true == 1
    _count(i, r, points, arguments)
    if rules.per_day[r.kind] > 0:
        counts, counts_clean = book(r, rules.per_day[r.kind], arguments)
    redress = redress_of(arguments)
    if points >= 0 or not counts:
        flags = int64(0)
    if flags & APPEALED:
        at = blocks_of(arguments)
        counting_of(arguments).tally[slots_of(arguments).cell[i]][
            at.person + (Person.APPEALS_TRUE if r.true == 1 else Person.APPEALS_WRONG)
        ] += 1
        counting_of(arguments).public[at.public_after + PublicAfter.APPEALS] += 1
    later = waits(points, redress.notice, flags, redress.suspensive)
    own, clean = me[Me.OWN], me[Me.CLEAN_OWN]
    _note(r, points, counts, later, flags, arguments)
    if counts and not later:
        _move(i, points, arguments)
    if counts and points < 0:
        me[Me.DREAD] = raised(me[Me.DREAD], rules.record_dread)
        me[Me.CONTEXTS] |= c.context[r.kind]
    if counts_clean and not later:
        scale = scale_of(arguments)
        me[Me.CLEAN_OWN] = add(clean, points, scale.low, scale.high)
        me[Me.CLEAN] = add(me[Me.CLEAN], points, scale.low, scale.high)
    put(Row.MOVED, me[Me.OWN] - own, arguments)
    kept = redress.kept == 1 and (counts or counts_clean)
    if kept and (later or flags != 0 or ends(points, redress.expiry, redress.expiry_of_all)):
        flags |= TRUE * r.true | COUNTS * int64(counts) | CLEAN * int64(counts_clean)
        moved = (me[Me.OWN] - own, me[Me.CLEAN_OWN] - clean)
        _enter(i, r, flags if later else flags | APPLIED, points, moved, arguments)
    _fall(i, r, arguments)


@register_jitable
def points_of(good: int, segment: int, kind: int, arguments: Any) -> tuple[int, bool]:
    """What a record brings or costs, in sixteenths of a point, and whether that hangs on its person's state.

    Of their state stands `Me.OWN`, the score before the record.
    """
    points: int = rules_of(arguments).points[good, segment, kind]
    return points, False


@register_jitable
def _note(r: Record, points: int, counts: bool, later: bool, flags: int, arguments: Any) -> None:
    """Say what is written, for whom it is told."""
    put(Row.RECORD, Told.TRUE if r.true == 1 else Told.WRONG, arguments)
    put(Row.POINTS, points, arguments)
    if not counts:
        mark(Mark.TOO_MANY, arguments)
    elif later:
        mark(Mark.WAITS, arguments)
    if flags & APPEALED:
        mark(Mark.APPEALED, arguments)


@register_jitable
def _count(i: int, r: Record, points: int, arguments: Any) -> None:
    """Count a record by its kind and its source, and for whom it is about."""
    here = here_of(arguments)
    counting, at = counting_of(arguments), blocks_of(arguments)
    row = counting.tally[slots_of(arguments).cell[i]]
    row[at.act + ACT * r.kind + (Act.RECORDED if r.true == 1 else Act.WRONG)] += 1
    row[at.source + SOURCE * r.source + (Source.TRUE if r.true == 1 else Source.WRONG)] += 1
    if counting.lives.shape[1] > 0:
        counting.lives[Life.RECORDS if r.true == 1 else Life.WRONG_RECORDS, here.begin + i] += 1
        if points < 0:
            counting.lives[Life.COSTLY_RECORDS, here.begin + i] += 1


@register_jitable
def _move(i: int, points: int, arguments: Any) -> None:
    """Points move a citizen's own score and the one that is shown."""
    me, scale = events_of(arguments).me, scale_of(arguments)
    row, persons = counting_of(arguments).tally[slots_of(arguments).cell[i]], blocks_of(arguments).person
    moved = add(me[Me.OWN], points, scale.low, scale.high)
    if moved != me[Me.OWN] + points:
        row[persons + Person.CLAMPED] += 1
        mark(Mark.CLAMPED, arguments)
    row[persons + (Person.POINTS_LOST if points < 0 else Person.POINTS_GAINED)] += abs(moved - me[Me.OWN])
    me[Me.OWN] = moved
    me[Me.SHOWN] = add(me[Me.SHOWN], points, scale.low, scale.high)


@register_jitable
def _fall(i: int, r: Record, arguments: Any) -> None:
    """Find the consequences that are in force now; falling under another one frightens."""
    here = here_of(arguments)
    me, rules = events_of(arguments).me, rules_of(arguments)
    a = int64(state_of(arguments).archetype[here.begin + i]) & ARCHETYPE
    group = int64(traits_of(arguments).class_of[a]) >> 1
    under = standing(me[Me.SHOWN], rules.below[r.segment, group], rules.highest[r.segment])
    put(Row.BRINGS, under & ~me[Me.UNDER], arguments)
    if under & ~me[Me.UNDER]:
        me[Me.DREAD] = raised(me[Me.DREAD], rules.sanction_dread)
    me[Me.UNDER] = under


@register_jitable
def book(r: Record, limit: int, arguments: Any) -> tuple[bool, bool]:
    """Whether one more record of the day counts, and whether it counts for the clean walk; writes it down."""
    here = here_of(arguments)
    x, me = events_of(arguments), events_of(arguments).me
    day = (here.step * calendar_of(arguments).step_minutes + int64(x.minute[r.event])) // DAY
    earlier = true_ones = 0
    for b in range(me[Me.BOOKED]):
        if x.booked[0, b] == r.kind and x.booked[1, b] == day:
            earlier += 1
            true_ones += x.booked[2, b]
    last = me[Me.BOOKED]
    x.booked[0, last], x.booked[1, last], x.booked[2, last] = r.kind, day, r.true
    me[Me.BOOKED] = last + 1
    return earlier < limit, r.true == 1 and true_ones < limit


@register_jitable
def _plead(i: int, r: Record, arguments: Any) -> int:
    """What review and appeal make of a record: `STRUCK`, or the flags of an appeal."""
    here = here_of(arguments)
    redress, x = redress_of(arguments), events_of(arguments)
    if redress.reviewed == 0 and redress.kept == 0:
        return 0
    stream = int64(x.stream[r.event])
    draw = r.event - int64(x.first[i]) if stream == 0 else int64(x.word[3, r.event])
    key = TRUE_RECORD if r.true == 1 else sight_of(arguments).source_key[r.source]
    w = words(here.place, i | event_number(stream, draw) << 12, here.step, draws.RECORD, here.seed)
    review, appeal = named(w[0], w[1], key)
    if review < redress.strikes[r.true]:
        row = counting_of(arguments).tally[slots_of(arguments).cell[i]]
        row[blocks_of(arguments).person + (Person.STRUCK_TRUE if r.true == 1 else Person.STRUCK_WRONG)] += 1
        return STRUCK
    if appeal >= redress.appeals[r.true]:
        return 0
    return APPEALED | (UPHELD if named(w[2], w[3], key)[0] < redress.upheld[r.true] else 0)


@register_jitable
def event_number(stream: int, draw: int) -> int:
    """What an event is among a citizen's of a step and, in its stream, among those of a name."""
    return stream << 8 | draw


@register_jitable
def _enter(i: int, r: Record, flags: int, points: int, moved: tuple[int, int], arguments: Any) -> None:
    """Write a record into the community's ledger; `moved` is by how much own and clean score moved."""
    here = here_of(arguments)
    ledger, t, redress = ledger_of(arguments), calendar_of(arguments), redress_of(arguments)
    c, e = here.number, ledger.used[here.number]
    at = here.step * t.step_minutes + int64(events_of(arguments).minute[r.event])
    wait = told_of(arguments).known[here.region, Known.APPEAL_WAIT]
    ledger.at[c, e], ledger.slot[c, e], ledger.points[c, e] = at, i, points
    decided = (at + redress.appeal_minutes) // t.step_minutes + wait
    ledger.decide[c, e] = decided if flags & APPEALED else int64(0)
    ledger.moved_own[c, e], ledger.moved_clean[c, e] = moved
    ledger.flags[c, e] = flags
    if is_told(arguments):
        log_of(arguments).entries[e, 0], log_of(arguments).entries[e, 1] = r.kind, r.source
    ledger.used[c] = e + 1

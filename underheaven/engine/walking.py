"""The events of one citizen in order of minute: what each does to the next (specification, 6 and 7)."""

from __future__ import annotations

from typing import Any

from underheaven.counted.columns import Act, Public
from underheaven.counted.events import Outcome, Row
from underheaven.draws import int64
from underheaven.engine.acting import discount
from underheaven.engine.arguments import (
    blocks_of,
    calendar_of,
    conduct_of,
    counting_of,
    events_of,
    rules_of,
    sifting_of,
    slots_of,
    state_of,
    traits_of,
)
from underheaven.engine.deciding import NOT_DONE, decide, hindering
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.explaining import explain, note_event
from underheaven.engine.fates import COUNTED, LOOKED, WEIGHED, WITH_PRIVILEGE
from underheaven.engine.here import here_of, segment_at
from underheaven.engine.noting import is_watched, put
from underheaven.engine.recording import Record, book, record
from underheaven.engine.seeing import see
from underheaven.engine.walked import Me
from underheaven.engine.weighing import both_bins
from underheaven.jit import register_jitable
from underheaven.life.decide import DONE
from underheaven.life.score import raised, standing
from underheaven.mechanisms.deterrence.believing import hear_of_chance, meet_deed
from underheaven.mechanisms.gaming.playing import is_played
from underheaven.mechanisms.privileges.handed import privileges_of

ACT, GAME = 0, 3
"""Streams of events; those between are wrong records."""
WIDTH = len(Act)


@register_jitable
def walk(i: int, lived: int, changed: bool, arguments: Any) -> None:
    """Live one citizen's step from the event number `lived` on; `changed`: those before changed something."""
    here = here_of(arguments)
    x, t, rules = events_of(arguments), calendar_of(arguments), rules_of(arguments)
    limit, z = t.end[here.step] - here.step * t.step_minutes, here.z
    scored, told = slots_of(arguments).member[i] == 1, is_watched(i, arguments)
    changes = t.first_segment[here.step] != here.z
    _begin(i, arguments)
    x.me[Me.CHANGED], events = changed, _in_order(i, arguments)
    for o in range(lived):
        _book_again(int64(x.order[o]), z, arguments)
    for o in range(lived, events):
        e = int64(x.order[o])
        at = int64(x.minute[e])
        if at >= limit:
            break
        if changes:
            z = segment_at(here.step, at, t.first_segment, t.last_segment, t.segment_begin, t.step_minutes)
        if scored and z != x.me[Me.SEGMENT]:
            _stand(i, z, arguments)
        if told:
            explain(i, e, z, arguments)
        stream = int64(x.stream[e])
        if stream == ACT and _is_counted(i, e, arguments):
            _seen(i, e, z, arguments)
        elif stream in (ACT, GAME):
            _act(i, e, z, scored, arguments)
        elif rules.ruled[z, int64(x.word[0, e])] == 1:
            kind, source = int64(x.word[0, e]), int64(x.word[1, e])
            record(i, Record(e, kind, z, source, 0, 0), arguments)
        if told:
            note_event(arguments)
    _end(i, arguments)


@register_jitable
def _book_again(e: int, z: int, arguments: Any) -> None:
    """Write down the record of an act that is lived already, where only some a day count."""
    x, k = sifting_of(arguments), int64(events_of(arguments).kind[e])
    if int64(x.fate[e]) & LOOKED and x.source[e] > 0 and rules_of(arguments).per_day[k] > 0:
        book(Record(e, k, z, int64(x.source[e]) - 1, 1, 1), rules_of(arguments).per_day[k], arguments)


@register_jitable
def _in_order(i: int, arguments: Any) -> int:
    """Put a citizen's events in order of minute, equal minutes in their order; returns how many there are."""
    x = events_of(arguments)
    acts = int64(x.considered[i])
    m: int = int64(0)
    if acts == 1 and x.rare[i] == 0:
        x.order[0] = x.first[i]
        one: int = int64(1)
        return one
    for d in range(acts + int64(x.rare[i])):
        e = int64(x.first[i]) + d if d < acts else int64(x.rare_first[i]) + d - acts
        at, p = x.minute[e], m
        while p > 0 and x.minute[x.order[p - 1]] > at:
            x.order[p] = x.order[p - 1]
            p -= 1
        x.order[p] = e
        m += 1
    return m


@register_jitable
def _begin(i: int, arguments: Any) -> None:
    """Take a citizen out of the state."""
    here = here_of(arguments)
    s, me, j = state_of(arguments), events_of(arguments).me, here.begin + i
    me[Me.OWN], me[Me.SHOWN] = s.own[j], s.shown[j]
    me[Me.CLEAN_OWN], me[Me.CLEAN] = s.clean_own[j], s.clean[j]
    me[Me.DREAD], me[Me.HARDSHIP] = s.dread[j], s.hardship[j]
    me[Me.CONTEXTS] = int64(s.contexts[j]) if conduct_of(arguments).same_context == 1 else 0
    me[Me.UNDER], me[Me.SEGMENT], me[Me.VOICE], me[Me.BOOKED], me[Me.CHANGED] = 0, -1, -1, 0, 0


@register_jitable
def _end(i: int, arguments: Any) -> None:
    """Put a citizen back."""
    here = here_of(arguments)
    s, me, j = state_of(arguments), events_of(arguments).me, here.begin + i
    s.own[j], s.shown[j] = me[Me.OWN], me[Me.SHOWN]
    s.clean_own[j], s.clean[j] = me[Me.CLEAN_OWN], me[Me.CLEAN]
    s.dread[j], s.hardship[j] = me[Me.DREAD], me[Me.HARDSHIP]
    if conduct_of(arguments).same_context == 1:
        s.contexts[j] = me[Me.CONTEXTS]


@register_jitable
def _stand(i: int, z: int, arguments: Any) -> None:
    """Find the consequences in force under another segment of the policy."""
    here = here_of(arguments)
    me, rules = events_of(arguments).me, rules_of(arguments)
    a = int64(state_of(arguments).archetype[here.begin + i]) & ARCHETYPE
    group = int64(traits_of(arguments).class_of[a]) >> 1
    me[Me.UNDER], me[Me.SEGMENT] = standing(me[Me.SHOWN], rules.below[z, group], rules.highest[z]), z


@register_jitable
def _is_counted(i: int, e: int, arguments: Any) -> bool:
    """Whether of an act comes what was counted; otherwise it is counted no longer."""
    x, me = sifting_of(arguments), events_of(arguments).me
    fate = int64(x.fate[e])
    if fate & COUNTED == 0:
        return False
    if me[Me.CHANGED] == 0:
        return True
    here = here_of(arguments)
    bins = both_bins(me[Me.DREAD], me[Me.HARDSHIP], conduct_of(arguments).bin_bits)
    holds = bins == int64(x.bins[i]) and me[Me.UNDER] == x.under[i]
    if holds and fate & DONE and x.special[events_of(arguments).kind[e]] == WITH_PRIVILEGE:
        holds = me[Me.SHOWN] <= privileges_of(arguments).lowest[here.z]
    if fate & WEIGHED and me[Me.SHOWN] != int64(slots_of(arguments).shown_before[i]):
        holds = False
    if not holds:
        discount(i, e, arguments)
    return bool(holds)


@register_jitable
def _seen(i: int, e: int, z: int, arguments: Any) -> None:
    """An act of which comes what was counted, what is heard at it, and a record if a source sees it."""
    x, me, kind = sifting_of(arguments), events_of(arguments).me, int64(events_of(arguments).kind[e])
    heard = conduct_of(arguments).heard[here_of(arguments).step, kind]
    if heard > 0 and int64(x.fate[e]) & DONE:
        me[Me.DREAD], me[Me.CHANGED] = raised(me[Me.DREAD], heard), 1
    if int64(x.fate[e]) & DONE:
        hear_of_chance(i, kind, arguments)
    if int64(x.fate[e]) & LOOKED:
        if x.source[e] > 0:
            record(i, Record(e, kind, z, int64(x.source[e]) - 1, 1, 1), arguments)
        elif rules_of(arguments).points[1, z, kind] < 0:
            meet_deed(i, 0, arguments)


@register_jitable
def _act(i: int, e: int, z: int, scored: bool, arguments: Any) -> None:
    """An act or a game: whether it is done, and who records it."""
    x, c, counting = events_of(arguments), conduct_of(arguments), counting_of(arguments)
    of_game = x.stream[e] == GAME
    k = int64(x.word[0, e]) if of_game else int64(x.kind[e])
    good = _play(i, e, z, arguments) if of_game else decide(i, e, z, scored, arguments)
    if good == NOT_DONE:
        return
    if c.tone[k] > 0:
        counting.public[Public.CRITICAL - 1 + c.tone[k]] += 1
    if scored and rules_of(arguments).ruled[z, k] == 1:
        source = see(i, e, k, z, good, arguments)
        if source >= 0:
            record(i, Record(e, k, z, source, 1, good), arguments)


@register_jitable
def _play(i: int, e: int, z: int, arguments: Any) -> int:
    """Whether a game is done: `NOT_DONE`, or 1."""
    k = int64(events_of(arguments).word[0, e])
    confining, denying = hindering(k, arguments)
    if not is_played(i, e, z, (confining | denying) != 0, arguments):
        return NOT_DONE
    put(Row.OUTCOME, Outcome.DONE, arguments)
    row = counting_of(arguments).tally[slots_of(arguments).cell[i]]
    row[blocks_of(arguments).act + WIDTH * k + Act.GAMED] += 1
    return 1

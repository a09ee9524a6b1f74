"""What happens to people is written down, where somebody asks for it (`counted.events`).

Of a community that is lived again, those whose lives are told are marked in `watched`; in a run nobody is,
and `watched` has no place. An event is put together in `row`, by whichever functions know something of it,
and ends with a note. Nothing of a life depends on what is written here.
"""

from __future__ import annotations

from typing import Any

from underheaven.counted.events import Row, What
from underheaven.draws import int64
from underheaven.engine.arguments import (
    calendar_of,
    log_of,
    rules_of,
    slots_of,
    state_of,
    traits_of,
)
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.here import here_of, segment_at
from underheaven.jit import register_jitable
from underheaven.life.score import standing


@register_jitable
def is_told(arguments: Any) -> bool:
    """Whether anybody's life is told."""
    return len(log_of(arguments).watched) > 0


@register_jitable
def is_watched(i: int, arguments: Any) -> bool:
    """Whether this citizen's life is told."""
    watched = log_of(arguments).watched
    return len(watched) > 0 and watched[i] == 1


@register_jitable
def put(column: int, value: int, arguments: Any) -> None:
    """Say something of the event that is put together."""
    log_of(arguments).row[column] = value


@register_jitable
def mark(what: int, arguments: Any) -> None:
    """Say that something is so of the event that is put together."""
    log_of(arguments).row[Row.MARKS] |= what


@register_jitable
def blank(arguments: Any) -> None:
    """Begin another event."""
    row = log_of(arguments).row
    for column in range(len(row)):
        row[column] = 0


@register_jitable
def note(i: int, what: int, of: int, arguments: Any) -> None:
    """End an event that comes as the step begins or closes, with the levels of the state."""
    if is_told(arguments):
        if is_watched(i, arguments):
            note_of_state(i, what, of, arguments)
        blank(arguments)


@register_jitable
def note_of_state(i: int, what: int, of: int, arguments: Any) -> None:
    """End an event of somebody whose life is told, so that another can share what was said of it."""
    here = here_of(arguments)
    s, t, row, j = state_of(arguments), calendar_of(arguments), log_of(arguments).row, here.begin + i
    last = t.end[here.step] - here.step * t.step_minutes - 1
    row[Row.SLOT], row[Row.WHAT], row[Row.OF] = i, what, of
    row[Row.MINUTE] = 0 if what == What.ENROLLED or what == What.PLACE else last
    row[Row.OWN], row[Row.SHOWN] = s.own[j], s.shown[j]
    row[Row.CLEAN_OWN], row[Row.CLEAN] = s.clean_own[j], s.clean[j]
    row[Row.DREAD], row[Row.HARDSHIP] = s.dread[j], s.hardship[j]
    z = segment_at(
        here.step, row[Row.MINUTE], t.first_segment, t.last_segment, t.segment_begin, t.step_minutes
    )
    row[Row.STANDING] = under(i, int64(s.shown[j]), z, arguments)
    keep(arguments)


@register_jitable
def under(i: int, score: int, z: int, arguments: Any) -> int:
    """The consequences in force for a citizen at a score in a segment of the policy, as bits."""
    bits: int = int64(0)
    if slots_of(arguments).member[i] == 1:
        rules, j = rules_of(arguments), here_of(arguments).begin + i
        group = int64(traits_of(arguments).class_of[int64(state_of(arguments).archetype[j]) & ARCHETYPE]) >> 1
        bits = standing(score, rules.below[z, group], rules.highest[z])
    return bits


@register_jitable
def keep(arguments: Any) -> None:
    """Write the event into the log; where there is no room for it, it is counted all the same."""
    log = log_of(arguments)
    place = log.used[0]
    if place < log.rows.shape[0]:
        for column in range(len(log.row)):
            log.rows[place, column] = log.row[column]
    log.used[0] = place + 1

"""The events of a citizen whose life is told, as they are walked through: why, and what came of it.

What would have become of an act without dread, or without hardship, is asked of the same rule with the same
word (`life.decide`).
"""

from __future__ import annotations

from typing import Any

from underheaven.counted.columns import Known
from underheaven.counted.events import Cause, Mark, Outcome, Record, Row, What
from underheaven.draws import int64
from underheaven.engine.arguments import (
    conduct_of,
    events_of,
    log_of,
    scale_of,
    slots_of,
    told_of,
)
from underheaven.engine.deciding import hindering, is_silenced
from underheaven.engine.here import here_of
from underheaven.engine.noting import blank, keep
from underheaven.engine.walked import Me
from underheaven.jit import register_jitable
from underheaven.life.decide import BROUGHT_ON, DENIED, DONE, HELD_BACK, ONE, PREVENTED, propensity
from underheaven.mechanisms.gaming.handed import gaming_of

NO_DREAD = 0


@register_jitable
def explain(i: int, e: int, z: int, arguments: Any) -> None:
    """Begin an event, with the reasons for which it may be held back, brought on, or not be played."""
    blank(arguments)
    x, row = events_of(arguments), log_of(arguments).row
    row[Row.SLOT], row[Row.WHAT], row[Row.MINUTE] = i, x.stream[e], x.minute[e]
    if row[Row.WHAT] == What.ACT:
        row[Row.OF], row[Row.WHY] = x.kind[e], _of_act(i, e, z, arguments)
        return
    row[Row.OF] = x.word[0, e]
    if row[Row.WHAT] == What.GAME:
        row[Row.WHY] = _of_game(e, z, arguments)


@register_jitable
def _of_act(i: int, e: int, z: int, arguments: Any) -> int:
    """Which of dread and hardship makes the difference for an act, or whether the climate silences it."""
    x, k, me = events_of(arguments), int64(events_of(arguments).kind[e]), events_of(arguments).me
    why: int = int64(Cause.CLIMATE)
    if is_silenced(i, k, arguments):
        return why
    word, base = int64(x.word[2, e]), conduct_of(arguments).base[slots_of(arguments).manner[i], k]
    needy = conduct_of(arguments).hardship_factor[k, me[Me.HARDSHIP] >> 4]
    usual = word < base
    without_dread = word < _propensity(k, z, base, NO_DREAD, needy, arguments)
    without_hardship = word < _propensity(k, z, base, me[Me.DREAD] >> 4, int64(ONE), arguments)
    if without_dread == without_hardship:
        why = int64(Cause.DREAD | Cause.HARDSHIP)
    else:
        why = int64(Cause.DREAD) if without_dread == usual else int64(Cause.HARDSHIP)
    return why


@register_jitable
def _propensity(k: int, z: int, base: int, dread: int, hardship: int, arguments: Any) -> int:
    """The threshold of an act at a level of dread, in sixteenths, and a factor for hardship."""
    c = conduct_of(arguments)
    climate = min(15, told_of(arguments).known[here_of(arguments).region, Known.CLIMATE] >> 12)
    return propensity(base, c.dread_response[z, k, dread], c.climate_factor[k, climate], hardship)


@register_jitable
def _of_game(e: int, z: int, arguments: Any) -> int:
    """Why a game is not played, if it is not."""
    x, g, me = events_of(arguments), gaming_of(arguments), events_of(arguments).me
    k = int64(x.word[0, e])
    confining, denying = hindering(k, arguments)
    why: int = int64(Cause.NOT_KNOWN)
    if g.worth[z, x.word[1, e], k] == 0:
        why = int64(Cause.NOT_WORTH_IT)
    elif me[Me.SHOWN] >= scale_of(arguments).high:
        why = int64(Cause.AT_HIGHEST)
    elif confining | denying:
        why = int64(Cause.HINDERED)
    return why


@register_jitable
def note_event(arguments: Any) -> None:
    """End an event with what came of it, and the levels after it."""
    me, row = events_of(arguments).me, log_of(arguments).row
    what = row[Row.WHAT]
    if what == What.ACT:
        _end_act(arguments)
    elif what == What.GAME:
        if row[Row.OUTCOME] == Outcome.DONE:
            row[Row.WHY] = 0
        else:
            row[Row.OUTCOME] = Outcome.NOT_DONE
    else:
        row[Row.OUTCOME] = Outcome.NO_RULE if row[Row.RECORD] == Record.NONE else Outcome.DONE
    row[Row.OWN], row[Row.SHOWN] = me[Me.OWN], me[Me.SHOWN]
    row[Row.CLEAN_OWN], row[Row.CLEAN] = me[Me.CLEAN_OWN], me[Me.CLEAN]
    row[Row.DREAD], row[Row.HARDSHIP] = me[Me.DREAD], me[Me.HARDSHIP]
    row[Row.STANDING] = me[Me.UNDER]
    keep(arguments)


@register_jitable
def _end_act(arguments: Any) -> None:
    """What became of an act."""
    row = log_of(arguments).row
    fate = row[Row.FATE]
    if fate & BROUGHT_ON:
        row[Row.MARKS] |= Mark.BROUGHT_ON
    if fate & (HELD_BACK | BROUGHT_ON) == 0:
        row[Row.WHY] = 0
    if fate & (PREVENTED | DENIED):
        confining, denying = hindering(row[Row.OF], arguments)
        prevented = fate & PREVENTED != 0
        row[Row.OUTCOME] = Outcome.PREVENTED if prevented else Outcome.DENIED
        row[Row.BITS], row[Row.WHY] = confining if prevented else denying, 0
    elif fate & HELD_BACK:
        row[Row.OUTCOME] = Outcome.HELD_BACK
    elif fate & DONE == 0:
        row[Row.OUTCOME] = Outcome.NOT_DONE
    elif row[Row.OUTCOME] != Outcome.REFUSED:
        row[Row.OUTCOME] = Outcome.DONE

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
    told_of,
)
from underheaven.engine.deciding import base_of, climate_bin, hindering, is_silenced
from underheaven.engine.here import here_of
from underheaven.engine.noting import blank, keep, put
from underheaven.engine.walked import Me
from underheaven.jit import register_jitable
from underheaven.life.decide import BROUGHT_ON, DENIED, DONE, HELD_BACK, ONE, PREVENTED, propensity
from underheaven.mechanisms.deterrence.handed import deterrence_of
from underheaven.mechanisms.deterrence.kernel import (
    chance_of,
    left_by_reckoning,
    loss_of,
    price_of,
    reckons,
)
from underheaven.mechanisms.gaming.playing import is_worth, say_aim, why_not

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
        row[Row.WHY] = _of_game(i, e, z, arguments)
        say_aim(i, e, z, arguments)


@register_jitable
def _of_act(i: int, e: int, z: int, arguments: Any) -> int:
    """Which of dread, hardship, the climate and the thought of a record makes the difference for an act."""
    x, k, me = events_of(arguments), int64(events_of(arguments).kind[e]), events_of(arguments).me
    why: int = int64(Cause.CLIMATE)
    if is_silenced(i, k, arguments):
        return why
    c, word = conduct_of(arguments), int64(x.word[2, e])
    base, within = base_of(i, k, arguments), c.bin_bits
    needy = c.hardship_factor[k, me[Me.HARDSHIP] >> within]
    until = _propensity(k, z, base, me[Me.DREAD] >> within, needy, arguments)
    weighs = word < until and deterrence_of(arguments).any == 1 and reckons(i, k, z, arguments)
    reckoned = weighs and word >= _reckoned(i, k, z, until, arguments)
    usual = word < base
    without_dread = word < _propensity(k, z, base, NO_DREAD, needy, arguments)
    without_hardship = word < _propensity(k, z, base, me[Me.DREAD] >> within, int64(ONE), arguments)
    if reckoned:
        why = int64(Cause.RECKONING)
    elif without_dread == without_hardship:
        why = int64(Cause.DREAD | Cause.HARDSHIP)
    else:
        why = int64(Cause.DREAD) if without_dread == usual else int64(Cause.HARDSHIP)
    return why


@register_jitable
def _propensity(k: int, z: int, base: int, dread: int, hardship: int, arguments: Any) -> int:
    """The threshold of an act at a level of dread, in sixteenths, and a factor for hardship."""
    c = conduct_of(arguments)
    climate = climate_bin(told_of(arguments).known[here_of(arguments).region, Known.CLIMATE], c.bin_bits)
    return propensity(base, c.dread_response[z, k, dread], c.climate_factor[k, climate], hardship)


@register_jitable
def _reckoned(i: int, k: int, z: int, until: int, arguments: Any) -> int:
    """The threshold of an act after a record is reckoned with; says what it comes to."""
    chance = chance_of(i, k, z, arguments)
    shown = events_of(arguments).me[Me.SHOWN]
    loss = loss_of(here_of(arguments).begin + i, k, z, shown, arguments)
    put(Row.CHANCE, chance + 1, arguments)
    put(Row.LOSS, loss, arguments)
    put(Row.COST, price_of(chance, loss, arguments), arguments)
    return left_by_reckoning(until, k, chance, loss, arguments)


@register_jitable
def _of_game(i: int, e: int, z: int, arguments: Any) -> int:
    """Why a game is not played, if it is not."""
    me = events_of(arguments).me
    confining, denying = hindering(int64(events_of(arguments).word[0, e]), arguments)
    why: int = int64(Cause.NOT_KNOWN)
    if not is_worth(i, e, z, me[Me.SHOWN], arguments):
        why = why_not(i, e, z, arguments)
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

"""How a step begins and ends for those whose life is told: who comes into the scheme, and all levels as it
closes, before anybody is replaced."""

from __future__ import annotations

from typing import Any

from underheaven.counted.events import Cause, End, Row, What
from underheaven.draws import int64
from underheaven.engine.arguments import log_of, slots_of, state_of, ties_of, tying_of
from underheaven.engine.here import here_of
from underheaven.engine.noting import is_told, note, put, under
from underheaven.engine.settling import SCORES, SHOWN
from underheaven.jit import register_jitable
from underheaven.life.close import of_one_tie
from underheaven.mechanisms.association.kernel import OFFSET, has_ties
from underheaven.mechanisms.privileges.handed import privileges_of
from underheaven.mechanisms.privileges.rule import privileges
from underheaven.mechanisms.standards.kernel import row_before


@register_jitable
def note_beginning(arguments: Any) -> None:
    """Tell who comes into the scheme."""
    if is_told(arguments):
        _greet(arguments)


@register_jitable
def _greet(arguments: Any) -> None:
    here, x, alarms = here_of(arguments), slots_of(arguments), log_of(arguments).alarms
    for i in range(here.n):
        alarms[i] = 0
        if x.member[i] == 1 and x.was_member[i] == 0:
            note(i, What.ENROLLED, 0, arguments)


@register_jitable
def note_own(arguments: Any) -> None:
    """Remember own scores before they recover."""
    if is_told(arguments):
        here, own = here_of(arguments), log_of(arguments).own
        for i in range(here.n):
            own[i] = state_of(arguments).own[here.begin + i]


@register_jitable
def note_end(arguments: Any) -> None:
    """Write down how the step ends."""
    if is_told(arguments):
        _end(arguments)


@register_jitable
def _end(arguments: Any) -> None:
    here, log = here_of(arguments), log_of(arguments)
    for i in range(here.n):
        if log.watched[i] == 1:
            if log.alarms[i] > 0:
                put(Row.NUMBER, log.alarms[i], arguments)
                note(i, What.ASSOCIATES, 0, arguments)
            _end_one(i, arguments)


@register_jitable
def _end_one(i: int, arguments: Any) -> None:
    here, log, s, x = here_of(arguments), log_of(arguments), state_of(arguments), slots_of(arguments)
    row, j, reward, z = log.ends[i], here.begin + i, privileges_of(arguments), here.z
    member, own, shown = int64(x.member[i]), int64(s.own[j]), int64(s.shown[j])
    row[End.ENROLLED], row[End.OWN], row[End.SHOWN] = member, own, shown
    row[End.CLEAN_OWN], row[End.CLEAN] = s.clean_own[j], s.clean[j]
    row[End.DREAD], row[End.HARDSHIP] = s.dread[j], s.hardship[j]
    row[End.RECOVERED] = (own - log.own[i]) * member
    _pull(i, own, arguments)
    now, by_own = under(i, shown, z, arguments), under(i, own, z, arguments)
    clean = under(i, int64(s.clean[j]), z, arguments)
    row[End.STANDING], row[End.IN_ERROR] = now, now & ~clean
    row[End.BY_TIES], row[End.SPARED] = now & ~by_own, by_own & ~now
    row[End.PRIVILEGES] = privileges(shown, reward.above[z], reward.lowest[z]) * member
    row[End.HARD_BEFORE] = int64(x.hardship_before[i] > 0)
    before = under(i, int64(x.shown_before[i]), row_before(arguments), arguments)
    row[End.UNDER_BEFORE] = int64(before != 0) * x.was_member[i]


@register_jitable
def _pull(i: int, own: int, arguments: Any) -> None:
    """What each sort of tie pulls the score by, before it is rounded and clamped."""
    tied, weights = tying_of(arguments).tied, ties_of(arguments).weights
    here, row = here_of(arguments), log_of(arguments).ends[i]
    row[End.HOUSEHOLD] = row[End.EMPLOYER] = row[End.FRIENDS] = 0
    if slots_of(arguments).member[i] == 0 or not has_ties(weights[here.z]):
        return
    degrees = (tied[0, i] >> 48, tied[1, i] >> 48, tied[2, i] >> 48)
    each = of_one_tie(degrees, weights[here.z])
    for sort in range(3):
        there = (tied[sort, i] >> SHOWN & SCORES) - OFFSET * degrees[sort]
        row[End.HOUSEHOLD + sort] = each[sort] * (there - degrees[sort] * own)


@register_jitable
def note_standing(
    i: int, of_steps: tuple[int, int, int], otherwise: tuple[int, int], returned: bool, arguments: Any
) -> None:
    """Tell the consequences that came and went with the step.

    `of_steps` are those now, those of the last step, and those that this step's thresholds would put in force
    at the score with which it began; `otherwise` those without errors and without ties.
    """
    if is_told(arguments):
        _note_standing(i, of_steps, otherwise, returned, arguments)


@register_jitable
def _note_standing(
    i: int, of_steps: tuple[int, int, int], otherwise: tuple[int, int], returned: bool, arguments: Any
) -> None:
    now, last, at_start = of_steps
    for c in range(64):
        bit = int64(1) << c
        if (now | last) >> c == 0:
            break
        if now & bit and not last & bit:
            why = int64(0)
            why |= Cause.WRONG_RECORDS * int64(otherwise[0] & bit == 0)
            why |= Cause.TIES * int64(otherwise[1] & bit == 0)
            why |= Cause.RULE * int64(at_start & bit != 0)
            put(Row.WHY, why if why != 0 else int64(Cause.OWN_RECORD), arguments)
            note(i, What.ENTERED, c, arguments)
        elif last & bit and not now & bit:
            ruled = at_start & bit == 0
            redressed = Cause.REDRESS if returned else Cause.SCORE
            put(Row.WHY, int64(Cause.RULE) if ruled else int64(redressed), arguments)
            note(i, What.LEFT, c, arguments)

"""What a firm does and comes under, told by each of its employees whose life is told."""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.counted.events import Mark, Outcome, Row, What
from underheaven.draws import int64, words
from underheaven.engine.arguments import log_of, trading_of
from underheaven.engine.here import here_of
from underheaven.engine.noting import blank, is_told, is_watched, note_of_state
from underheaven.jit import register_jitable
from underheaven.mechanisms.association.kernel import modulus


@register_jitable
def note_staff(firm: int, what: int, of: int, arguments: Any) -> None:
    """End an event of a firm with each of its employees."""
    if is_told(arguments):
        _note_staff(firm, what, of, arguments)
        blank(arguments)


@register_jitable
def _note_staff(firm: int, what: int, of: int, arguments: Any) -> None:
    here, x, row = here_of(arguments), trading_of(arguments), log_of(arguments).row
    points, moved, last = row[Row.POINTS], row[Row.MOVED], modulus(here.n) - 1
    w = words(here.place, 0, 0, draws.WORK, here.seed)
    row[Row.FIRM] = x.number[firm] + 1
    for p in range(int64(x.first_place[firm]), int64(x.last_place[firm])):
        i = ((w[0] | 1) * p + w[1]) & last
        if x.hired[i] == 0 or not is_watched(i, arguments):
            continue
        leads = i == x.representative[firm]
        row[Row.MARKS] = Mark.LEADS * int64(leads)
        if what == What.FIRM:
            row[Row.POINTS], row[Row.MOVED] = points * int64(leads), moved * int64(leads)
            row[Row.OUTCOME] = Outcome.REPRESENTATIVE if leads and points != 0 else Outcome.EMPLOYEE
        note_of_state(i, what, of, arguments)

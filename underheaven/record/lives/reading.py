"""What the kernel wrote of a step, with names: rows become events, and ends of steps weeks.

Nothing is decided here: what a row says is said by the kernel (`counted.events`), and only named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from underheaven.counted.events import Cause, End, Mark, Outcome, Record, Row, What
from underheaven.engine.layout import Layout
from underheaven.engine.world import World
from underheaven.record.lives.life import Event, Week

MINUTES_PER_DAY = 1_440
POINT = 16
"""Sixteenths."""
PULL = POINT << 16
EFFORT = 1 << 16
"""Parts of a unit of effort."""
CHANCE, LOSS, COST = 1 << 24, 1 << 10, 1 << 16
"""Parts in which chances, losses and costs are counted."""
WHAT = tuple(each.label for each in What)
OUTCOME = ("", *(each.label for each in Outcome if each != Outcome.NONE))
RECORD = ("", *(each.label for each in Record if each != Record.NONE))
"""Words by their numbers."""
CAUSE = {
    Cause.DREAD | Cause.HARDSHIP: "dread and hardship",
    int(Cause.AT_HIGHEST): "the score is at its highest",
    int(Cause.NOT_KNOWN): "how is not known",
    int(Cause.NOT_WORTH_IT): "not worth the effort",
    int(Cause.NOTHING_ABOVE): "nothing lies above",
    int(Cause.AWAITED): "what lies above comes by itself",
}
"""Causes whose words are not their names."""
AT_CLOSE = frozenset(
    {
        What.MEETING, What.FIRM_ACT, What.FIRM, What.APPEAL_REJECTED, What.TAKES_EFFECT, What.APPEAL_UPHELD,
        What.EXPIRES, What.NEWS, What.SANCTION, What.ENTERED, What.LEFT, What.ASSOCIATES,
    }
)  # fmt: skip
"""What comes at the close of a step: own scores move one by one, and shown ones follow all at once."""
ABOUT = {
    **dict.fromkeys(
        (What.ACT, What.FALSE_MATCH, What.CLERICAL_MISTAKE, What.GAME, What.MEETING,
         What.APPEAL_REJECTED, What.TAKES_EFFECT, What.APPEAL_UPHELD, What.EXPIRES), "kinds"
    ),
    **dict.fromkeys((What.ENTERED, What.LEFT), "consequences"),
    What.PLACE: "places", What.FIRM_ACT: "firm_kinds", What.FIRM: "firm_consequences", What.NEWS: "news",
    **dict.fromkeys((What.ENROLLED, What.SANCTION, What.ASSOCIATES, What.REPLACED), "nothing"),
}  # fmt: skip
"""Of what sort the thing is that `of` names; consequences that frighten are several; bits name them."""
OF_RECORDS = frozenset({What.APPEAL_REJECTED, What.TAKES_EFFECT, What.APPEAL_UPHELD, What.EXPIRES})


def require_all(about: Mapping[What, str]) -> None:
    """Raise ValueError, with its name, where an event is in `What` and what it is about is said nowhere."""
    for what in What:
        if what not in about:
            raise ValueError(f"what the event {what.name} is about is said nowhere: add it to ABOUT")


require_all(ABOUT)


@cache
def names_of(bits: int, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names whose bits are set."""
    return tuple(name for place, name in enumerate(names) if bits >> place & 1) if bits else ()


@cache
def cause(bits: int) -> str:
    """Causes in words."""
    return CAUSE.get(bits) or ", ".join(each.label for each in Cause if bits & each)


class Reader:
    """Names what was written of the citizens of a community, the first of whom has the number `first`."""

    def __init__(self, world: World, layout: Layout, first: int) -> None:
        self._world, self._layout, self._first = world, layout, first
        names: dict[str, tuple[str, ...]] = {"nothing": ("",), "news": tuple(world.policy.news)}
        self._of: dict[int, tuple[str, ...]] = {
            what: names[sort] if sort in names else getattr(layout, sort) for what, sort in ABOUT.items()
        }
        self._scored = world.policy.firms is not None
        self._aims = (
            *(f"consequence.{name}" for name in layout.consequences),
            *(f"privilege.{name}" for name in layout.privileges),
        )

    def week(self, step: int, end: Sequence[int]) -> Week:
        """A step as it ended, from the columns of `End`."""
        world, consequences = self._world, self._layout.consequences
        return Week(
            step=step,
            day=self._day(step * world.step_minutes),
            enrolled=end[End.ENROLLED] == 1,
            own=end[End.OWN] / POINT,
            shown=end[End.SHOWN] / POINT,
            clean_own=end[End.CLEAN_OWN] / POINT,
            clean=end[End.CLEAN] / POINT,
            dread=end[End.DREAD],
            hardship=end[End.HARDSHIP],
            recovered=end[End.RECOVERED] / POINT,
            household=end[End.HOUSEHOLD] / PULL,
            employer=end[End.EMPLOYER] / PULL,
            friends=end[End.FRIENDS] / PULL,
            standing=names_of(end[End.STANDING], consequences),
            in_error=names_of(end[End.IN_ERROR], consequences),
            by_ties=names_of(end[End.BY_TIES], consequences),
            spared=names_of(end[End.SPARED], consequences),
            privileges=names_of(end[End.PRIVILEGES], self._layout.privileges),
            hard_before=end[End.HARD_BEFORE] == 1,
            under_before=end[End.UNDER_BEFORE] == 1,
        )

    def events(self, step: int, rows: Iterable[Sequence[int]], end: Sequence[int]) -> list[Event]:
        """The events of one citizen's step, from rows of the columns of `Row`; `end` as in `week`."""
        return [self._event(step, row, end if row[Row.WHAT] in AT_CLOSE else None) for row in rows]

    def _event(self, step: int, row: Sequence[int], end: Sequence[int] | None) -> Event:
        what, marks, consequences = row[Row.WHAT], row[Row.MARKS], self._layout.consequences
        day, minute = divmod(step * self._world.step_minutes + row[Row.MINUTE], MINUTES_PER_DAY)
        return Event(
            step=step,
            day=self._world.start + dt.timedelta(days=day),
            minute=minute,
            what=WHAT[what],
            of=self._of[what][row[Row.OF]] or ", ".join(names_of(row[Row.BITS], consequences)),
            outcome=OUTCOME[row[Row.OUTCOME]],
            why=self._why(what, row),
            brought_on=marks & Mark.BROUGHT_ON != 0,
            answerable=marks & Mark.ANSWERABLE != 0,
            source=self._layout.sources[row[Row.SOURCE] - 1] if row[Row.SOURCE] else "",
            record=RECORD[row[Row.RECORD]],
            points=0.0 if what == What.FIRM_ACT else row[Row.POINTS] / POINT,
            moved=row[Row.MOVED] / POINT,
            counts=marks & Mark.TOO_MANY == 0,
            waits=marks & Mark.WAITS != 0,
            appealed=marks & Mark.APPEALED != 0,
            clamped=marks & Mark.CLAMPED != 0,
            brings=names_of(row[Row.BRINGS], consequences),
            repaid=marks & Mark.REPAID != 0 if marks & (Mark.REPAID | Mark.DEFAULTED) else None,
            uses=names_of(row[Row.USES], self._layout.privileges),
            lane="fast" if marks & Mark.FAST else "slow" if marks & Mark.SLOW else "",
            waited=row[Row.WAITED] / POINT,
            one_line=row[Row.ONE_LINE] / POINT,
            number=row[Row.NUMBER] or 1,
            aim=self._aims[row[Row.AIM] - 1] if row[Row.AIM] else "",
            steps=row[Row.STEPS],
            effort=row[Row.EFFORT] / EFFORT,
            for_error=marks & Mark.FOR_ERROR != 0,
            whom=self._first + row[Row.WHOM] - 1 if row[Row.WHOM] else None,
            **(self._of_firm(row) if row[Row.FIRM] else {}),
            chance=(row[Row.CHANCE] - 1) / CHANCE if row[Row.CHANCE] else None,
            loss=row[Row.LOSS] / LOSS,
            cost=row[Row.COST] / COST,
            own=row[Row.OWN] / POINT,
            shown=(row[Row.SHOWN] if end is None else end[End.SHOWN]) / POINT,
            clean_own=row[Row.CLEAN_OWN] / POINT,
            clean=(row[Row.CLEAN] if end is None else end[End.CLEAN]) / POINT,
            dread=row[Row.DREAD],
            hardship=row[Row.HARDSHIP],
            standing=names_of(row[Row.STANDING] if end is None else end[End.STANDING], consequences),
        )

    def _of_firm(self, row: Sequence[int]) -> dict[str, Any]:
        """Which firm it is, its score, and what the citizen is in it."""
        leads = row[Row.MARKS] & Mark.LEADS != 0
        acts = row[Row.WHAT] == What.FIRM_ACT
        return {
            "firm": row[Row.FIRM] - 1,
            "firm_score": row[Row.FIRM_SCORE] / POINT if acts and self._scored else None,
            "firm_points": row[Row.POINTS] / POINT if acts else 0.0,
            "role": (Outcome.REPRESENTATIVE if leads else Outcome.EMPLOYEE).label,
        }

    def _why(self, what: int, row: Sequence[int]) -> str:
        """The cause, the consequences that hindered an act, or the day of a record."""
        if what in OF_RECORDS:
            return f"recorded {self._day(row[Row.SINCE])}"
        if what == What.ACT and row[Row.BITS]:
            return ", ".join(names_of(row[Row.BITS], self._layout.consequences))
        return cause(row[Row.WHY])

    def _day(self, minute: int) -> dt.date:
        """The day of a minute of the run."""
        return self._world.start + dt.timedelta(days=minute // MINUTES_PER_DAY)

"""A life in numbers: what befell one citizen, counted and added up."""

from __future__ import annotations

from underheaven.record.lives import life as told
from underheaven.record.lives.life import ACT, DONE, Life

MINUTES_PER_DAY = 1_440


def totals(life: Life) -> dict[str, float | None]:
    """Name -> number: what `counts` counts, and levels.

    Scores are in points, of the steps in the scheme, and None for who never is in it; dread and hardship are
    means over steps of levels of 0 to 255. What needs a week is left out where none was lived.
    """
    found: dict[str, float | None] = {**counts(life)}
    if life.weeks:
        weeks = life.weeks
        shown = [week.shown for week in weeks if week.enrolled]
        seen = [event.shown for event in life.events if event.step in life.scored]
        found["lowest score"] = min(shown + seen, default=None)
        found["last score"] = shown[-1] if shown else None
        found["mean dread"] = sum(week.dread for week in weeks) / len(weeks)
        found["mean hardship"] = sum(week.hardship for week in weeks) / len(weeks)
    return found


def counts(life: Life) -> dict[str, float]:
    """Name -> number: acts by what became of them, records, points, days under consequences."""
    acts = life.of(ACT)
    streams = life.of(*told.STREAMS)
    back = (told.UPHELD, told.EXPIRED)
    moved = [event.moved for event in life.events if event.what not in back]
    return {
        "acts considered": len(acts),
        "acts done": sum(event.outcome == DONE for event in acts),
        "held back": sum(event.outcome == told.HELD_BACK for event in acts),
        "brought on": sum(event.brought_on for event in acts),
        "prevented": sum(event.outcome == told.PREVENTED for event in acts),
        "denied": sum(event.outcome == told.DENIED for event in acts),
        "refused": sum(event.outcome == told.REFUSED for event in acts),
        "done and unseen": sum(event.answerable and not event.source for event in streams),
        "true records": sum(event.record == told.TRUE for event in streams),
        "wrong records": sum(event.record == told.WRONG for event in streams),
        "struck out": sum(event.record == told.STRUCK for event in streams),
        "meetings": len(life.of(told.MEETING)),
        "matches": sum(event.outcome == told.MATCHED for event in life.of(told.MEETING)),
        "points lost": -sum(change for change in moved if change < 0),
        "points gained": sum(change for change in moved if change > 0),
        "points given back": sum(abs(event.moved) for event in life.of(*back)),
        "days under a consequence": _days(life, [bool(week.standing) for week in life.weeks]),
        "days in error": _days(
            life, [bool(week.standing) and week.standing == week.in_error for week in life.weeks]
        ),
        "days confined": _days(life, [_confined(life, week.standing) for week in life.weeks]),
    }


def _confined(life: Life, names: tuple[str, ...]) -> bool:
    return any(life.world.policy.consequences[name].confines for name in names)


def _days(life: Life, marked: list[bool]) -> float:
    """Days of the steps that are marked; the last counts as a whole, as where citizens are searched."""
    return sum(marked) * life.world.step_minutes / MINUTES_PER_DAY

"""What goes by the calendar: segments of the policy, fading, recovery and news (specification, 2 and 8)."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import floor
from typing import Any, Self

from underheaven.engine.world import MINUTES_PER_DAY, World
from underheaven.integer_tables import filled, table
from underheaven.keys import name_key
from underheaven.mechanisms.news.model import Announcement
from underheaven.policy.dates import change_days
from underheaven.policy.schema import MAX_NEWS
from underheaven.society.crowding import YEAR_MINUTES as YEAR_MINUTES

FAINT = Decimal("0.0001")
ONE = 1 << 16
MEMORY = 80_640
"""Minutes over which smoothed levels forget: eight weeks."""


@dataclass(frozen=True)
class Segments:
    """The stretches of a run in which no dated value changes: their first days."""

    days: tuple[dt.date, ...]

    @classmethod
    def of(cls, world: World) -> Self:
        """The segments of a world; the first begins with the run."""
        changes = {day for day in change_days(world.policy) if world.start < day <= world.end}
        return cls((world.start, *sorted(changes)))

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.days)


def scheduled(world: World, per_year: Decimal) -> Any:
    """[T] whole units due in each step at a rate a year, so that no step length loses any."""
    ends = [0, *(world.end_of(step) for step in range(world.steps))]
    due = [floor(per_year * end / YEAR_MINUTES) for end in ends]
    return table([after - before for before, after in pairwise(due)])


def _hearing(world: World) -> Any:
    """[T, R, 4] the chance to hear each piece of news in each step."""
    regions = list(world.society.regions)
    out = filled((world.steps, len(regions), MAX_NEWS))
    for a, news in enumerate(world.policy.news.values()):
        told = [r for r, region in enumerate(regions) if news.regions == "all" or region in news.regions]
        for step in range(world.steps):
            begin = step * world.step_minutes
            age = Decimal(begin - world.minute_of(news.day)) / MINUTES_PER_DAY
            if age < 0:
                continue
            if ended(world, step):
                break
            chance = news.per_day.value * 2 ** (-age / news.half_life_days.value)
            if chance < FAINT:
                break
            days = Decimal(world.end_of(step) - begin) / MINUTES_PER_DAY
            heard = floor(2**32 * (1 - (1 - chance) ** days))
            for r in told:
                out[step, r, a] = heard
    return out


def ended(world: World, step: int) -> bool:
    """Whether the scheme has ended by a step's first minute."""
    sunset = world.policy.safeguards.sunset
    return sunset is not None and world.minute_of(sunset) <= step * world.step_minutes


def announced(world: World) -> Iterator[tuple[int, Announcement, Decimal]]:
    """Each step in which an announcement is heard, the announcement, and what its age leaves of it."""
    for announcement in world.policy.announcements.values():
        half_life, last = announcement.half_life_days, announcement.until
        for step in range(world.steps):
            begin = step * world.step_minutes
            age = Decimal(begin - world.minute_of(announcement.since)) / MINUTES_PER_DAY
            past = last is not None and begin >= world.minute_of(last) + MINUTES_PER_DAY
            if age < 0 or past or ended(world, step):
                continue
            yield step, announcement, Decimal(1) if half_life is None else 2 ** (-age / half_life.value)


def _heard(world: World) -> Any:
    """[T, K] dread added by the announcements that people hear while they do an act."""
    kinds = list(world.society.acts)
    out = filled((world.steps, len(kinds)))
    for step, announcement, left in announced(world):
        for name in announcement.on:
            out[step, kinds.index(name)] += floor(announcement.dread.value * left)
    return out


def schedule_tables(world: World, segments: Segments) -> dict[str, Any]:
    """Everything that is looked up by step."""
    begins = [world.minute_of(day) for day in segments.days]
    ends = [world.end_of(step) for step in range(world.steps)]
    firsts = [step * world.step_minutes for step in range(world.steps)]
    dread = [floor(news.dread.value) for news in world.policy.news.values()]
    keys = [name_key(name) for name in world.policy.news]
    return {
        "segment_begin": table(begins),
        "first_segment": table([bisect_right(begins, minute) - 1 for minute in firsts]),
        "last_segment": table([bisect_right(begins, minute - 1) - 1 for minute in ends]),
        "end": table(ends),
        "recovery": scheduled(world, 16 * world.policy.score.recovery.value),
        "dread_fade": scheduled(world, world.society.behaviour.dread.fade_per_year.value),
        "hardship_fade": scheduled(world, world.society.behaviour.hardship.fade_per_year.value),
        "hear": _hearing(world),
        "heard": _heard(world),
        "smoothing": floor(ONE * Decimal(world.step_minutes) / (world.step_minutes + MEMORY)),
        "news_dread": table([*dread, *[0] * (MAX_NEWS - len(dread))]),
        "news_key": table([*keys, *[0] * (MAX_NEWS - len(keys))], "uint64"),
        "step_minutes": world.step_minutes,
    }

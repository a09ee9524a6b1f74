"""Announcements, which are heard at acts, and news, which are talked about (specification, 6.6 and 8.4)."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from typing import NamedTuple

from underheaven.engine.reference.decimals import CERTAIN
from underheaven.engine.world import World
from underheaven.mechanisms.news.model import Announcement, News

MINUTES_PER_DAY = 1_440
HEARD_AT_LEAST = Decimal("0.0001")


class Heard(NamedTuple):
    """What an announcement does in a step: at acts of these kinds it adds so much dread."""

    kinds: frozenset[int]
    dread: int


class Announcing:
    """What is announced and what is news in each step."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.news = list(world.policy.news.values())
        self.names = list(world.policy.news)

    def _ended(self, step: int) -> bool:
        sunset = self._world.policy.safeguards.sunset
        return sunset is not None and self._age(sunset, step) >= 0

    def _age(self, day: dt.date, step: int) -> Decimal:
        """Days from a day to the first minute of a step."""
        return Decimal(step * self._world.step_minutes - self._world.minute_of(day)) / MINUTES_PER_DAY

    def heard(self, step: int) -> list[Heard]:
        """The announcements in force in a step."""
        if self._ended(step):
            return []
        kinds = list(self._world.society.acts)
        return [
            Heard(frozenset(kinds.index(name) for name in each.on), self._dread(each, step))
            for each in self._world.policy.announcements.values()
            if self._age(each.since, step) >= 0 and (each.until is None or self._age(each.until, step) < 1)
        ]

    def at(self, step: int, kind: int) -> list[tuple[Announcement, Decimal]]:
        """What is announced at acts of a kind in a step, and what age leaves of it."""
        if self._ended(step):
            return []
        name = list(self._world.society.acts)[kind]
        return [
            (each, self._left(each, step))
            for each in self._world.policy.announcements.values()
            if name in each.on
            and self._age(each.since, step) >= 0
            and (each.until is None or self._age(each.until, step) < 1)
        ]

    def _left(self, announcement: Announcement, step: int) -> Decimal:
        if announcement.half_life_days is None:
            return Decimal(1)
        age = self._age(announcement.since, step)
        return Decimal(2) ** (-age / announcement.half_life_days.value)

    def _dread(self, announcement: Announcement, step: int) -> int:
        return math.floor(announcement.dread.value * self._left(announcement, step))

    def hearing(self, region: int, step: int) -> list[int]:
        """The threshold of hearing each news in a step."""
        return [self._threshold(news, region, step) for news in self.news]

    def _threshold(self, news: News, region: int, step: int) -> int:
        world = self._world
        name = list(world.society.regions)[region]
        age = self._age(news.day, step)
        if self._ended(step) or age < 0 or (news.regions != "all" and name not in news.regions):
            return 0
        chance = news.per_day.value * Decimal(2) ** (-age / news.half_life_days.value)
        if chance < HEARD_AT_LEAST:
            return 0
        days = Decimal(world.end_of(step) - step * world.step_minutes) / MINUTES_PER_DAY
        return math.floor(CERTAIN * (1 - (1 - chance) ** days))

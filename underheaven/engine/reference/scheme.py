"""The policy in time: what is in force at a minute (specification, 2.4, 3 and 10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from underheaven.documents.quantity import DatedQuantity
from underheaven.engine.reference.decimals import threshold, total
from underheaven.engine.reference.people import Archetype
from underheaven.engine.world import World
from underheaven.policy.schema import Policy

NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Segment:
    """A stretch of days on which the policy does not change.

    `points` of each kind of act and `below` of each consequence are in sixteenths; points of 0 mean that no
    rule is in force, a threshold of None that the consequence is not. `announcements` are those in force:
    (the kinds of act on which it is heard, dread).
    """

    number: int
    first_minute: int
    day: dt.date
    points: tuple[int, ...]
    below: tuple[int | None, ...]
    announcements: tuple[tuple[frozenset[int], int], ...]
    secrecy: Decimal
    alpha: Decimal


def value_on(quantity: DatedQuantity, day: dt.date) -> Decimal:
    """The value in force; before its first day a number is absent, which counts as 0."""
    value = quantity.on(day)
    return Decimal(0) if value is None else value


def _dated(policy: Policy) -> Iterator[DatedQuantity]:
    """Every number of a policy that may change."""
    yield policy.secrecy
    yield policy.association.alpha
    for source in policy.sources.values():
        yield from (source.coverage.urban, source.coverage.rural, *source.sees.values())
        if source.mistakes is not None:
            yield source.mistakes.per_person_year
        if source.faces is not None:
            yield source.faces.searches_per_person_year
    for rule in policy.rules.values():
        yield from (points for points in (rule.points, rule.repaid, rule.defaulted) if points is not None)
    for consequence in policy.consequences.values():
        yield consequence.below


def _days(world: World) -> list[dt.date]:
    """The first day of each segment."""
    days = {day for quantity in _dated(world.policy) for day in quantity.days}
    for announcement in world.policy.announcements.values():
        days.add(announcement.since)
        if announcement.until is not None:
            days.add(announcement.until + dt.timedelta(days=1))
    return [world.start, *sorted(day for day in days if world.start < day <= world.end)]


class Scheme:
    """The policy of a world: its scale, its segments, and who is enrolled in it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.policy = world.policy
        self.kinds = {name: number for number, name in enumerate(world.society.acts)}
        score = self.policy.score
        self.minimum, self.maximum, self.start = (
            int(16 * points.value) for points in (score.minimum, score.maximum, score.start)
        )
        self.segments = [self._segment(number, day) for number, day in enumerate(_days(world))]
        self.per_day = {self.kinds[kind]: rule.per_day for kind, rule in self.policy.rules.items()}
        self.denied = [
            frozenset(self.kinds[kind] for kind in consequence.denies)
            for consequence in self.policy.consequences.values()
        ]
        self.confining = [consequence.confines for consequence in self.policy.consequences.values()]
        self._ages = [band.first for band in world.society.age_bands.values()]

    def _segment(self, number: int, day: dt.date) -> Segment:
        policy = self.policy
        rules = [policy.rules.get(kind) for kind in self.kinds]
        points = [
            Decimal(0) if rule is None or rule.points is None else value_on(rule.points, day)
            for rule in rules
        ]
        below = [consequence.below.on(day) for consequence in policy.consequences.values()]
        heard = [
            (frozenset(self.kinds[kind] for kind in announcement.on), int(announcement.dread.value))
            for announcement in policy.announcements.values()
            if announcement.since <= day and (announcement.until is None or day <= announcement.until)
        ]
        return Segment(
            number,
            self.world.minute_of(day),
            day,
            tuple(int(16 * p) for p in points),
            tuple(None if limit is None else int(16 * limit) for limit in below),
            tuple(heard),
            value_on(policy.secrecy, day),
            value_on(policy.association.alpha, day),
        )

    def at(self, minute: int) -> Segment:
        """The segment of a minute of the run."""
        return [segment for segment in self.segments if segment.first_minute <= minute][-1]

    def of_step(self, step: int) -> list[Segment]:
        """The segments that a step touches, in order."""
        first = self.at(step * self.world.step_minutes)
        last = self.at(self.world.end_of(step) - 1)
        return self.segments[first.number : last.number + 1]

    def clamp(self, score: int) -> int:
        """The nearest score on the scale."""
        return max(self.minimum, min(self.maximum, score))

    def adult(self, archetype: Archetype) -> bool:
        """Whether a citizen counts as adult, that is, can be scored."""
        return self._ages[archetype.age] >= self.policy.score.scored_from_age

    def standing(self, score: int, segment: Segment) -> frozenset[int]:
        """The consequences in force for an enrolled adult with this score."""
        return frozenset(c for c, limit in enumerate(segment.below) if limit is not None and score < limit)

    def enrolled(self, region: int, step: int, word: int) -> bool:
        """Whether a community is in the scheme, its lottery word being `word`."""
        name = list(self.world.society.regions)[region]
        minute = step * self.world.step_minutes
        return any(
            (entry.regions == "all" or name in entry.regions)
            and self.world.minute_of(entry.since) <= minute
            and word < threshold(entry.share.value)
            for entry in self.policy.rollout.values()
        )

    def tie_weights(self) -> tuple[Decimal, Decimal, Decimal]:
        """Shares of household, employer and friends in the pull of ties."""
        ties = self.policy.association
        return ties.household.value, ties.employer.value, ties.friends.value


def mean_coverage(urban_share: Decimal, urban: Decimal, rural: Decimal) -> Decimal:
    """Coverage of a region as a whole."""
    return total((urban_share * urban, (1 - urban_share) * rural))

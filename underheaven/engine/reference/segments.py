"""The stretches of days on which a policy does not change (specification, 2.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from underheaven.documents.quantity import DatedQuantity
from underheaven.engine.world import World
from underheaven.mechanisms.rules.model import Rule
from underheaven.policy.schema import Policy
from underheaven.society.schema import Act


class Points(NamedTuple):
    """What a record of one kind moves a score by, in sixteenths, where its outcome is good or bad.

    The two differ for kinds of credit alone.
    """

    good: int
    bad: int

    @property
    def in_force(self) -> bool:
        """Whether there is a rule at all."""
        return bool(self.good or self.bad)

    @property
    def negative(self) -> bool:
        """Whether some outcome costs points."""
        return min(self) < 0


@dataclass(frozen=True)
class Segment:
    """A stretch of days on which the policy does not change; `ended` from the day of `sunset` on.

    Scores are in sixteenths; None is a threshold that is not in force. `points` of each kind of act; `below`
    of each consequence and group; `above` of each privilege.
    """

    number: int
    first_minute: int
    day: dt.date
    ended: bool
    points: tuple[Points, ...]
    below: tuple[tuple[int | None, ...], ...]
    above: tuple[int | None, ...]
    secrecy: Decimal
    alpha: Decimal

    def value(self, quantity: DatedQuantity) -> Decimal | None:
        """The value in force, None where there is none."""
        return None if self.ended else quantity.on(self.day)

    def number_of(self, quantity: DatedQuantity) -> Decimal:
        """The value in force; a number that is absent counts as 0."""
        value = self.value(quantity)
        return Decimal(0) if value is None else value

    def limit(self, quantity: DatedQuantity) -> int | None:
        """The threshold in force, in sixteenths."""
        value = self.value(quantity)
        return None if value is None else int(16 * value)


def segments_of(world: World) -> list[Segment]:
    """The segments of a run, in order."""
    return [_segment(world, number, day) for number, day in enumerate(_days(world))]


def _segment(world: World, number: int, day: dt.date) -> Segment:
    policy, society = world.policy, world.society
    sunset = policy.safeguards.sunset
    ended = sunset is not None and sunset <= day
    bare = Segment(number, world.minute_of(day), day, ended, (), (), (), Decimal(0), Decimal(0))
    return Segment(
        number,
        bare.first_minute,
        day,
        ended,
        tuple(_points(policy, act, policy.rules.get(name), bare) for name, act in society.acts.items()),
        tuple(
            tuple(
                bare.limit(consequence.below_of_group.get(group, consequence.below))
                for group in society.groups
            )
            for consequence in policy.consequences.values()
        ),
        tuple(bare.limit(privilege.above) for privilege in policy.privileges.values()),
        Decimal(0) if policy.safeguards.published_method else bare.number_of(policy.secrecy),
        Decimal(0) if policy.safeguards.no_association else bare.number_of(policy.association.alpha),
    )


def _points(policy: Policy, act: Act, rule: Rule | None, segment: Segment) -> Points:
    """What records of a kind count; nothing where a safeguard makes its rule void."""
    void = (policy.safeguards.no_speech and act.speech != "none") or (
        policy.safeguards.no_purchases and act.kind == "purchase"
    )
    if rule is None or void:
        return Points(0, 0)
    if rule.points is not None:
        points = int(16 * segment.number_of(rule.points))
        return Points(points, points)
    return Points(
        *(0 if part is None else int(16 * segment.number_of(part)) for part in (rule.repaid, rule.defaulted))
    )


def _days(world: World) -> list[dt.date]:
    """The first day of each segment."""
    days = {day for quantity in _dated(world.policy) for day in quantity.days}
    if world.policy.safeguards.sunset is not None:
        days.add(world.policy.safeguards.sunset)
    return [world.start, *sorted(day for day in days if world.start < day <= world.end)]


def _dated(policy: Policy) -> Iterator[DatedQuantity]:
    """Every number of a policy that may change."""
    yield policy.secrecy
    yield policy.association.alpha
    for source in policy.sources.values():
        yield from (source.coverage.urban, source.coverage.rural, source.attention, *source.sees.values())
        if source.learning is not None and source.learning.correction is not None:
            yield source.learning.correction
        if source.mistakes is not None:
            yield source.mistakes.per_person_year
        if source.faces is not None:
            yield source.faces.searches_per_person_year
    for rule in policy.rules.values():
        yield from (points for points in (rule.points, rule.repaid, rule.defaulted) if points is not None)
    for consequence in policy.consequences.values():
        yield from (consequence.below, *consequence.below_of_group.values())
    for privilege in policy.privileges.values():
        yield privilege.above
    if policy.firms is not None:
        for firm_rule in policy.firms.rules.values():
            yield from (firm_rule.points, firm_rule.caught)
        for firm_consequence in policy.firms.consequences.values():
            yield firm_consequence.below

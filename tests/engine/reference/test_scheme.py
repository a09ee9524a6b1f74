"""The policy in time."""

import datetime as dt
from decimal import Decimal

from tests.worlds import random_world
from underheaven.documents.quantity import DatedQuantity, Quantity
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.world import World
from underheaven.policy.schema import Announcement, Consequence, Rollout

DAY = dt.timedelta(days=1)


def _world(**policy: object) -> World:
    """A world of exactly two weeks in which nothing is dated but what the test dates."""
    world, _ = random_world(4, frozenset({"sources"}))
    start = dt.date(2020, 2, 24)
    plain = {"consequences": {}, "announcements": {}, **policy}
    return World(
        world.policy.model_copy(update=plain), world.society, 1, start, start + 13 * DAY, 200, 10_080, 256
    )


def _dated(**days: int) -> DatedQuantity:
    """Values in hundredths from days of the form `dMMDD` of the year 2020."""
    dates = {dt.date(2020, int(day[1:3]), int(day[3:])): Decimal(value) / 100 for day, value in days.items()}
    return DatedQuantity(dated=dates)


def test_a_policy_without_dates_is_one_segment() -> None:
    assert len(Scheme(_world()).segments) == 1


def test_a_day_of_change_cuts_at_its_first_minute_across_a_leap_day() -> None:
    scheme = Scheme(_world(secrecy=_dated(d0220=10, d0224=20, d0301=30, d0308=40, d0309=50)))
    assert [segment.first_minute for segment in scheme.segments] == [0, 6 * 1440, 13 * 1440]
    assert [segment.secrecy * 10 for segment in scheme.segments] == [2, 3, 4]
    assert scheme.at(6 * 1440 - 1).number == 0
    assert scheme.at(6 * 1440).number == 1
    assert [[segment.number for segment in scheme.of_step(step)] for step in (0, 1)] == [[0, 1], [1, 2]]


def test_before_its_first_day_a_number_is_absent() -> None:
    below = {"c": Consequence(title="c", below=_dated(d0226=0))}
    scheme = Scheme(_world(secrecy=_dated(d0226=50), consequences=below))
    before, after = scheme.segments
    assert (before.secrecy, after.secrecy) == (Decimal(0), Decimal("0.5"))
    assert (before.below, after.below) == ((None,), (0,))
    assert scheme.standing(-1, before) == frozenset()
    assert scheme.standing(-1, after) == {0}
    assert scheme.standing(0, after) == frozenset()


def test_an_announcement_is_heard_until_the_end_of_its_last_day() -> None:
    day = dt.date(2020, 2, 26)
    announcement = Announcement(title="a", on=("k1",), dread=Quantity(value=Decimal(7)), since=day, until=day)
    scheme = Scheme(_world(announcements={"a": announcement}))
    assert [segment.first_minute for segment in scheme.segments] == [0, 2 * 1440, 3 * 1440]
    assert [segment.announcements for segment in scheme.segments] == [(), ((frozenset({1}), 7),), ()]


def test_enrolment_waits_for_a_step_that_begins_in_time() -> None:
    region = next(iter(_world().society.regions))
    half = Quantity(value=Decimal("0.5"))
    for late, enrolled in ((0, True), (1, False)):
        since = dt.date(2020, 3, 2) + late * DAY
        scheme = Scheme(_world(rollout={"a": Rollout(since=since, share=half, regions=(region,))}))
        assert not scheme.enrolled(0, 0, 0)
        assert scheme.enrolled(0, 1, 2**31 - 1) is enrolled
        assert not scheme.enrolled(0, 1, 2**31)
        assert not scheme.enrolled(1, 1, 0)

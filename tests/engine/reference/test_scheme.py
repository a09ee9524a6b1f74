"""The policy in time."""

import datetime as dt
from decimal import Decimal, localcontext
from typing import Any

import pytest

from tests.worlds import random_world
from underheaven.documents.problems import InputError
from underheaven.documents.quantity import DatedQuantity, Quantity
from underheaven.engine.reference.announcing import Announcing
from underheaven.engine.reference.decimals import CONTEXT
from underheaven.engine.reference.enrolment import Enrolment
from underheaven.engine.reference.people import Archetype, Attributes
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.world import World
from underheaven.mechanisms.consequences.model import Consequence
from underheaven.mechanisms.enrolment.model import Joining, Rollout
from underheaven.mechanisms.news.model import Announcement, News
from underheaven.mechanisms.privileges.model import Privilege
from underheaven.mechanisms.rules.model import Rule
from underheaven.policy.safeguards import Safeguards

DAY = dt.timedelta(days=1)
DAY_ONE = dt.date(2020, 2, 24)
HALF = Quantity(value=Decimal("0.5"))
WHO = Archetype(0, 0, 0, 0, 0, 0, 0)


def _world(**policy: object) -> World:
    """A world of two groups and exactly two weeks in which nothing is dated but what the test dates."""
    world, _ = random_world(4, frozenset({"sources"}))
    society = world.society.model_copy(update={"groups": ("g0", "g1")})
    plain = {"consequences": {}, "announcements": {}, **policy}
    return World(
        world.policy.model_copy(update=plain), society, 1, DAY_ONE, DAY_ONE + 13 * DAY, 200, 10_080, 256
    )


def _announcement(since: dt.date, **parts: Any) -> Announcement:
    """An announcement at the second kind of act, of three days unless said otherwise."""
    until = parts.pop("until", DAY_ONE + 2 * DAY)
    return Announcement(title="a", on=("k1",), dread=Quantity(value=7), since=since, until=until, **parts)


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
    above = {"p": Privilege(title="p", above=_dated(d0226=0))}
    scheme = Scheme(_world(secrecy=_dated(d0226=50), consequences=below, privileges=above))
    before, after = scheme.segments
    assert (before.secrecy, after.secrecy) == (Decimal(0), Decimal("0.5"))
    assert [scheme.standing(WHO, score, before) for score in (-1, 0)] == [set(), set()]
    assert [scheme.standing(WHO, score, after) for score in (-1, 0)] == [{0}, set()]
    assert [scheme.favour(score, before) for score in (0, 1)] == [set(), set()]
    assert [scheme.favour(score, after) for score in (0, 1)] == [set(), {0}]


def test_a_group_may_have_a_threshold_of_its_own() -> None:
    world = _world()
    group = world.society.groups[0]
    consequence = Consequence(title="c", below=_dated(d0101=0), below_of_group={group: _dated(d0226=100)})
    before, after = (scheme := Scheme(_world(consequences={"c": consequence}))).segments
    others = WHO._replace(group=1)
    assert [scheme.standing(WHO, -1, segment) for segment in (before, after)] == [set(), {0}]
    assert scheme.standing(WHO, 15, after) == {0}
    assert [scheme.standing(others, -1, segment) for segment in (before, after)] == [{0}, {0}]
    assert scheme.standing(others, 15, after) == set()


def test_at_sunset_everything_dated_ends() -> None:
    news = News(
        title="n", day=DAY_ONE, per_day=HALF, half_life_days=Quantity(value=9), dread=Quantity(value=1)
    )
    world = _world(
        secrecy=_dated(d0101=50),
        consequences={"c": Consequence(title="c", below=_dated(d0101=0))},
        announcements={"a": _announcement(DAY_ONE)},
        news={"n": news},
        safeguards=Safeguards(sunset=dt.date(2020, 2, 27)),
    )
    scheme, announcing = Scheme(world), Announcing(world)
    before, after = scheme.segments
    assert after.first_minute == 3 * 1440
    assert (before.secrecy, after.secrecy) == (Decimal("0.5"), Decimal(0))
    assert [scheme.standing(WHO, -1, segment) for segment in (before, after)] == [{0}, set()]
    # What goes by steps goes on to the end of the step.
    assert [bool(announcing.heard(step)) for step in (0, 1)] == [True, False]
    assert [any(announcing.hearing(0, step)) for step in (0, 1)] == [True, False]


def test_safeguards_make_rules_void() -> None:
    world = _world()
    acts = world.society.acts
    rules = {kind: Rule(points=_dated(d0101=-100)) for kind in acts}
    speech = {kind for kind, act in acts.items() if act.speech != "none"}
    purchases = {kind for kind, act in acts.items() if act.kind == "purchase"}
    for safeguards, void in (
        (Safeguards(), set()),
        (Safeguards(no_speech=True), speech),
        (Safeguards(no_purchases=True), purchases),
        (Safeguards(no_speech=True, no_purchases=True), speech | purchases),
    ):
        points = Scheme(_world(rules=rules, safeguards=safeguards)).segments[0].points
        assert {kind for kind, each in zip(acts, points, strict=True) if not each.in_force} == void


def test_an_announcement_is_heard_in_steps_that_begin_by_its_last_day() -> None:
    world = _world(announcements={"a": _announcement(DAY_ONE)})
    daily = World(world.policy, world.society, 1, world.start, world.end, 200, 1_440, 256)
    announcing = Announcing(daily)
    assert [bool(announcing.heard(step)) for step in range(4)] == [True, True, True, False]
    assert announcing.heard(1)[0].dread == 7
    late = Announcing(_world(announcements={"a": _announcement(DAY_ONE + DAY)}))
    assert [bool(late.heard(step)) for step in (0, 1)] == [False, False]


def test_what_wears_off_frightens_half_as_much_after_its_half_life() -> None:
    announcement = _announcement(DAY_ONE, half_life_days=Quantity(value=7), until=None)
    announcing = Announcing(_world(announcements={"a": announcement}))
    assert [announcing.heard(step)[0].dread for step in (0, 1)] == [7, 3]


def _enrolment(**policy: object) -> Enrolment:
    world = _world(**policy)
    with localcontext(CONTEXT):
        return Enrolment(world, Attributes(world.society), Scheme(world))


def test_enrolment_waits_for_a_step_that_begins_in_time() -> None:
    region = next(iter(_world().society.regions))
    for late, enrolled in ((0, [0]), (1, [])):
        since = dt.date(2020, 3, 2) + late * DAY
        enrolment = _enrolment(rollout={"a": Rollout(since=since, share=HALF, regions=(region,))})
        assert enrolment.entries(0, 0, 0) == []
        assert enrolment.entries(0, 1, 2**31 - 1) == enrolled
        assert enrolment.entries(0, 1, 2**31) == []
        assert enrolment.entries(1, 1, 0) == []
        assert enrolment.wave(0, 0) == len(enrolled)


def test_one_mandatory_entry_leaves_nobody_a_choice_but_where_joining_is_always_one() -> None:
    second = dt.date(2020, 3, 2)
    all_of_it = Quantity(value=1)
    rollout = {
        "later": Rollout(since=second, share=all_of_it),
        "first": Rollout(since=DAY_ONE, share=all_of_it, joining="voluntary"),
    }
    policy = {"rollout": rollout, "joining": Joining(share=HALF)}
    adult = WHO._replace(age=len(_world().society.age_bands) - 1)
    found = _enrolment(**policy)
    assert [found.entries(0, step, 0) for step in (0, 1)] == [[0], [0, 1]]
    assert found.wave(0, 0) == 1
    assert [found.enrolled(adult, 2**31, entries) for entries in ([], [0], [0, 1])] == [False, False, True]
    assert found.enrolled(adult, 2**31 - 1, [0])
    asked = _enrolment(**policy, safeguards=Safeguards(opt_in=True))
    assert not asked.enrolled(adult, 2**31, [0, 1])
    assert asked.enrolled(adult, 2**31 - 1, [0, 1])


def test_voluntary_joining_needs_a_share() -> None:
    with pytest.raises(InputError, match="joining"):
        _enrolment(safeguards=Safeguards(opt_in=True))

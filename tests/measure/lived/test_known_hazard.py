"""Worlds in which the weekly chances of leaving and of coming back are known: cohorts against them."""

from decimal import Decimal

import numpy as np
import pytest

from underheaven.engine.cpu import Engine
from underheaven.measure.lived.cohorts import Found, usual
from underheaven.measure.lived.lived import Lived, followed
from underheaven.record.reliving import Reliving
from underheaven.record.weekly import weekly
from underheaven.verify import small

PEOPLE, WEEKS, YEAR, SOON = 4_000, 160, 52, 4
SCORE = {"minimum": 0, "maximum": 1, "start": 1}
"""A good record brings anybody to the top of the scale, a bad one to its bottom: there is no memory."""
QUICK, SLOW = Decimal(20), Decimal(1)
BAD = Decimal(3)


def lived(groups: dict[str, Decimal]) -> tuple[float, Lived]:
    """Groups, of as many people each, that do so many good acts a year; all do the same bad ones.

    Also the chance of leaving in a week, pooled over people and weeks as tallies count it.
    """
    good = small.act(1, rate_by={"group": dict(groups)})
    society = small.society(
        {"good": good, "bad": small.act(BAD), "loan": small.act(0)},
        dict.fromkeys(groups, Decimal(1) / len(groups)),
    )
    policy = small.policy(
        {"watch": small.source({"good": 1, "bad": 1})},
        {"good": 1, "bad": -1},
        SCORE,
        {"ban": {"title": "A ban", "below": 1, "denies": ("loan",)}},
    )
    world = small.world(policy, society, PEOPLE, 7 * WEEKS, community_size=256)
    columns = small.columns(world, np.array([small.archetype(each % len(groups)) for each in range(PEOPLE)]))
    engine = Engine(world, archetypes=columns)
    records = small.run(engine)
    total = sum(record.tallies.sum(axis=(0, 1)) for record in records)
    under, came, left = (
        int(total[engine.layout.columns.index(f"person.any_{what}")]) for what in ("under", "entered", "left")
    )
    year = world.year_of(WEEKS - 1)
    knowns = np.array(engine.knowns)
    lives = (weekly(Reliving(world, knowns, *place, column), (year,)) for place, column in columns.items())
    return left / (under - came + left), followed(world, lives, usual(world, WEEKS), year, WEEKS)


def chances(good: Decimal) -> tuple[float, float]:
    """Of leaving and of coming under it in a week: the last record of the week counts, if there is any."""
    up, down = (float(rate) * small.WEEK / small.YEAR for rate in (good, BAD))
    some = 1 - np.exp(-(up + down))
    return some * up / (up + down), some * down / (up + down)


def expected(leave: float, come: float) -> dict[str, float]:
    """The figures of people who are alike: a chain of two states."""
    turn, free = 1 - leave - come, leave / (leave + come)
    return {
        "free_within_year": 1 - (1 - leave) ** YEAR,
        "free_after_year": free * (1 - turn**YEAR),
        "free_last_weeks": free * (1 - turn ** (YEAR - SOON + 1)) * (1 - come) ** (SOON - 1),
        "back_soon": 1 - (1 - come) ** SOON,
        "back_later": (1 - come) ** SOON - (1 - come) ** YEAR,
    }


def near(found: Found, name: str, value: float, people: int) -> bool:
    known = found.of(name).value
    return known is not None and abs(known - value) <= 5 * np.sqrt(value * (1 - value) / people) + 1e-9


def test_with_a_constant_hazard_cohorts_are_the_closed_form() -> None:
    hazard, found = lived({"all": SLOW})
    leave, come = chances(SLOW)
    assert hazard == pytest.approx(leave, rel=0.05)
    for kind in ("under", "entered"):
        cohort = found.cohort(kind)
        assert cohort is not None
        assert cohort.everyone > 1_000
        for name, value in expected(leave, come).items():
            assert near(cohort, name, value, cohort.everyone // 2), (kind, name, cohort.of(name), value)
        half = cohort.of("half_left_after")
        assert half.value is not None
        assert half.low is not None
        assert half.high is not None
        assert half.low <= 7 * np.ceil(np.log(0.5) / np.log(1 - leave)) <= half.high


def test_where_groups_differ_the_pooled_hazard_is_the_chance_of_nobody() -> None:
    hazard, found = lived({"quick": QUICK, "slow": SLOW})
    cohort = found.cohort("under")
    assert cohort is not None
    for group, good in (("quick", QUICK), ("slow", SLOW)):
        value = expected(*chances(good))["free_within_year"]
        known = cohort.by("free_within_year", "group")[group].value
        people = cohort.people["group"][group]
        assert known == pytest.approx(value, abs=5 * np.sqrt(value * (1 - value) / people) + 1e-9)
    raised = 1 - (1 - hazard) ** YEAR
    within = cohort.of("free_within_year")
    assert within.high is not None
    assert raised > within.high + 0.05

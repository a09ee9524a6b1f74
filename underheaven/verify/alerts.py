"""Rare faces in a large crowd: of 2,470 alerts in Cardiff in 2017, 2,297 were false.

South Wales Police searched the crowd of a football final, some 170,000 people, for those on its lists.
Where few of those who pass are wanted, even a small chance of a false alert makes most alerts false: with F
false alerts and T true ones expected, the precision is T/(F + T), here 7 %. The rates that gave so many are
put in; the precision comes out, and it must not depend on how many of the crowd are simulated.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from underheaven.documents.words import counted
from underheaven.engine.cpu import simulate
from underheaven.engine.world import World
from underheaven.measure.frame import Frame
from underheaven.measure.run import measure_records
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import RARE, near, normal

CROWD, ALERTS, FALSE = 170_000, 2_470, 2_297
PUBLISHED = 0.07
"""The precision as printed: 7 %, 92 % (of which a digit was cut) being false."""
DAYS, MISSED = 7, Decimal("0.2")
"""Days of the run, and the share of wanted faces that are missed (assumed; it moves nothing else)."""


def world_of(citizens: int, weeks: int) -> World:
    """A crowd in which every face is searched once a week, simulated with so many people.

    A search hits anybody else so often that the crowd has `FALSE` false alerts; acts of those wanted are so
    many that it has the true ones.
    """
    a_week = Decimal(small.YEAR) / small.WEEK
    wanted = Decimal(ALERTS - FALSE) / CROWD / (1 - MISSED)
    faces = {
        "searches_per_person_year": a_week,
        "gallery": "region",
        "acted_on": "every_hit",
        "false_match_rate": Decimal(FALSE) / CROWD / CROWD,
        "false_non_match_rate": MISSED,
        "records": {"wanted": 1},
    }
    return small.world(
        small.policy({"cameras": small.source({"wanted": 1}, faces=faces)}, {"wanted": -1}),
        small.society({"wanted": small.act(wanted * a_week)}, population=CROWD),
        citizens,
        DAYS * weeks,
    )


def compare(citizens: int, weeks: int, false: int = FALSE) -> list[Finding]:
    """The findings about alerts, with so many people simulated and `false` false ones expected in all."""
    world = world_of(citizens, weeks)
    people = np.full(citizens, small.archetype())
    result = simulate(world, archetypes=small.columns(world, people))
    frame = Frame.of(world)
    tallies = np.sum([step.tallies for step in result.steps], axis=(0, 1, 2))
    found = [int(tallies[frame.columns[f"act.wanted.{what}"]]) for what in ("recorded", "wrong")]
    precision = measure_records(frame, result.years, result.steps)["precision"].all.value
    true = ALERTS - FALSE
    share = weeks * citizens / CROWD
    law = true / (true + false)
    about = f"{citizens:,} people, {counted(weeks, 'week')}"
    return [
        normal(f"{about}: true alerts", share * true, found[0], float(np.sqrt(share * true))),
        normal(f"{about}: false alerts", share * false, found[1], float(np.sqrt(share * false))),
        normal(
            f"{about}: precision",
            law,
            float("nan") if precision is None else precision,
            float(np.sqrt(law * (1 - law) / max(sum(found), 1))),
        ),
    ]


def run() -> Sequence[Finding]:
    """The whole crowd in one week, and a tenth of it in forty."""
    return [
        near("precision of the published counts", PUBLISHED, (ALERTS - FALSE) / ALERTS, 0.0005),
        *compare(CROWD, 1),
        *compare(CROWD // 10, 40),
    ]


CASES = (
    Case(
        name="alerts",
        title="Alerts in a crowd",
        checks="false matches where those searched for are rare, the measure of precision",
        kind="engine",
        label="input",
        source="South Wales Police 2018 (2,297 of 2,470 alerts at the final in Cardiff in 2017 were false)",
        tolerance="normal limits of counts and of a share of them",
        false_alarm=RARE,
        run=run,
    ),
)

"""Run folders for tests of reports: the made world under policies that show one thing each."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from tests.record import made
from underheaven.engine.layout import BINS
from underheaven.engine.records import StepRecord, YearRecord
from underheaven.engine.world import World
from underheaven.mechanisms.enrolment.model import Rollout
from underheaven.mechanisms.news.model import Announcement, News
from underheaven.policy.loading import load_policy
from underheaven.policy.schema import Policy
from underheaven.record.query import RunFolder

HOSTILE = '</svg><script>alert("1")</script> & [bold]'


def policy() -> Policy:
    """The made policy with a rollout, a warning, news and corrections."""
    half = {"value": Decimal("0.5")}
    return made.policy().model_copy(
        update={
            "corrections": ("Nothing of the kind has been found. Nobody 2020.", "It was smaller."),
            "rollout": {
                "first_pilots": Rollout.model_validate({"since": dt.date(2017, 3, 1), "share": half}),
                "everywhere": Rollout.model_validate({"since": dt.date(2018, 1, 1), "share": {"value": 1}}),
            },
            "announcements": {
                "platform_warning": Announcement.model_validate(
                    {"title": "A warning", "on": ["train"], "dread": 3, "since": dt.date(2018, 1, 15)}
                )
            },
            "news": {
                "big_news": News.model_validate(
                    {
                        "title": "A story", "day": dt.date(2018, 2, 1), "per_day": half,
                        "half_life_days": 3, "dread": 9,
                    }
                )
            },
        }
    )  # fmt: skip


def hostile() -> Policy:
    """The same with every title an attack."""
    base = policy()
    return base.model_copy(
        update={
            "title": HOSTILE,
            "corrections": (HOSTILE,),
            "sources": _retitled(base.sources),
            "consequences": _retitled(base.consequences),
            "news": _retitled(base.news),
        }
    )


def _retitled(things: Mapping[str, Any]) -> dict[str, Any]:
    return {name: each.model_copy(update={"title": HOSTILE}) for name, each in things.items()}


def everything(folder: Path) -> RunFolder:
    """A finished run of the world with every mechanism, with the warning and the news."""
    full, plain = made.full(), policy()
    told = {name: getattr(plain, name) for name in ("corrections", "announcements", "news")}
    whole = replace(full, policy=full.policy.model_copy(update=told))
    return RunFolder(made.complete(folder, whole, counts=made.full_counts()))


def world(of: Policy) -> World:
    """The made world under a policy."""
    return made.world(policy=of)


def finished(folder: Path, of: Policy) -> RunFolder:
    """A finished run with random counts; `of` has the sources and consequences of the made policy."""
    return RunFolder(made.complete(folder, world(of)))


def interrupted(folder: Path, of: Policy) -> RunFolder:
    """A run that ends in its second year."""
    run = world(of)
    target = made.recorder(folder, run)
    counts = made.counts_of_weeks()
    for _ in made.drive(target, counts, until=70):
        pass
    target.interrupt(70)
    return RunFolder(folder)


def without_scheme(folder: Path) -> RunFolder:
    """A run under the policy `none`: people, acts, and nothing else."""
    run = world(load_policy("none"))
    layout = made.layout(run)
    target = made.recorder(folder, run)
    regions, groups, cells = len(made.REGIONS), len(made.GROUPS), len(made.CELLS)
    amounts = {
        "person.persons": 100,
        "person.adults": 80,
        "act.critique.considered": 9,
        "act.critique.done": 7,
    }
    amounts |= {"person.person_minutes": 100 * 10_080, "person.adult_minutes": 80 * 10_080}
    row = np.zeros(layout.width, dtype=np.int64)
    for name, amount in amounts.items():
        row[layout.column(name)] = amount
    for step in range(run.steps):
        target.step(
            StepRecord(
                step,
                np.tile(row, (regions, groups, 1)),
                np.zeros((regions, groups, BINS), dtype=np.int64),
                np.zeros((regions, len(layout.public)), dtype=np.int64),
                np.zeros((regions, len(layout.known)), dtype=np.int64),
            )
        )
        if step + 1 == run.steps or run.year_of(step + 1) != run.year_of(step):
            rows = [(block, region, 0) for block in range(10) for region in range(regions)]
            target.year(YearRecord(run.year_of(step), rows, np.tile(row, (len(rows), cells, 1))))
    made.end(target)
    return RunFolder(folder)

"""Cohorts: who is under a consequence on a day, and who comes under one in a year, followed from then on.

A person counts in the cohort of a day who is under it as the last step before that day ends; in that of a
year, who comes under it in one of its steps, from the first time on. Free is who is under it no longer, for
whatever reason. Who dies or moves away (renewal) is followed up to then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import numpy as np

from underheaven.documents.problems import refuse
from underheaven.engine.records import Int64
from underheaven.engine.world import MINUTES_PER_DAY, World
from underheaven.measure.frame import MINUTES_PER_YEAR
from underheaven.measure.interval import GIVEN, limits
from underheaven.measure.lived.categories import Categories, Split
from underheaven.measure.lived.clusters import REASONS, Clusters
from underheaven.measure.lived.figures import BY_NAME, FIGURES, Figure, kept
from underheaven.measure.lived.followed import PEOPLE, Followed, Horizon
from underheaven.measure.lived.survival import half_after
from underheaven.measure.results import Value

Values = Callable[[Figure], list[Value]]
"""The values of a figure, of each category in order."""
Kind = Literal["under", "entered"]
COHORTS: dict[Kind, str] = {
    "under": "those under a consequence as the last step before a day ends, followed from then on",
    "entered": "those who come under a consequence in a step of a year, followed from the first time on",
}
"""Whom figures are of, by kind."""
ANY = ""
"""In the place of a consequence: any of them."""
SOON_DAYS = 28
NOBODY = "nobody of them was in this cohort"
NO_UPPER = "no interval: its upper end lies beyond the run"
NOT_SURE = "no interval: that of the share which is left holds one half nowhere"


@dataclass(frozen=True)
class Cohort:
    """Whom to follow: those `under` a consequence on a `day`, or those who `entered` one in a `year`.

    `first` and `last` are the steps as which end they are under it, or in which they come under it.
    """

    kind: Kind
    day: dt.date
    first: int
    last: int

    @property
    def when(self) -> str:
        """`on 1 January 2021`, or `in 2020`."""
        if self.kind == "under":
            return f"on {self.day.day} {self.day:%B %Y}"
        return f"in {self.day.year}"

    @property
    def short(self) -> str:
        """The same for the head of a narrow column."""
        day = f"{self.day.day} {self.day:%b %Y}"
        return f"under on {day}" if self.kind == "under" else f"entered in {self.day.year}"

    @property
    def title(self) -> str:
        """In a few words."""
        return f"Under it {self.when}" if self.kind == "under" else f"Came under it {self.when}"


def year_of_steps(world: World) -> int:
    """Whole steps of a year: 52 weeks."""
    return MINUTES_PER_YEAR // world.step_minutes


def horizon_of(world: World, cohort: Cohort, steps: int) -> Horizon:
    """For how long a cohort is followed in a run of so many steps."""
    soon = max(1, SOON_DAYS * MINUTES_PER_DAY // world.step_minutes)
    return Horizon(year_of_steps(world), soon, max(1, steps - 1 - cohort.first))


def under_on(world: World, day: dt.date, steps: int) -> Cohort:
    """The cohort of a day, in a run of so many steps. InputError for a day on which none of them has ended,
    or after the last of them."""
    step = (day - world.start).days * MINUTES_PER_DAY // world.step_minutes - 1
    last = min(world.end, world.start + dt.timedelta(minutes=world.step_minutes * steps - 1))
    if step < 0 or day > last:
        least = world.start + dt.timedelta(minutes=world.step_minutes)
        raise refuse(
            f"nobody can be followed from {day} on",
            f"the run goes from {world.start} to {last}, and its first step ends before {least}",
            f"name a day from {least} to {last}",
        )
    return Cohort("under", day, step, step)


def entered_in(world: World, year: int, steps: int) -> Cohort:
    """The cohort of a year. InputError for one of which the run lived nothing."""
    of_year = [step for step in range(steps) if world.year_of(step) == year]
    if not of_year:
        raise refuse(
            f"nobody can be followed from {year} on",
            f"the run lived steps of {world.year_of(0)} to {world.year_of(steps - 1)}",
            "name one of these years",
        )
    return Cohort("entered", dt.date(year, 1, 1), of_year[0], of_year[-1])


def usual(world: World, steps: int) -> tuple[Cohort, ...]:
    """The last cohort of each kind that can be followed for a year; where there is none, the last there is.

    Of days the firsts of January are asked. A run of less than a step has none.
    """
    years = range(world.year_of(0), world.year_of(steps - 1) + 1) if steps else range(0)
    year = year_of_steps(world)
    first = world.start + dt.timedelta(minutes=world.step_minutes)
    days = [dt.date(each, 1, 1) for each in years]
    stocks = [under_on(world, day, steps) for day in days if first <= day]
    flows = [entered_in(world, each, steps) for each in years]
    return tuple(
        ([each for each in them if each.last + year < steps] or them)[-1] for them in (stocks, flows) if them
    )


class Found:
    """What became of a cohort: figures of everyone and by category, and how many people they are of.

    `people` are those of the communities that were lived again, by dimension and category. Figures are worked
    out when they are asked for.
    """

    def __init__(
        self,
        cohort: Cohort,
        consequence: str,
        categories: Categories,
        many: list[int],
        values: Values,
        of_everyone: Values,
    ) -> None:
        self.cohort, self.consequence = cohort, consequence
        rest = iter(many)
        self.everyone = next(rest)
        self.people = {name: {each: next(rest) for each in them} for name, them in categories.names.items()}
        self._categories, self._many, self._values = categories, many, values
        self._of_everyone = of_everyone
        self._known: dict[str, Split] = {}
        self._everyone: dict[str, Value] = {}

    def split(self, figure: str) -> Split:
        """A figure of everyone, and of the categories of each dimension. KeyError for no figure."""
        if figure not in self._known:
            self._known[figure] = self._categories.split(self._told(self._values(BY_NAME[figure])))
        return self._known[figure]

    def of(self, figure: str) -> Value:
        """A figure of everyone."""
        if figure in self._known:
            return self._known[figure][0]
        if figure not in self._everyone:
            self._everyone[figure] = self._told(self._of_everyone(BY_NAME[figure]))[0]
        return self._everyone[figure]

    def _told(self, values: list[Value]) -> list[Value]:
        """Values of the first categories, missing of those of which there is nobody."""
        return [
            value if people else Value(None, None, None, NOBODY)
            for value, people in zip(values, self._many, strict=False)
        ]

    def by(self, figure: str, dimension: str) -> dict[str, Value]:
        """Category -> value of a figure."""
        return self.split(figure)[1][dimension]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "cohort": self.cohort.kind,
            "when": self.cohort.when,
            "day": self.cohort.day.isoformat() if self.cohort.kind == "under" else None,
            "year": self.cohort.day.year,
            "consequence": self.consequence or None,
            "people": self.everyone,
            "people_by": self.people,
            "figures": {
                figure.name: {
                    "title": figure.title,
                    "unit": figure.unit,
                    "all": self.of(figure.name).to_dict(),
                    **{
                        f"by_{dimension}": {name: value.to_dict() for name, value in values.items()}
                        for dimension, values in self.split(figure.name)[1].items()
                    },
                }
                for figure in FIGURES
            },
        }


class Counting:
    """What becomes of one cohort, counted community by community; `bits` are the consequences meant."""

    def __init__(self, world: World, categories: Categories, cohort: Cohort, consequence: str, steps: int):
        self.cohort, self.consequence = cohort, consequence
        self._world, self._categories = world, categories
        self._horizon = horizon_of(world, cohort, steps)
        self._counts: list[Int64] = []

    def add(self, followed: Followed, codes: Int64) -> None:
        """Count the people of a community."""
        cohort, since = self.cohort, followed.since
        first, last = cohort.first - since, cohort.last - since
        counts = np.zeros((self._categories.many, self._horizon.width), np.int64)
        if cohort.kind == "under":
            who = np.flatnonzero(followed.under[first])
            members = who, np.full(len(who), first)
        else:
            members = followed.entered(first, last)
        followed.count(counts, self._categories, codes, members, self._horizon)
        self._counts.append(counts)

    def found(self, people: Int64) -> Found:
        """The figures; `people` int64[C, B] are all adults of each category and community."""
        clusters = Clusters(np.stack(self._counts, axis=1), people)
        many = clusters.whole[:, PEOPLE].tolist()
        of_all, of_everyone = (partial(self._values, each) for each in (clusters, clusters.of_everyone))
        return Found(self.cohort, self.consequence, self._categories, many, of_all, of_everyone)

    def _values(self, clusters: Clusters, figure: Figure) -> list[Value]:
        statistic, of = figure.statistic, self._horizon
        if statistic is None:
            return self._halves_left(clusters)
        return clusters.values(lambda counts: statistic(counts, of), figure.undefined, 0.0, 1.0)

    def _halves_left(self, clusters: Clusters) -> list[Value]:
        """After how many days half have left, and the days at which that cannot be ruled out."""
        of, days = self._horizon, self._world.step_minutes / MINUTES_PER_DAY
        found = half_after(np.nan_to_num(kept(clusters.whole, of), nan=1.0))
        share, half, known = clusters.halves(lambda counts: kept(counts, of))
        ends = [half_after(end) for end in limits(np.nan_to_num(share, nan=1.0), half, 0.0, 1.0)]
        reasons = np.take_along_axis(known, np.maximum(found - 1, 0)[:, None], axis=1)[:, 0]
        undefined = BY_NAME["half_left_after"].undefined
        return [
            _half_left(days, step, (first, last), why, undefined)
            for step, first, last, why in zip(
                found.tolist(), ends[0].tolist(), ends[1].tolist(), reasons.tolist(), strict=True
            )
        ]


def _half_left(days: float, found: int, ends: tuple[int, int], why: int, undefined: str) -> Value:
    if not found:
        return Value(None, None, None, undefined)
    if why != GIVEN:
        return Value(found * days, None, None, REASONS[why])
    low, high = ends
    if not low or not high:
        return Value(found * days, None, None, NO_UPPER if low else NOT_SURE)
    return Value(found * days, low * days, high * days, None)

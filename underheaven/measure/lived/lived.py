"""Everything that needs people week by week, measured at once on communities that are lived again.

All communities of a small nation are lived, so that the counts are those of the run; of a large one some,
evenly spread. Which is a matter of the world alone, so that the same run gives the same figures anywhere.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from underheaven.engine.records import Int64
from underheaven.engine.world import World
from underheaven.measure.frame import Frame
from underheaven.measure.lived import sides
from underheaven.measure.lived.categories import Categories, Split
from underheaven.measure.lived.clusters import Clusters
from underheaven.measure.lived.cohorts import ANY, Cohort, Found, entered_in, under_on, usual
from underheaven.measure.lived.cohorts import Counting as CohortCounting
from underheaven.measure.lived.followed import Followed
from underheaven.measure.lived.margins import MARGINAL, Marginal, Marginals
from underheaven.measure.lived.sides import SIDES
from underheaven.measure.run import complete_years
from underheaven.record.margins import Margins
from underheaven.record.query import RunFolder
from underheaven.record.sampling import communities_of, spread
from underheaven.record.weekly import LIVED, Weekly, lived_weekly


@dataclass(frozen=True)
class Lived:
    """What was found: `cohorts` for any consequence and each; both `sides` and `margins` of the last year.

    `sides` are by name of a share and consequence ("" for any): of everyone, and by category. `margins` are
    measures by opinion, sex and age. `communities` of `of` were lived again, `people` in them, in `seconds`.
    """

    world: World
    year: int
    communities: int
    of: int
    people: int
    seconds: float
    cohorts: tuple[Found, ...]
    sides: dict[tuple[str, str], Split]
    margins: dict[str, Marginal]
    marginals: Marginals
    """What `margins` are made of: other measures can be had of it."""

    @property
    def exact(self) -> bool:
        """Whether everybody was lived again."""
        return self.communities == self.of

    @property
    def cost(self) -> str:
        """How many communities of how many were lived again, as a clause."""
        if self.exact:
            return f"all {self.of:,} communities" if self.of > 1 else "the whole community"
        return f"{self.communities:,} of {self.of:,} communities, spread evenly"

    def cohort(self, kind: str, consequence: str = ANY) -> Found | None:
        """The cohort of that kind (`under`, `entered`), of one consequence or of any; None where none is."""
        wanted = [
            each for each in self.cohorts if each.cohort.kind == kind and each.consequence == consequence
        ]
        return wanted[0] if wanted else None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values; how long it took is left out, so that the same run gives the same text."""
        return {
            "communities": self.communities,
            "communities_of_the_run": self.of,
            "people": self.people,
            "exact": self.exact,
            "year": self.year,
            "cohorts": [each.to_dict() for each in self.cohorts],
            "sides": [
                {
                    "name": name,
                    "consequence": consequence or None,
                    "all": everyone.to_dict(),
                    **{
                        f"by_{dimension}": {each: value.to_dict() for each, value in values.items()}
                        for dimension, values in by.items()
                    },
                }
                for (name, consequence), (everyone, by) in self.sides.items()
            ],
            "margins": {name: each.to_dict() for name, each in self.margins.items()},
        }


def live_again(
    folder: RunFolder,
    communities: int = LIVED,
    day: dt.date | None = None,
    year: int | None = None,
) -> Lived:
    """Live some communities of a run again, and measure what needs it; all where the run has no more.

    `day` and `year` are those of the cohorts; otherwise the last that can be followed for a year. InputError
    where the run has no such day or year, no complete year, or is not as it was left.
    """
    world, began = folder.world, time.monotonic()
    steps = folder.provenance.steps_recorded
    asked = cohorts_of(world, steps, day, year)
    complete = complete_years(folder)
    last = complete[-1] if complete else world.year_of(max(steps - 1, 0))
    lives = lived_weekly(folder, spread(world, communities), (last,), kept_from(world, asked, last, steps))
    return followed(world, lives, asked, last, steps, began)


def kept_from(world: World, asked: Sequence[Cohort], year: int, steps: int) -> int:
    """The first of so many steps of which it is to be kept how people stand.

    How they stood before the cohorts and the year of the sides began is asked by nothing.
    """
    begins = [max(0, each.first - 1) for each in asked]
    return min([*begins, next(step for step in range(max(1, steps)) if world.year_of(step) == year)])


def followed(
    world: World,
    lives: Iterable[Weekly],
    asked: Sequence[Cohort],
    year: int,
    steps: int,
    began: float | None = None,
) -> Lived:
    """Measure what needs it of communities as they are lived, at least one, over so many steps.

    `year` is that of sides and margins, whose tallies they must have; `began` is when living them did.
    """
    start = time.monotonic() if began is None else began
    found, people, communities = _Measuring(world, steps, asked, year), 0, 0
    for each in lives:
        people, communities = people + len(each.codes["region"]), communities + 1
        found.add(each)
    return found.lived(communities, len(communities_of(world)), people, time.monotonic() - start)


def cohorts_of(
    world: World, steps: int, day: dt.date | None = None, year: int | None = None
) -> tuple[Cohort, ...]:
    """The cohorts of a run of so many steps; those of a day and of a year where they are asked for."""
    if not world.policy.consequences:
        return ()
    named = {each.kind: each for each in usual(world, steps)}
    if day is not None:
        named["under"] = under_on(world, day, steps)
    if year is not None:
        named["entered"] = entered_in(world, year, steps)
    return tuple(named.values())


class _Measuring:
    """Counts community by community."""

    def __init__(self, world: World, steps: int, asked: Sequence[Cohort], year: int) -> None:
        self._world, self._year = world, year
        self._categories = Categories.of(world)
        self._sides = sides.Counting(world, self._categories, year)
        self._cohorts = [
            [CohortCounting(world, self._categories, cohort, name, steps) for cohort in asked]
            for name in self._sides.consequences
        ]
        self._people: list[Int64] = []
        self._margins: Margins | None = None
        self._tallies: list[Int64] = []

    def add(self, found: Weekly) -> None:
        """Count a community."""
        categories, codes = self._categories, self._categories.codes(found, self._world)
        people = np.zeros((categories.many, 1), np.int64)
        who = np.flatnonzero(found.ever)
        categories.add(people, codes, who, np.zeros_like(who))
        self._people.append(people[:, 0])
        # Few are ever under any: the others need not be followed.
        some = np.flatnonzero(found.standing.any(axis=0))
        standing, replaced = found.standing[:, some], found.replaced[:, some]
        for number, of_consequence in enumerate(self._cohorts):
            under = sides.any_of(standing, number)
            ever = np.flatnonzero(under.any(axis=0))
            followed = Followed(under[:, ever], replaced[:, ever], found.since)
            for each in of_consequence:
                each.add(followed, codes[:, some[ever]])
        self._sides.add(found, codes)
        self._margins = found.margins
        self._tallies.append(found.tallies[self._year])

    def lived(self, communities: int, of: int, people: int, seconds: float) -> Lived:
        """What was found."""
        assert self._margins is not None, "every run has a community"
        adults = np.stack(self._people, axis=1)
        marginals = Marginals(Frame.of(self._world), self._margins, self._tallies)
        return Lived(
            world=self._world,
            year=self._year,
            communities=communities,
            of=of,
            people=people,
            seconds=seconds,
            cohorts=tuple(each.found(adults) for them in self._cohorts for each in them),
            sides=self._both_sides(adults),
            margins={each.name: each for each in marginals.measured(MARGINAL)},
            marginals=marginals,
        )

    def _both_sides(self, adults: Int64) -> dict[tuple[str, str], Split]:
        if not self._world.policy.consequences:
            return {}
        found = {}
        for number, consequence in enumerate(self._sides.consequences):
            clusters = Clusters(self._sides.counts(number), adults)
            for side in SIDES:
                values = clusters.values(side.value, side.undefined, 0.0, 1.0)
                found[side.name, consequence] = self._categories.split(values)
        return found

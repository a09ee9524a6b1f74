"""Runs of the shipped societies under the shipped policies, with some of their numbers changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

from underheaven.engine.cpu import simulate
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.measure.frame import Frame
from underheaven.measure.results import Measures
from underheaven.measure.run import measure_records
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society
from underheaven.society.schema import Society
from underheaven.verify.small import SEED

M = TypeVar("M", bound=BaseModel)
THREADS = 2
LIVE = dt.date(2020, 1, 1)
"""The day from which article-2019 scores everybody."""
Changes = Mapping[str, Any]
"""Dotted path in a policy or a society -> what stands there instead, such as a number."""


def edited(model: M, changes: Changes) -> M:
    """A policy or a society with some entries replaced. KeyError where a path leads nowhere."""
    data = model.model_dump(mode="python")
    for path, value in changes.items():
        *above, last = path.split(".")
        place = data
        for key in above:
            place = place[key]
        if last not in place:
            raise KeyError(path)
        place[last] = value
    return type(model).model_validate(data)


@dataclass(frozen=True)
class Setting:
    """A shipped society under a shipped policy, from the day on which everybody is scored."""

    society: str = "riverton"
    policy: str = "article-2019"
    citizens: int = 20_000
    days: int = 364
    step_minutes: int = 10_080
    community_size: int = 1_024
    policy_changes: Changes = field(default_factory=dict)
    society_changes: Changes = field(default_factory=dict)

    def world(self, seed: int = SEED) -> World:
        """The world of this setting and a seed."""
        return World(
            edited(policy_of(self.policy), self.policy_changes),
            edited(society_of(self.society), self.society_changes),
            seed,
            LIVE,
            LIVE + dt.timedelta(days=self.days - 1),
            self.citizens,
            self.step_minutes,
            self.community_size,
        )

    def measures(self, seed: int = SEED) -> Measures:
        """Every measure of the whole run."""
        return measures_of(self.world(seed))

    def sample(self, names: Iterable[str], seeds: Iterable[int]) -> dict[str, list[float]]:
        """The values for everyone of some measures, one for each seed."""
        out: dict[str, list[float]] = {name: [] for name in names}
        for seed in seeds:
            measures = self.measures(seed)
            for name, values in out.items():
                values.append(defined(measures, name))
        return out


policy_of = cache(load_policy)
society_of = cache(load_society)


def one_region(society: Society, name: str) -> Society:
    """A society that has one of its regions alone."""
    return society.model_copy(update={"regions": {name: society.regions[name]}})


def measures_of(world: World) -> Measures:
    """Every measure of a world's whole run."""
    result = simulate(world, THREADS)
    return measure_records(Frame.of(world), result.years, result.steps)


def defined(measures: Measures, name: str) -> float:
    """A measure's value for everyone; NaN, which passes no comparison, where it is undefined."""
    value = measures[name].all.value
    return float("nan") if value is None else value


def total(world: World, steps: Iterable[StepRecord], column: str) -> int:
    """A column of the tallies, summed over steps."""
    number = Frame.of(world).columns[column]
    return sum(int(step.tallies[..., number].sum()) for step in steps)

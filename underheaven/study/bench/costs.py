"""What each mechanism costs: the same world with it and without it, week by week in turn.

A pair of engines lives one week after the other, and the one that goes first changes every week, so that
ratios hold where the machine's speed drifts. The time is the processor's, so that what else runs does not
count. Places are given once a year: the year begins halfway.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.cpu import Archetypes, Engine
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.study.bench.mechanisms import PAIRS, Pair, unused
from underheaven.study.bench.pairs import NANO, quartiles
from underheaven.study.bench.worlds import DAYS, START, world_of_article, world_of_none
from underheaven.study.limits import require_memory

WEEKS_OF_A_YEAR = 52
SETTLING = 4
"""One week in so many, the first ones, is lived and not counted: scores still stand where they began."""


@dataclass(frozen=True)
class Cost:
    """What one mechanism costs over a year, on one thread."""

    name: str
    ratio: float
    """Time with it over time without it, of a year whose ordinary weeks have the median of their ratios."""
    low: float
    """The same of a year whose ordinary weeks have the lower quartile."""
    high: float
    """And the upper quartile."""
    ns_per_citizen_day: float
    """The difference of the times, nanoseconds a citizen-day."""


def midway(weeks: int) -> dt.date:
    """The day on which a world of so many weeks starts, so that a year begins in its middle."""
    return START - dt.timedelta(days=weeks // 2 * DAYS)


def require_pairs(citizens: int, weeks: int) -> None:
    """Refuse what does not fit into memory twice, with whatever mechanism."""
    world = world_of_article(citizens, weeks, midway(weeks))
    for pair in PAIRS:
        require_memory(pair.having(world), 1, engines=2)


def costs(
    citizens: int,
    weeks: int,
    people: Archetypes,
    progress: Callable[[], None],
    mechanisms: Sequence[Pair] = PAIRS,
) -> list[Cost]:
    """The cost of each mechanism under `article-2019`; `progress` is called after each."""
    world = world_of_article(citizens, weeks, midway(weeks))
    found = []
    for mechanism in mechanisms:
        pair = mechanism.having(world), mechanism.without(world)
        found.append(cost_of(mechanism.name, pair, people))
        progress()
    return found


def costs_unused(citizens: int, weeks: int, people: Archetypes, progress: Callable[[], None]) -> list[Cost]:
    """What `none` pays for what it does not use: the same with the society's mechanism and without it."""
    world = world_of_none(citizens, weeks, midway(weeks))
    found = []
    for mechanism in unused(world):
        found.append(cost_of(mechanism.name, (world, mechanism.without(world)), people))
        progress()
    return found


def cost_of(name: str, pair: tuple[World, World], people: Archetypes | None = None) -> Cost:
    """What the first world of a pair costs beyond the second; `people` saves synthesising them."""
    with closing(Engine(pair[0], 1, people)) as having, closing(Engine(pair[1], 1, people)) as without:
        times = week_by_week(having, without)
    return summed_up(name, times, len(times) // 2, pair[0].citizens)


def week_by_week(first: Engine, second: Engine) -> NDArray[np.float64]:
    """Seconds of the processor [weeks, first and second], each week of both in turn."""
    times = np.zeros((first.world.steps, 2))
    first.compile()
    second.compile()
    records = first.records(), second.records()
    for week in range(len(times)):
        for which in (0, 1) if week % 2 else (1, 0):
            begun = time.process_time()
            while not isinstance(next(records[which]), StepRecord):
                pass
            times[week, which] = time.process_time() - begun
    return times


def summed_up(name: str, times: NDArray[np.float64], new_year: int, citizens: int) -> Cost:
    """The cost from seconds [weeks, with and without], of which one week begins a year."""
    weeks = np.arange(len(times))
    ordinary = times[(weeks >= len(times) // SETTLING) & (weeks != new_year)]
    if not len(ordinary):
        ordinary = times
    week, days = statistics.median(ordinary[:, 1].tolist()), WEEKS_OF_A_YEAR * DAYS * citizens
    whole = (WEEKS_OF_A_YEAR - 1) * week + times[new_year, 1]
    # A year of weeks of each ratio and one that begins it: so the three are made by one method.
    low, ratio, high = (
        float(((WEEKS_OF_A_YEAR - 1) * each * week + times[new_year, 0]) / whole)
        for each in quartiles((ordinary[:, 0] / ordinary[:, 1]).tolist())
    )
    return Cost(name, ratio, low, high, float((ratio - 1) * whole / days * NANO))

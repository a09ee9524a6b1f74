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
from underheaven.study.benchmark import DAYS, NANO, START, people_of, world_of_article
from underheaven.study.limits import require_memory
from underheaven.study.mechanisms import MECHANISMS, Mechanism

WEEKS_OF_A_YEAR = 52
SETTLING = 4
"""One week in so many, the first ones, is lived and not counted: scores still stand where they began."""


@dataclass(frozen=True)
class Cost:
    """What one mechanism costs over a year, on one thread."""

    name: str
    ratio: float
    """Time with it over time without it."""
    low: float
    """The lower quartile of the ratios of ordinary weeks."""
    high: float
    """The upper quartile."""
    ns_per_citizen_day: float
    """The difference of the times, nanoseconds a citizen-day."""


def world_of(citizens: int, weeks: int) -> World:
    """The world whose mechanisms are switched; a year begins in the middle."""
    return world_of_article(citizens, weeks, START - dt.timedelta(days=weeks // 2 * DAYS))


def require_pairs(citizens: int, weeks: int) -> None:
    """Refuse what does not fit into memory twice, with whatever mechanism."""
    world = world_of(citizens, weeks)
    for mechanism in MECHANISMS:
        require_memory(mechanism.having(world), 1, engines=2)


def costs(
    citizens: int,
    weeks: int,
    progress: Callable[[int], None],
    mechanisms: Sequence[Mechanism] = MECHANISMS,
) -> list[Cost]:
    """The cost of each mechanism; `progress` is told how many have been measured."""
    world = world_of(citizens, weeks)
    with closing(Engine(world, 1)) as first:
        people = people_of(first)
    found = []
    for number, mechanism in enumerate(mechanisms):
        pair = mechanism.having(world), mechanism.without(world)
        found.append(cost_of(mechanism.name, pair, people))
        progress(number + 1)
    return found


def cost_of(name: str, pair: tuple[World, World], people: Archetypes | None = None) -> Cost:
    """What the first world of a pair costs beyond the second; `people` saves synthesising them."""
    weeks = pair[0].steps
    times = np.zeros((weeks, 2))
    with closing(Engine(pair[0], 1, people)) as having, closing(Engine(pair[1], 1, people)) as without:
        having.compile()
        without.compile()
        records = having.records(), without.records()
        for week in range(weeks):
            for which in (0, 1) if week % 2 else (1, 0):
                begun = time.process_time()
                while not isinstance(next(records[which]), StepRecord):
                    pass
                times[week, which] = time.process_time() - begun
    return summed_up(name, times, weeks // 2, pair[0].citizens)


def summed_up(name: str, times: NDArray[np.float64], new_year: int, citizens: int) -> Cost:
    """The cost from seconds [weeks, with and without], of which one week begins a year."""
    weeks = np.arange(len(times))
    ordinary = times[(weeks >= len(times) // SETTLING) & (weeks != new_year)]
    if not len(ordinary):
        ordinary = times
    ratios = (ordinary[:, 0] / ordinary[:, 1]).tolist()
    ratio, week = statistics.median(ratios), statistics.median(ordinary[:, 1].tolist())
    quartiles = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else [ratio] * 3
    having = (WEEKS_OF_A_YEAR - 1) * ratio * week + times[new_year, 0]
    without = (WEEKS_OF_A_YEAR - 1) * week + times[new_year, 1]
    days = WEEKS_OF_A_YEAR * DAYS * citizens
    return Cost(name, having / without, quartiles[0], quartiles[2], (having - without) / days * NANO)

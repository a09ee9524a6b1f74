"""Attention as integers (specification, 19 and 28)."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from decimal import Decimal
from math import floor
from typing import Any

from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.regions import density
from underheaven.engine.compiling.schedule import MEMORY, YEAR_MINUTES
from underheaven.engine.world import MINUTES_PER_DAY, World
from underheaven.integer_tables import filled, table
from underheaven.mechanisms.attention.model import Prior
from underheaven.mechanisms.attention.rule import MOST_FOUND, ONE, AttentionTables
from underheaven.policy.schema import Source

NOUGHT, UNIT = Decimal(0), Decimal(1)
OF_A_HEAD = 1 << 24
"""Levels are in such parts of a finding per head and step."""


def tables(given: Given) -> AttentionTables:
    """What the attention of each source follows, how, and how far, in each step."""
    world = given.world
    names, sources = list(world.policy.sources), list(world.policy.sources.values())
    begins = _begins(world, sources)
    fed = [_fed(source, names) for source in sources]
    shape = (len(begins), len(sources))
    return AttentionTables(
        version=table([bisect_right(begins, _day(world, step)) - 1 for step in range(world.steps + 1)]),
        share=table([[_share(source, day) for source in sources] for day in begins], "int64", *shape),
        correction=table(
            [[_correction(source, day) for source in sources] for day in begins], "int64", *shape
        ),
        weight=table([_weight(source, world.step_minutes) for source in sources]),
        fed=table(fed, "int64", len(sources), len(sources)),
        is_fed=table([int(any(row)) for row in fed]),
        prior=_priors(world, sources),
    )


def _begins(world: World, sources: list[Source]) -> list[dt.date]:
    """The first day of the run, and every day after it on which a share or a correction changes."""
    days = {day for source in sources for day in source.attention.days}
    for source in sources:
        if source.learning is not None and source.learning.correction is not None:
            days.update(source.learning.correction.days)
    return [world.start, *sorted(day for day in days if day > world.start)]


def _day(world: World, step: int) -> dt.date:
    """The day of a step's first minute; of the step that would follow the last one, too."""
    days = step * world.step_minutes // MINUTES_PER_DAY
    return world.start + dt.timedelta(days=min(days, (dt.date.max - world.start).days))


def _share(source: Source, day: dt.date) -> int:
    """The share of its attention that follows findings; also after the scheme's end, when nobody looks."""
    return floor(ONE * (source.attention.on(day) or NOUGHT))


def _correction(source: Source, day: dt.date) -> int:
    if source.learning is None or source.learning.correction is None:
        return 0
    return floor(ONE * (source.learning.correction.on(day) or NOUGHT))


def _weight(source: Source, step_minutes: int) -> int:
    """What one step weighs, so that the mean age of what is remembered is as the policy says."""
    if source.learning is None:
        return floor(ONE * Decimal(step_minutes) / (step_minutes + MEMORY))
    memory = source.learning.memory_days.value * MINUTES_PER_DAY
    return floor(ONE * Decimal(step_minutes) / (step_minutes + memory))


def _fed(source: Source, names: list[str]) -> list[int]:
    given = {} if source.learning is None else source.learning.fed_by
    return [floor(ONE * given[name].value) if name in given else 0 for name in names]


def _priors(world: World, sources: list[Source]) -> Any:
    out = filled((len(world.society.regions), len(sources)))
    for j, source in enumerate(sources):
        prior = None if source.learning is None else source.learning.prior
        if prior is not None:
            for region, level in enumerate(_levels(world, prior)):
                out[region, j] = level
    return out


def _levels(world: World, prior: Prior) -> list[int]:
    """The levels of all regions before the first step; the prior says what they are in the mean."""
    regions, citizens = world.society.regions, world.citizens_of_regions
    if prior.density is not None:
        relative = [density(region, prior.density) for region in regions.values()]
    else:
        relative = [prior.levels[name].value if name in prior.levels else UNIT for name in regions]
    whole = sum((part * n for part, n in zip(relative, citizens, strict=True)), NOUGHT) * YEAR_MINUTES
    if not whole:
        return [0] * len(relative)
    mean = OF_A_HEAD * prior.per_person_year.value * world.step_minutes * sum(citizens)
    return [min(MOST_FOUND, floor(mean * part / whole)) for part in relative]

"""Measures of a period: values with intervals, for everyone and by category; missing with its reason."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven.measure.counts import Counts, Floats
from underheaven.measure.few import Base, Steadied, steadied
from underheaven.measure.frame import Frame
from underheaven.measure.interval import GIVEN, NO_BLOCKS, NOT_KEPT, WHY, half_width, limits
from underheaven.measure.named import base_for
from underheaven.measure.period import Period, period_of
from underheaven.measure.pool import Pool
from underheaven.measure.replicates import Design
from underheaven.measure.specification import KEPT, Of, Specification
from underheaven.measure.specification import Measure as Function
from underheaven.measure.table import SPECIFICATIONS

NOT_BROKEN_DOWN: dict[Of, str] = {
    "people": "",
    "scores": "the distribution of scores is kept by region and group alone",
    "queue": "there is one queue in each region",
    "pairs": "partners may differ in group, residence and income",
}
NO_START = "the period does not begin with the run"


@dataclass(frozen=True)
class Value:
    """A value with its 95 % interval; what is None has a `reason`."""

    value: float | None
    low: float | None
    high: float | None
    reason: str | None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"value": self.value, "low": self.low, "high": self.high, "reason": self.reason}


@dataclass(frozen=True)
class Measure:
    """One measure: for everyone (`all`) and by group, region, place, quintile and wave (`by`)."""

    name: str
    title: str
    specification: Specification
    all: Value
    breakdown: dict[str, dict[str, Value]]

    @property
    def unit(self) -> str:
        """What the values are counted in."""
        return self.specification.unit

    def by(self, dimension: str) -> dict[str, Value]:
        """Category -> value; `dimension` is group, region, place, quintile or wave."""
        return self.breakdown[dimension]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        parts = {
            f"by_{dimension}": {category: value.to_dict() for category, value in values.items()}
            for dimension, values in self.breakdown.items()
        }
        head = {"title": self.title, "unit": self.unit, "label": self.specification.label}
        return {**head, "all": self.all.to_dict(), **parts}


class Measures(Mapping[str, Measure]):
    """Every measure of a period, by name. `years` are the calendar years in which it lies.

    `last_year` holds the measures of the run's last year, where the period is the whole run; `counts`, where
    it is known, what everything is made of: of everyone, then of the categories of each dimension.
    """

    def __init__(
        self,
        years: tuple[int, ...],
        period: Period,
        measures: dict[str, Measure],
        last_year: Measures | None = None,
        counts: Counts | None = None,
    ) -> None:
        self.years = years
        self.period = period
        self.counts = counts
        self.last_year = last_year
        self._measures = measures

    def __getitem__(self, name: str) -> Measure:
        return self._measures[name]

    def everyone(self, name: str) -> float | None:
        """The value of a measure for everyone; None where it is missing, or the world has no such measure."""
        return self._measures[name].all.value if name in self._measures else None

    def __getattr__(self, name: str) -> Measure:
        """`measures.chill` is `measures["chill"]`."""
        if name.startswith("_") or name not in self._measures:
            raise AttributeError(name)
        return self._measures[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._measures)

    def __len__(self) -> int:
        return len(self._measures)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: name -> title, unit, label, all, and `by_` each of the dimensions."""
        return {name: measure.to_dict() for name, measure in self.items()}


class _Sample(NamedTuple):
    """A pool's counts, with the others standing for each block and without it, by category."""

    counts: Counts
    replicates: Counts
    without: Counts
    design: Design


def measures_of(pool: Pool, last_year: Measures | None = None) -> Measures:
    """Every measure of a pool of counts; no folder is needed."""
    measures = {}
    people = _Sample(pool.counts(), pool.replicates(), pool.without(), pool.design())
    pairs, steps = people, pool.steps
    if pool.frame.world.society.dating is not None:
        regions = pool.of_regions()
        pairs = people._replace(
            counts=regions.counts(), replicates=regions.replicates(), design=regions.design()
        )
    for specification in SPECIFICATIONS:
        for item, (title, function) in specification.bind(pool.frame).items():
            name, full = specification.called(item), specification.titled(title)
            sample = pairs if specification.of == "pairs" else people
            base = base_for(specification, item, sample.counts, steps)
            measures[name] = _measure(sample, specification, function, base, name, full)
            if specification.from_start and min(pool.seen, default=None) != pool.frame.start.year:
                measures[name] = _missing(measures[name], NO_START)
    years = tuple(sorted(pool.seen))
    return Measures(years, period_of(pool.frame.world, years), measures, last_year, people.counts)


def names_in(frame: Frame) -> Iterator[str]:
    """The names of all measures of a world, in their order."""
    for specification in SPECIFICATIONS:
        yield from map(specification.called, specification.titles(frame))


def _measure(
    sample: _Sample, specification: Specification, function: Function, base: Base, name: str, title: str
) -> Measure:
    values = function(sample.counts)
    if specification.of in ("scores", "queue"):
        half = np.full(values.shape, np.nan)
        why = np.full(values.shape, NOT_KEPT if specification.of == "scores" else NO_BLOCKS)
    else:
        defined = np.logical_not(np.isnan(function(sample.without)))
        half, why = half_width(
            values, function(sample.replicates), defined, sample.design, specification.against_all
        )
    given = steady(specification, values, half, why, base)
    frame = sample.counts.frame
    dimensions = ["", *(dimension for dimension, names in frame.dimensions.items() for _ in names)]
    unsure = tuple(specification.unsure(frame, name.partition(".")[2]))
    why = np.where([dimension in unsure for dimension in dimensions], NO_BLOCKS, given.why)
    found = iter(valued(specification, values, given.half, why, given.unit))
    everyone = next(found)
    breakdown = {
        dimension: {category: next(found) for category in categories}
        for dimension, categories in frame.dimensions.items()
    }
    for dimension in breakdown.keys() - set(KEPT[specification.of]):
        missing = Value(None, None, None, NOT_BROKEN_DOWN[specification.of])
        breakdown[dimension] = dict.fromkeys(breakdown[dimension], missing)
    return Measure(name, title, specification, everyone, breakdown)


def _missing(measure: Measure, reason: str) -> Measure:
    """The measure with every value missing."""
    missing = Value(None, None, None, reason)
    breakdown = {dimension: dict.fromkeys(values, missing) for dimension, values in measure.breakdown.items()}
    return replace(measure, all=missing, breakdown=breakdown)


def steady(
    specification: Specification, values: Floats, half: Floats, why: NDArray[np.int64], base: Base
) -> Steadied:
    """Intervals of `half_width` of categories, everyone first, with few events made sure of (few.py)."""
    lowest, highest = _limits(specification)
    if not np.isfinite(lowest) or specification.against_all:
        return Steadied(half, why, np.full(len(values), np.nan))
    return steadied(values, half, why, base, lowest, highest)


def _limits(specification: Specification) -> tuple[float, float]:
    lowest = -math.inf if specification.lowest is None else specification.lowest
    return lowest, math.inf if specification.highest is None else specification.highest


def valued(
    specification: Specification,
    values: Floats,
    half: Floats,
    why: NDArray[np.int64],
    unit: Floats | None = None,
) -> Iterator[Value]:
    """A measure's values with their intervals; `half`, `why` and `unit` as `steady` gives them, [n] each."""
    ends = (end.tolist() for end in limits(values, half, *_limits(specification), unit))
    for value, low, high, reason in zip(values.tolist(), *ends, why.tolist(), strict=True):
        if math.isnan(value):
            yield Value(None, None, None, specification.undefined)
        elif reason != GIVEN:
            yield Value(value, None, None, WHY[reason])
        else:
            yield Value(value, low, high, None)

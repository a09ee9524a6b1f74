"""How a measure moves from year to year: its path, whether it has settled, and what it would settle at.

A year is held against the year before with the same blocks left out of both, so that what they share, which
is most of what chance does to either, falls out of the change. A measure has *settled* where the whole 95 %
interval of its change lies within `MARGIN` of its value (of how far it is from its first year, where it has
no zero): this is a test of equivalence (Schuirmann 1987), and a change that is merely not told from chance
does not pass it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from underheaven.measure.counts import Floats
from underheaven.measure.holm import adjusted
from underheaven.measure.interval import ALL_ALIKE, GIVEN, WHY, half_width, p_values
from underheaven.measure.named import base_for, measure_named, named
from underheaven.measure.results import Value, names_in, steady, valued
from underheaven.measure.yearly import YearCounts, is_whole
from underheaven.policy.dates import turning_days

Verdict = Literal["rising", "falling", "settled", "uncertain"]
MARGIN = 0.02
"""Of its value a settled measure changes by at most so much a year."""
LEVEL = 0.05
FEWEST_YEARS = 3
"""Whole years from which on a measure can have settled: two equal ones may be a crest."""
TOO_SHORT = "there are fewer than two whole calendar years of it"
SHORT = "there are fewer than three whole calendar years of it"
AS_LIKELY = "the change may be chance, and is not known to be small"
CHANGED = "the policy changed within the last three years, on {day}"
NO_END = "its yearly change does not shrink, so that no end can be told"


@dataclass(frozen=True)
class Trend:
    """The path of one measure of everyone.

    `years` are the whole calendar years, `values` its value in each; `change` is how much it changed from the
    last but one to the last, with its 95 % interval; `settles_at` where it comes to rest if each year's
    change is to the last as that is to the one before (Aitken 1926); `why` says what an uncertain one lacks.
    `p` is the chance of so large a change if there were none, taken together with that of the other measures
    (Holm 1979): what rises or falls has one below 0.05.
    """

    name: str
    unit: str
    years: tuple[int, ...]
    values: tuple[Value, ...]
    change: Value
    verdict: Verdict
    why: str
    settles_at: Value
    p: float | None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        path = [
            {"year": year, **value.to_dict()} for year, value in zip(self.years, self.values, strict=True)
        ]
        return {
            "unit": self.unit,
            "path": path,
            "change": self.change.to_dict(),
            "verdict": self.verdict,
            "why": self.why or None,
            "p": self.p,
            "settles_at": self.settles_at.to_dict(),
        }


@dataclass(frozen=True)
class _Path:
    """A measure in Y years: `values` float64[Y]; `replicates` float64[Y, 32], `defined` bool[Y, 32]."""

    values: Floats
    replicates: Floats
    defined: Any
    years: Sequence[YearCounts]

    def since_defined(self) -> _Path:
        """The last years, in all of which it is defined."""
        missing = np.flatnonzero(np.isnan(self.values))
        first = int(missing[-1]) + 1 if len(missing) else 0
        return _Path(self.values[first:], self.replicates[first:], self.defined[first:], self.years[first:])

    def half(self, value: float, replicates: Floats, defined: Any) -> tuple[Floats, int]:
        """Half the interval of a function of the path, float64[1], and why there is none (`interval.WHY`).

        `replicates` are float64[32], `defined` bool[32].
        """
        half, why = half_width(
            np.array([value]), replicates[None], defined[None], self.years[-1].design, against_all=True
        )
        return half, int(why[0])

    def sure(self, value: float, replicates: Floats, defined: Any) -> Value:
        """A function of the path with its interval."""
        half, why = self.half(value, replicates, defined)
        number = float(value)
        if why != GIVEN:
            return Value(number, None, None, WHY[why])
        return Value(number, number - float(half[0]), number + float(half[0]), None)

    def changes(self, years: int) -> tuple[float, Floats, Any]:
        """How much it changed a year, over the last `years`: its value, replicates, and where defined."""
        both = self.defined[-1] & self.defined[-1 - years]
        value, several = (each[-1] - each[-1 - years] for each in (self.values, self.replicates))
        return float(value) / years, several / years, both


def has_settled(found: Mapping[str, Trend]) -> bool:
    """Whether a run has: the first of its main measures has settled, and none is known to rise or fall."""
    verdicts = [trend.verdict for trend in found.values()]
    return verdicts[:1] == ["settled"] and not {"rising", "falling"} & set(verdicts)


def trends(years: Iterable[YearCounts], names: Iterable[str]) -> dict[str, Trend]:
    """The paths of some measures over the whole calendar years of a run; KeyError for no measure.

    Only measures that are read from tallies of people have one: those of scores and of queues are kept by
    region and not by block. What the world has no measure of is left out.
    """
    whole = [each for each in years if is_whole(each.counts.frame, each.year)]
    there = set(names_in(whole[0].counts.frame)) if whole else set()
    paths = {name: _path(name, whole) for name in names if name in there}
    known = {
        name: chance for name, path in paths.items() if (chance := _chance(path.since_defined())) is not None
    }
    chances = dict(zip(known, adjusted(list(known.values())), strict=True))
    return {name: _trend(name, path, chances.get(name)) for name, path in paths.items()}


def _path(name: str, years: Sequence[YearCounts]) -> _Path:
    function = measure_named(name, years[0].counts.frame)
    return _Path(
        np.array([function(each.counts)[0] for each in years]),
        np.array([function(each.replicates)[0] for each in years]),
        np.array([~np.isnan(function(each.without)[0]) for each in years]),
        years,
    )


def _chance(path: _Path) -> float | None:
    """The chance of so large a last change if there were none; None where it is not known."""
    if len(path.values) < 2:
        return None
    value, several, defined = path.changes(1)
    half, why = path.half(value, several, defined)
    return float(p_values(np.array([value]), half, path.years[-1].design)[0]) if why == GIVEN else None


def _trend(name: str, path: _Path, chance: float | None) -> Trend:
    specification, entry = named(name)
    values: list[Value] = []
    for place, each in enumerate(path.years):
        half, why = half_width(
            path.values[place : place + 1], path.replicates[place][None], path.defined[place][None],
            each.design, specification.against_all,
        )  # fmt: skip
        frame = each.counts.frame
        base = base_for(specification, entry, each.counts, frame.steps_in((each.year,)))
        given = steady(specification, path.values[place : place + 1], half, why, base)
        values += valued(specification, path.values[place : place + 1], given.half, given.why, given.unit)
    last = path.since_defined()
    zero = 0.0 if specification.lowest is not None or not len(last.values) else float(last.values[0])
    change = last.sure(*last.changes(1)) if len(last.values) > 1 else Value(None, None, None, TOO_SHORT)
    verdict, reason = _verdict(last, change, chance, zero)
    numbers = tuple(each.year for each in path.years)
    return Trend(
        name, specification.unit, numbers, tuple(values), change, verdict, reason, _end(last, verdict), chance
    )


def _verdict(path: _Path, change: Value, chance: float | None, zero: float) -> tuple[Verdict, str]:
    """`chance` is p with all measures taken together; `zero` what the measure is held against."""
    last = path.values[-FEWEST_YEARS:]
    if change.reason == WHY[ALL_ALIKE] and len(last) == FEWEST_YEARS and (last == last[0]).all():
        return "settled", ""
    if change.value is None or chance is None:
        return "uncertain", change.reason or ""
    if len(path.values) >= FEWEST_YEARS:
        within = MARGIN * abs(float(path.values[-1]) - zero)
        longer = path.sure(*path.changes(2))
        if all(_inside(each, within) for each in (change, longer)):
            return "settled", ""
    if chance < LEVEL:
        return ("rising" if change.value > 0 else "falling"), ""
    return "uncertain", AS_LIKELY if len(path.values) >= FEWEST_YEARS else SHORT


def _inside(change: Value, within: float) -> bool:
    return (
        change.low is not None and change.high is not None and -within <= change.low and change.high <= within
    )


def _end(path: _Path, verdict: Verdict) -> Value:
    """Where it would come to rest."""
    if verdict == "settled":
        value = float(path.values[-1])
        return Value(value, None, None, "it has settled")
    if len(path.values) < FEWEST_YEARS:
        return Value(None, None, None, SHORT)
    if verdict == "uncertain":
        return Value(None, None, None, AS_LIKELY)
    if (changed := _changed(path.years[-FEWEST_YEARS:])) is not None:
        return Value(None, None, None, CHANGED.format(day=changed))
    ratio, ends = _aitken(path.values[-FEWEST_YEARS:])
    ratios, several = _aitken(path.replicates[-FEWEST_YEARS:])
    defined = path.defined[-FEWEST_YEARS:].all(axis=0)
    slower = path.sure(ratio, ratios, defined & np.isfinite(ratios))
    if slower.low is None or slower.high is None or slower.low <= 0 or slower.high >= 1:
        return Value(None, None, None, NO_END)
    return path.sure(ends, several, defined)


def _changed(years: Sequence[YearCounts]) -> dt.date | None:
    """The last day within these years on which anything about the policy changed."""
    days = turning_days(years[0].counts.frame.world.policy)
    return max((day for day in days if years[0].year <= day.year <= years[-1].year), default=None)


def _aitken(last: Floats) -> tuple[Any, Any]:
    """The ratio of the last two changes, and where the path ends if all to come have it; of three values."""
    before, after = last[1] - last[0], last[2] - last[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = after / before
        return ratio, last[2] + after * ratio / (1 - ratio)

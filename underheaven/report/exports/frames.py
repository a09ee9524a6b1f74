"""Every table of a run's report as a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from underheaven.documents.evidence import KINDS, numbers
from underheaven.measure.headlines import MAIN
from underheaven.measure.lived.lived import Lived
from underheaven.measure.results import Measure, Measures
from underheaven.measure.table import SUBJECTS
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.report.followed import cohort_rows, cost_of, margin_rows, side_rows
from underheaven.report.results import Results
from underheaven.report.words import capital
from underheaven.study.assuming.found import Ranges

EVERYONE = "everyone"
Row = dict[str, Any]


def _tables(results: Results) -> dict[str, Callable[[Results], tuple[str, list[Row]]]]:
    """Name of a table -> what gives its title and rows; of subjects, those of which the run has measures."""
    there = {measure.specification.name for measure in results.measures.values()}
    subjects = {
        subject.lower().removeprefix("the ").replace(" ", "-"): _of_subject(subject)
        for subject, them in SUBJECTS.items()
        if there & {each.name for each in them}
    }
    years = {"years": _years} if any(each.years for each in results.trends.values()) else {}
    assumed = {"assumptions": _assumptions} if isinstance(results.ranges, Ranges) else {}
    lived = (
        {name: _of_lived(*each) for name, each in LIVED.items()} if results.world.policy.consequences else {}
    )
    return {
        "main": _main, **years, **assumed, **lived, "measures": _measures, **subjects, "numbers": _numbers
    }  # fmt: skip


LIVED: dict[str, tuple[str, Callable[[Lived], Iterator[Row]]]] = {
    "cohorts": ("What becomes of those under a consequence", cohort_rows),
    "sides": ("Both sides of error and of ties", side_rows),
    "margins": ("Measures by opinion, sex and age", margin_rows),
}
"""Tables of communities that are lived again: title, and what gives their rows."""


def _of_lived(
    title: str, rows: Callable[[Lived], Iterator[Row]]
) -> Callable[[Results], tuple[str, list[Row]]]:
    return lambda results: (f"{title}. {cost_of(results.lived)}", list(rows(results.lived)))


def names(results: Results) -> tuple[str, ...]:
    """The names of the tables that a run has."""
    return tuple(_tables(results))


def frame(results: Results, name: str, stamp: Stamp) -> Frame:
    """The table of that name; `KeyError` where there is none.

    Tables of measures have a row for each value: `period` (`2019 to 2021`), `measure`, `title`, `unit`, `by`
    (group, region, place, quintile or wave; empty for everyone), `category`, `value`, `low` and `high` (the
    95 % interval) and `missing` (why something is). `years` has a row for each main measure and whole
    calendar year, with `change` (of the last year), `verdict` and `settles_at`, and the ends of their
    intervals. `assumptions`, where they are known, has a row for each main measure and year with the 5th and
    95th percentile by what is assumed. `cohorts`, `sides` and `margins` are of communities that are lived
    again, with `people` and the same last columns. `numbers` has the numbers of the policy and the society.
    """
    title, rows = _tables(results)[name](results)
    return Frame.of_rows(title, rows, stamp)


def measure_rows(measure: Measure, period: str) -> Iterator[Row]:
    """The rows of one measure: everyone, then each category of each breakdown that there is."""
    head = {"period": period, "measure": measure.name, "title": measure.title, "unit": measure.unit}
    yield {**head, "by": None, "category": EVERYONE, **_value(measure, None, None)}
    for dimension, values in measure.breakdown.items():
        for category in values:
            yield {**head, "by": dimension, "category": category, **_value(measure, dimension, category)}


def breakdown(measure: Measure, dimension: str | None) -> list[Row]:
    """`category`, `value`, `low`, `high` and `missing` for everyone or the categories of `dimension`."""
    if dimension is None:
        return [{"category": EVERYONE, **_value(measure, None, None)}]
    return [{dimension: each, **_value(measure, dimension, each)} for each in measure.by(dimension)]


def _value(measure: Measure, dimension: str | None, category: str | None) -> Row:
    value = measure.all if dimension is None or category is None else measure.by(dimension)[category]
    return {"value": value.value, "low": value.low, "high": value.high, "missing": value.reason}


def period_of(measures: Measures) -> str:
    """The period that measures cover, `2019 to 2021`."""
    return str(measures.period)


def _periods(results: Results) -> dict[str, Measures]:
    return {period_of(each): each for each in (results.last, results.measures)}


def _rows(results: Results, wanted: Iterable[str] | None) -> list[Row]:
    kept = None if wanted is None else set(wanted)
    return [
        row
        for period, measures in _periods(results).items()
        for name, measure in measures.items()
        if kept is None or measure.specification.name in kept or name in kept
        for row in measure_rows(measure, period)
    ]


def _main(results: Results) -> tuple[str, list[Row]]:
    return "Main measures of adults in the scheme", _rows(results, MAIN)


def _measures(results: Results) -> tuple[str, list[Row]]:
    return "All measures", _rows(results, None)


def _of_subject(subject: str) -> Callable[[Results], tuple[str, list[Row]]]:
    def rows(results: Results) -> tuple[str, list[Row]]:
        return capital(subject), _rows(results, [each.name for each in SUBJECTS[subject]])

    return rows


def _years(results: Results) -> tuple[str, list[Row]]:
    rows = [
        {
            "measure": name, "title": results.last[name].title, "unit": trend.unit, "year": year,
            "value": value.value, "low": value.low, "high": value.high, "missing": value.reason,
            "change": trend.change.value, "change_low": trend.change.low, "change_high": trend.change.high,
            "verdict": trend.verdict, "why": trend.why or None, "settles_at": trend.settles_at.value,
            "settles_low": trend.settles_at.low, "settles_high": trend.settles_at.high,
        }
        for name, trend in results.trends.items()
        for year, value in zip(trend.years, trend.values, strict=True)
    ]  # fmt: skip
    return "Main measures from year to year, and whether each has settled", rows


def _assumptions(results: Results) -> tuple[str, list[Row]]:
    ranges = results.ranges
    assert isinstance(ranges, Ranges)
    rows = []
    for year, measures in ranges.years.items():
        for name, found in measures.items():
            most = ranges.most_by(name)
            rows.append(
                {
                    "measure": name, "title": MAIN[name], "year": year, "low": found.low,
                    "high": found.high, "share_assumed": found.share, "draws": found.defined,
                    "most_by": None if most is None else most.group,
                    "most_share": None if most is None else most.total,
                }
            )  # fmt: skip
    return "Main measures by what is assumed: 5th and 95th percentile over the draws", rows


def _numbers(results: Results) -> tuple[str, list[Row]]:
    rows = [
        {
            "of": of, "number": each.path, "value": each.text, "range": each.range or None,
            "kind": KINDS[each.kind], "origin": each.origin or None,
        }
        for of, document in (("policy", results.world.policy), ("society", results.world.society))
        for each in numbers(document)
    ]  # fmt: skip
    return "The numbers of the policy and the society, and where they come from", rows

"""Measures of a run as frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from underheaven.documents.unknown import has, unknown, unknown_attribute
from underheaven.measure.results import Measure, Measures, Value
from underheaven.notebook.breakdown import Breakdown
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.frames import breakdown, measure_rows, period_of
from underheaven.report.exports.stamp import Stamp
from underheaven.report.words import in_unit, interval


class RunMeasure:
    """One measure of a period: `all` for everyone, `by` for a breakdown.

    Values are in `unit`; a share is 0 to 1. Errors are those of its methods.
    """

    def __init__(self, measure: Measure, period: str, stamp: Stamp) -> None:
        self.measure = measure
        self.period = period
        self.stamp = stamp

    @property
    def name(self) -> str:
        """What it is called."""
        return self.measure.name

    @property
    def title(self) -> str:
        """What it is, in words."""
        return self.measure.title

    @property
    def unit(self) -> str:
        """What its values are counted in."""
        return self.measure.unit

    @property
    def definition(self) -> str:
        """The formula by which it is computed from counts."""
        return self.measure.specification.formula

    @property
    def all(self) -> Value:
        """The value for everyone, with its 95 % interval; what is missing has a reason."""
        return self.measure.all

    def by(self, dimension: str) -> Breakdown:
        """A row for each category of `dimension`: group, region, place, quintile or wave.

        Columns: the category, `value`, `low`, `high` (the 95 % interval) and `missing` (why something is).
        `by("group")["holm"].value` is the value of one. InputError for another dimension.
        """
        known = self.measure.breakdown
        if not has(known, dimension):
            raise unknown("breakdown", dimension, tuple(known))
        rows = breakdown(self.measure, dimension)
        frame = Frame.of_rows(f"{self._title} by {dimension}", rows, self.stamp, self._units)
        return Breakdown(frame.title, frame.table, self.stamp, self._units, known[dimension])

    @property
    def frame(self) -> Frame:
        """Every value there is: for everyone and by each dimension."""
        return Frame.of_rows(self._title, list(measure_rows(self.measure, self.period)), self.stamp)

    @property
    def _title(self) -> str:
        return f"{self.measure.title}, {self.period}"

    @property
    def _units(self) -> dict[str, str]:
        return dict.fromkeys(("value", "low", "high"), self.unit)

    def _repr_html_(self) -> str:
        rows = breakdown(self.measure, None)
        return Frame.of_rows(self._title, rows, self.stamp, self._units)._repr_html_()

    def __repr__(self) -> str:
        value = self.all
        if value.value is None:
            said = f"missing: {value.reason}"
        else:
            between = interval(value, self.unit)
            unit = "" if self.unit == "share" else f" {self.unit}"
            said = f"{in_unit(value.value, self.unit)}{unit}" + (f" ({between})" if between else "")
        return f"<Measure {self.name}, {self.period}: {said}; synthetic people>"


class RunMeasures(Mapping[str, RunMeasure]):
    """Every measure of a period, by name: `measures.chill` and `measures["denied.train_trip"]`.

    A name that is none of them is an InputError with the nearest that is, and also a `KeyError`.
    """

    def __init__(self, measures: Measures, stamp: Stamp) -> None:
        self._measures = measures
        self._stamp = stamp

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years that the measures cover."""
        return self._measures.years

    @property
    def last_year(self) -> RunMeasures:
        """The measures of the last complete year; of a run of one year, these."""
        return RunMeasures(self._measures.last_year or self._measures, self._stamp)

    @property
    def frame(self) -> Frame:
        """Every value of every measure."""
        period = period_of(self._measures)
        rows = [row for measure in self._measures.values() for row in measure_rows(measure, period)]
        return Frame.of_rows(f"All measures, {period}", rows, self._stamp)

    def __getitem__(self, name: str) -> RunMeasure:
        """The measure of that name; InputError, also a `KeyError`, with the nearest where there is none."""
        if not has(self._measures, name):
            raise unknown("measure", name, tuple(self._measures))
        return RunMeasure(self._measures[name], period_of(self._measures), self._stamp)

    def __getattr__(self, name: str) -> RunMeasure:
        """`measures.chill` is `measures["chill"]`."""
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._measures:
            raise unknown_attribute("measure", name, tuple(self._measures))
        return self[name]

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *(name for name in self if name.isidentifier())]

    def __iter__(self) -> Iterator[str]:
        return iter(self._measures)

    def __len__(self) -> int:
        return len(self._measures)

    def __contains__(self, name: object) -> bool:
        return has(self._measures, name)

    def _repr_html_(self) -> str:
        period = period_of(self._measures)
        rows = [
            {
                "measure": measure.name,
                "title": measure.title,
                "unit": measure.unit,
                **breakdown(measure, None)[0],
            }
            for measure in self._measures.values()
        ]
        return Frame.of_rows(f"All measures for everyone, {period}", rows, self._stamp)._repr_html_()

    def __repr__(self) -> str:
        some = ", ".join(list(self)[:6])
        period = period_of(self._measures)
        return f"<Measures of {period}: {len(self)}, such as {some}; synthetic people>"

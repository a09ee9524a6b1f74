"""What becomes of people, followed week by week on communities that are lived again."""

from __future__ import annotations

import datetime as dt
import shlex
from typing import Any

from underheaven.documents import taking
from underheaven.documents.unknown import unknown
from underheaven.measure.lived.lived import Lived, live_again
from underheaven.measure.lived.margins import can
from underheaven.measure.results import names_in
from underheaven.notebook.tables import Tables
from underheaven.notebook.telling import told as in_python
from underheaven.record.query import RunFolder
from underheaven.record.weekly import LIVED
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.report.followed import cohort_rows, cost_of, margin_rows, sentences_of, side_rows

TITLES = {
    "cohorts": "What becomes of those under a consequence",
    "sides": "Both sides of error and of ties",
    "margins": "Measures by opinion, sex and age",
}


class Followed(Tables):
    """Cohorts of a run (`cohorts`), both `sides` of error and of ties, and `margins`: opinion, sex and age.

    `lived` holds the same as objects: `lived.cohort("under").of("free_after_year")` is a value with its
    interval. A name that is no frame is an InputError with the nearest that is.
    """

    def __init__(self, lived: Lived, stamp: Stamp, again: str) -> None:
        self.lived = lived
        command = f"underheaven cohorts runs/{lived.world.hash[:12]}{again}"
        self._made = stamp.then(command, "people = run.cohorts()")
        rows = {"cohorts": cohort_rows, "sides": side_rows, "margins": margin_rows}
        frames = {
            name: Frame.of_rows(
                f"{title}. {cost_of(lived)}",
                list(rows[name](lived)),
                self._made.with_python(f"run.cohorts().{name}.save('{name}.csv')"),
            )
            for name, title in TITLES.items()
        }
        super().__init__(frames, self._made, [*sentences_of(lived), cost_of(lived)])

    @property
    def cohorts(self) -> Frame:
        """A row for each figure of each cohort, for everyone and by category."""
        return self["cohorts"]

    @property
    def sides(self) -> Frame:
        """A row for each side of error and of ties, of any consequence and of each."""
        return self["sides"]

    @property
    def margins(self) -> Frame:
        """A row for each of some measures of the last year, by opinion, sex and age."""
        return self["margins"]

    @in_python
    def by(self, measure: str) -> Frame:
        """Any measure of people by opinion, sex and age; InputError for a name that is none of these."""
        name = taking.text("measure", measure, "the name of a measure")
        frame = self.lived.marginals.frame
        there = tuple(each for each in names_in(frame) if can(each, frame))
        if name not in there:
            raise unknown("measure", name, there)
        (found,) = self.lived.marginals.measured((name,))
        rows = [
            {"by": dimension, "category": category, "value": value.value, "low": value.low,
             "high": value.high, "missing": value.reason}
            for dimension, values in found.by.items()
            for category, value in values.items()
        ]  # fmt: skip
        made = self._made.with_python(f"run.cohorts().by({name!r}).save('{name}.csv')")
        return Frame.of_rows(f"{found.title}, {self.lived.year}", rows, made, {"value": found.unit})

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"synthetic": True, **self.lived.to_dict()}


def followed(folder: RunFolder, day: object, year: object, communities: object, stamp: Stamp) -> Followed:
    """The people of a run, followed; InputError where it has no such day or year."""
    on = None if day is None else taking.day("day", day)
    of = None if year is None else taking.whole("year", year, 1, 9999)
    many = LIVED if communities is None else taking.whole("communities", communities, 1)
    words = []
    for name, value in (("--day", on), ("--year", of), ("--communities", communities)):
        words += (
            [] if value is None else [name, value.isoformat() if isinstance(value, dt.date) else str(value)]
        )
    again = f" {shlex.join(words)}" if words else ""
    return Followed(live_again(folder, many, on, of), stamp, again)

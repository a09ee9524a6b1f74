"""A run that was made: its measures, pictures and tables."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from underheaven.notebook.measures import RunMeasures
from underheaven.record.query import RunFolder
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.run import Exports
from underheaven.report.html import write_report
from underheaven.report.story import sentences


class Run:
    """A run folder, opened. InputError if it is none, or if a file of it is not as the run left it."""

    def __init__(self, path: str | Path) -> None:
        self.folder = RunFolder(Path(path))

    @property
    def path(self) -> Path:
        """The run folder."""
        return self.folder.path

    @property
    def digest(self) -> str | None:
        """The digest of the run, the same wherever it is made; None of an interrupted run."""
        return self.folder.provenance.digests.get("run")

    @cached_property
    def exports(self) -> Exports:
        """Everything that a report shows of it; InputError if no calendar year is complete."""
        return Exports(self.folder)

    @cached_property
    def measures(self) -> RunMeasures:
        """Every measure of the whole run, by name or as an attribute; `last_year` has those of the last."""
        return RunMeasures(self.exports.results.measures, self.exports.stamp)

    @property
    def pictures(self) -> dict[str, str]:
        """Name -> title of the pictures that `picture` gives."""
        return self.exports.pictures

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that `table` gives."""
        return self.exports.tables

    def picture(self, name: str) -> Figure:
        """A picture of the report; InputError, with the nearest name, where there is none of that name."""
        return self.exports.figure(name)

    def table(self, name: str) -> Frame:
        """A table of the report; InputError, with the nearest name, where there is none of that name."""
        return self.exports.frame(name)

    def sql(self, query: str) -> Frame:
        """What a SELECT over the run's counts gives; the views are those of `RunFolder.sql`."""
        stamp = self.exports.stamp
        asked = stamp.then(f"# in Python: {query}", f"run.sql({query!r})")
        return Frame(query, self.folder.sql(query), asked)

    def report(self, path: str | Path) -> Path:
        """Write the report, one HTML page; InputError where it cannot be written."""
        return write_report(self.folder, Path(path))

    @property
    def summary(self) -> list[str]:
        """What came of it, in a few sentences."""
        return sentences(self.exports.results.world, self.exports.results.measures)

    def _repr_html_(self) -> str:
        """What came of it, as a notebook shows it."""
        return self.exports.stamp.html(self.summary)

    def __repr__(self) -> str:
        return f"<Run {self.path}: {self.exports.stamp.about}>"

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values of every measure, with `synthetic`."""
        return {"synthetic": True, "digest": self.digest, "measures": self.exports.results.measures.to_dict()}


def open_run(path: str | Path) -> Run:
    """The run that a folder holds; `underheaven.open`."""
    return Run(path)

"""A run that was made: its measures, pictures and tables."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from underheaven.notebook.audit import Audit, audit_of
from underheaven.notebook.lives import Life, life_of, lives_of
from underheaven.notebook.measures import RunMeasures
from underheaven.notebook.screen import Screen, screen_of
from underheaven.record.query import RunFolder
from underheaven.report.brief.content import brief_of
from underheaven.report.brief.page import write_brief
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.run import Exports
from underheaven.report.exports.stamp import Stamp
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
    def stamp(self) -> Stamp:
        """What stands beside whatever is made of it: what it is, what is corrected, how it is made again."""
        given: dict[str, str] = self.folder.provenance.extra.get("given", {})
        return Stamp.of(self.folder.world, given)

    @cached_property
    def exports(self) -> Exports:
        """Everything that a report shows of it; InputError if no calendar year is complete."""
        return Exports(self.folder)

    @cached_property
    def measures(self) -> RunMeasures:
        """Every measure of the whole run, by name or as an attribute; `last_year` has those of the last."""
        return RunMeasures(self.exports.results.measures, self.stamp)

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
        stamp = self.stamp
        asked = stamp.then(f"# in Python: {query}", f"run.sql({query!r})")
        return Frame(query, self.folder.sql(query), asked)

    def life(self, citizen: int) -> Life:
        """The whole life of one synthetic citizen, recomputed with its causes: frames `events` and `weeks`.

        InputError for a number that no citizen has, or if the run does not hold what it takes.
        """
        return life_of(self.folder, citizen, self.stamp)

    def lives(self, where: str, limit: int = 20) -> Frame:
        """Citizens found by what befell them, `sanctioned in error` for one: those it befell most first."""
        return lives_of(self.folder, where, limit, self.stamp)

    def audit(self, year: int | None = None) -> Audit:
        """The audit of a calendar year, by default the last complete one; InputError if there is none."""
        return audit_of(self.folder, year, self.stamp)

    def screen(self) -> Screen:
        """What Article 5(1)(c) of the AI Act asks about its policy, with what the run's counts add."""
        return screen_of(self.folder, self.stamp)

    def brief(self, path: str | Path, against: Run | None = None) -> Path:
        """Write two pages, .html or .md: the run alone, or beside the same people under another policy.

        InputError for another ending, or where the two differ in more than their policy.
        """
        other = None if against is None else against.exports.results
        return write_brief(brief_of(self.exports.results, other), Path(path))

    def report(self, path: str | Path) -> Path:
        """Write the report, one HTML page; InputError where it cannot be written."""
        return write_report(self.folder, Path(path))

    @property
    def summary(self) -> list[str]:
        """What came of it, in a few sentences."""
        return sentences(self.exports.results.world, self.exports.results.measures)

    def _repr_html_(self) -> str:
        """What came of it, as a notebook shows it."""
        return self.stamp.html(self.summary)

    def __repr__(self) -> str:
        return f"<Run {self.path}: {self.stamp.about}>"

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values of every measure, with `synthetic`."""
        return {"synthetic": True, "digest": self.digest, "measures": self.exports.results.measures.to_dict()}


def open_run(path: str | Path) -> Run:
    """The run that a folder holds; `underheaven.open`."""
    return Run(path)

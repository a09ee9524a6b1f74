"""A run that was made: its measures, pictures and tables."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from underheaven.documents import taking
from underheaven.documents.taking import Day, Whole
from underheaven.notebook.audit import Audit, audit_of
from underheaven.notebook.followed import Followed, followed
from underheaven.notebook.lives import Life, life_of, lives_of
from underheaven.notebook.measures import RunMeasures
from underheaven.notebook.screen import Screen, screen_of
from underheaven.notebook.telling import told
from underheaven.notebook.writing import save_policy, save_society
from underheaven.record.query import RunFolder
from underheaven.report.brief.content import brief_of
from underheaven.report.brief.page import write_brief
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.run import Exports
from underheaven.report.exports.stamp import Stamp
from underheaven.report.html import write_report
from underheaven.report.ranges import sentence
from underheaven.report.story import sentences

if TYPE_CHECKING:
    from underheaven.notebook.observed import Observed


class Run:
    """A run folder, opened. InputError if it is none, or if a file of it is not as the run left it."""

    @told
    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.folder = RunFolder(taking.path("path", path))

    @property
    def path(self) -> Path:
        """The run folder."""
        return self.folder.path

    @property
    def digest(self) -> str | None:
        """The digest of the run, the same wherever it is made; None of an interrupted run."""
        return self.folder.provenance.digests.get("run")

    @property
    def given(self) -> dict[str, str]:
        """How policy and society were named when the run was made, and what was changed."""
        given: dict[str, str] = self.folder.provenance.extra.get("given", {})
        return given

    @cached_property
    def stamp(self) -> Stamp:
        """What stands beside whatever is made of it: what it is, what is corrected, how it is made again."""
        return Stamp.of(self.folder.world, self.given)

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

    @told
    def picture(self, name: str, theme: str = "light") -> Figure:
        """A picture of the report; InputError, with the nearest name, where there is none of that name.

        `theme` is `light` or `dark`, as the paper is that it is for.
        """
        return self.exports.figure(taking.text("name", name), theme=taking.text("theme", theme))

    @told
    def table(self, name: str) -> Frame:
        """A table of the report; InputError, with the nearest name, where there is none of that name."""
        return self.exports.frame(taking.text("name", name))

    @told
    def sql(self, query: str) -> Frame:
        """What one SELECT over the run's counts gives; InputError where it cannot be answered.

        The views are `steps`, `histogram`, `public`, `years`, `census`, `communities` and, if the run kept
        it, `final`. Names of counts have dots and need double quotes: `sum("person.adults")`.
        """
        asked = taking.text("query", query, "a query")
        stamp = self.stamp.then(f"# in Python: {' '.join(asked.split())}", f"run.sql({asked!r})")
        return Frame(asked, self.folder.sql(asked), stamp)

    @told
    def life(self, citizen: Whole) -> Life:
        """The whole life of one synthetic citizen, recomputed with its causes: frames `events` and `weeks`.

        `citizen` counts from 0. InputError for a number that no citizen has, or if the run does not hold what
        it takes.
        """
        return life_of(self.folder, citizen, self.stamp)

    @told
    def lives(self, where: str, limit: Whole = 20, communities: Whole | None = None) -> Frame:
        """Citizens found by what happened to them, such as `sanctioned in error`, the most affected first.

        At most `limit` are listed. So many `communities`, evenly spread, are lived again and searched, if a
        number is given or the run kept no row of each citizen. InputError where the words mean nothing.
        """
        return lives_of(self.folder, where, limit, communities, self.stamp)

    @told
    def cohorts(
        self, day: Day | None = None, year: Whole | None = None, communities: Whole | None = None
    ) -> Followed:
        """People followed week by week: those under a consequence on `day`, those who enter one in `year`.

        Frames `cohorts`, `sides` (who is hit and who spared, by errors and ties) and `margins` (measures by
        opinion, sex and age). So many `communities`, evenly spread, are lived again; all where the run has
        no more than 16, unless a number is given. InputError for a day or a year that the run has not.
        """
        return followed(self.folder, day, year, communities, self.stamp)

    @told
    def audit(
        self,
        year: Whole | None = None,
        by: Iterable[str | Iterable[str]] | None = None,
        deeds: Whole | None = None,
    ) -> Audit:
        """The audit of a calendar year, by default the last complete one; InputError if there is none.

        `by` is what people are told apart by (`["group", "group,place"]`), `deeds` how many punished deeds a
        year count as misconduct.
        """
        return audit_of([self.folder], self.stamp, year, by, deeds)

    @told
    def screen(self) -> Screen:
        """What Article 5(1)(c) of the AI Act asks about its policy, with what the run's counts add."""
        return screen_of(self.folder, self.stamp)

    @told
    def brief(self, path: str | os.PathLike[str], against: Run | None = None) -> Path:
        """Write two pages, .html or .md: the run alone, or beside the same people under another policy.

        InputError for another ending, or where the two differ in more than their policy.
        """
        place = taking.path("path", path)
        if against is not None and not isinstance(against, Run):
            raise taking.unfit("against", against, "a run", "what underheaven.under returned")
        other = None if against is None else against.exports.results
        return write_brief(brief_of(self.exports.results, other), place)

    @told
    def report(self, path: str | os.PathLike[str]) -> Path:
        """Write the report, one HTML page; InputError where it cannot be written."""
        return write_report(self.exports.results, taking.path("path", path))

    @told
    def observe(self, port: Whole = 0, threads: Whole | None = None) -> Observed:
        """Show it in the browser, lived again by this process; an `Observed` has the `address` to open.

        It serves until `stop`, or until Python ends, to this machine alone. `port` 0 is any that is free. Its
        digest must come out as it was. InputError where a page cannot show the run, or the port is taken.
        """
        # Imported here: nothing else of the package may load what answers to a network.
        from underheaven.notebook.observed import observed

        return observed(self.folder, port, threads)

    @told
    def save_policy(self, path: str | os.PathLike[str]) -> Path:
        """Write the policy as a file for `underheaven run`; InputError where it cannot be written."""
        return save_policy(self.folder.world.policy, taking.path("path", path))

    @told
    def save_society(self, path: str | os.PathLike[str]) -> Path:
        """Write the society as a file for `--society`; InputError where it cannot be written."""
        return save_society(self.folder.world.society, taking.path("path", path))

    @property
    def assumptions(self) -> str:
        """How far its first main measure hangs on what is assumed, in words, or why that is not known.

        The table `assumptions` has all main measures and years, where they are known.
        """
        results = self.exports.results
        return sentence(results.ranges, results.world, results.last)

    @property
    def summary(self) -> list[str]:
        """What came of it, in a few sentences."""
        return sentences(self.exports.results.world, self.exports.results.measures)

    def _repr_html_(self) -> str:
        """What came of it, as a notebook shows it."""
        return self.stamp.html([*self.summary, self.assumptions])

    def __repr__(self) -> str:
        return f"<Run {self.path}: {self.stamp.about}>"

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values of every measure, with `synthetic`."""
        results = self.exports.results
        return {
            "synthetic": True,
            "digest": self.digest,
            "measures": results.measures.to_dict(),
            "assumptions": results.ranges.to_dict(),
        }


def run_given(argument: str, value: object) -> Run:
    """The run that an argument is; InputError, naming the argument, for anything else."""
    if isinstance(value, Run):
        return value
    raise taking.unfit(argument, value, "a run", "what World.run or underheaven.open returned")

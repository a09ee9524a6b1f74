"""The audit of a run, or of several of one world, as frames."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from underheaven.documents import taking
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import refuse
from underheaven.documents.taking import Whole
from underheaven.documents.unknown import has, unknown
from underheaven.measure.audit import BREAKDOWNS, SYNTHETIC
from underheaven.measure.audit import Audit as Found
from underheaven.measure.cells import AXES
from underheaven.measure.rows import Row
from underheaven.notebook.figures import AuditFigure
from underheaven.notebook.tables import Tables
from underheaven.notebook.telling import told
from underheaven.record.query import RunFolder
from underheaven.report.assessment import write_assessment
from underheaven.report.audit_files import write_audit_page, write_csv
from underheaven.report.audit_pictures import pictures
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.report.finding import Finding
from underheaven.report.findings import findings
from underheaven.report.picture import Picture
from underheaven.report.ranges import hangs
from underheaven.study.assuming.beside import ranges_of
from underheaven.study.assuming.found import Ranges, Unknown
from underheaven.study.audits import audits


class Audit(Tables):
    """Validity, calibration, equalised odds, disparity and the watch's errors: a frame for each subject.

    Everything is of one calendar year; nothing in it is a verdict. `found` is the audit itself. A name that
    is no subject is an InputError with the nearest that is.
    """

    def __init__(self, found: Found, folder: RunFolder, stamp: Stamp, asked: tuple[str, str]) -> None:
        self.found = found
        self._folder = folder
        self._before = stamp
        self._asked = asked
        made = stamp.then(f"underheaven audit {asked[0]}", f"audit = {asked[1]}")
        frames = {
            subject: Frame.of_table(
                f"Audit of {found.period}: {subject}",
                table,
                made.with_python(f"audit[{subject!r}].save('audit.csv')"),
            )
            for subject, table in found.frames.items()
            if table.num_rows
        }
        said = [f"{each.text} [{each.sure}]" for each in findings(found)]
        super().__init__(frames, made, [SYNTHETIC, *said, self.assumptions])

    @cached_property
    def _ranges(self) -> Ranges | Unknown:
        return ranges_of(self.found.world, self._folder.path)

    @property
    def assumptions(self) -> str:
        """How far it hangs on what is assumed, in words, or why that is not known."""
        return hangs(self._ranges, self.found.year)

    @property
    def findings(self) -> list[Finding]:
        """What it comes to in sentences, each with how sure it is."""
        return findings(self.found)

    @told
    def figure(self, name: str, subject: str | None = None, basis: str | None = None) -> AuditFigure:
        """One number by its name, such as `false_positive_rate`: with `title`, `unit`, `definition` and `by`.

        Where several have the name, the first is given, unless `subject` or the beginning of its `basis`
        (`done`, `free.no_loan`) says which. InputError, with the nearest, where there is none.
        """
        every = self._figures
        names = tuple(dict.fromkeys(key[1] for key in every))
        if not has(names, name):
            raise unknown("number of the audit", name, names)
        found = [key for key in every if key[1] == name]
        for argument, at, given in (("subject", 0, subject), ("basis", 2, basis)):
            if given is not None:
                known = tuple(dict.fromkeys(key[at] for key in found))
                taking.text(argument, given)
                found = [key for key in found if key[at] == given or (at and key[at].startswith(f"{given},"))]
                if not found:
                    raise unknown(f"{argument} of {name}", given, known)
        return AuditFigure(every[found[0]], self.stamp)

    @cached_property
    def _figures(self) -> dict[tuple[str, str, str], list[Row]]:
        found: dict[tuple[str, str, str], list[Row]] = {}
        for row in self.found.rows:
            found.setdefault((row.subject, row.measure, row.basis), []).append(row)
        return found

    @cached_property
    def pictures(self) -> dict[str, Picture]:
        """Name -> picture, for `plot`."""
        return {each.name: each for each in pictures(self.found)}

    @told
    def plot(self, name: str = "ratios") -> Figure:
        """A picture of the audit: `ratios`, `odds` or `calibration`; InputError for another name."""
        if not has(self.pictures, name):
            raise unknown("picture", name, tuple(self.pictures))
        run = f"runs/{self.found.world.hash[:12]}"
        command = f"underheaven export {run} --picture {name} --out {name}.png"
        return Figure(
            self.pictures[name],
            self._before.then(command, f"{self._asked[1]}.plot({name!r}).save('{name}.png')"),
        )

    @told
    def page(self, path: str | os.PathLike[str]) -> Path:
        """Write the page with pictures, one HTML file; InputError where it cannot be written."""
        place = taking.path("path", path)
        write_audit_page(self.found, self._ranges, place)
        return place

    @told
    def csv(self, path: str | os.PathLike[str]) -> Path:
        """Write every number as a table; InputError where it cannot be written."""
        place = taking.path("path", path)
        write_csv(self.found, place)
        return place

    @told
    def form(self, path: str | os.PathLike[str]) -> Path:
        """Write a form in the shape of Article 27 of the EU AI Act, .html or .md, of the (first) run.

        InputError for another ending, or where it cannot be written.
        """
        place = taking.path("path", path)
        write_assessment(self._folder, place)
        return place

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: what `underheaven audit --json` prints."""
        return {
            **self.found.to_dict(),
            "findings": [each.to_dict() for each in self.findings],
            "assumptions": self.assumptions,
        }


def audit_of(
    folders: list[RunFolder],
    stamp: Stamp,
    year: Whole | None,
    by: Iterable[str | Iterable[str]] | None,
    deeds: Whole | None,
) -> Audit:
    """The audit of runs of one world over a year, by default the last complete one of the first.

    InputError as of `underheaven audit`.
    """
    found = Gathered()
    chosen = found.take(lambda: taking.some_whole("year", year, 1, 9999))
    axes = found.take(lambda: _axes(by))
    many = found.take(lambda: taking.some_whole("deeds", deeds, 1))
    found.settle()
    audit = audits([each.path for each in folders], year=chosen, by=had(axes), deeds=many)
    places = [f"runs/{each.world.hash[:12]}" for each in folders]
    words, arguments = [*places, "--year", str(audit.year)], [f"year={audit.year}"]
    if by is not None:
        words += [word for each in had(axes) for word in ("--by", ",".join(each))]
        arguments.append(f"by={[','.join(each) for each in had(axes)]!r}")
    if many is not None:
        words += ["--deeds", str(many)]
        arguments.append(f"deeds={many}")
    opened = ", ".join(f"uh.open({place!r})" for place in places)
    options = ", ".join(arguments)
    call = f"uh.audit({opened}, {options})" if len(folders) > 1 else f"run.audit({options})"
    return Audit(audit, folders[0], stamp, (shlex.join(words), call))


def _axes(by: object) -> tuple[tuple[str, ...], ...]:
    """What people are told apart by: `group`, or several at once as in `group,place`; or InputError."""
    if by is None:
        return BREAKDOWNS
    if isinstance(by, str):
        by = [by]
    if not isinstance(by, Iterable):
        raise refuse(
            f"{taking.shown('by', by)} is not a list of names",
            f"people are told apart by {', '.join(AXES)}, or by several as in 'group,place'",
            "give by=['group']",
        )
    found = [
        taking.words(
            "by", [part.strip() for part in each.split(",")] if isinstance(each, str) else each, AXES
        )
        for each in by
    ]
    if not found or not all(found):
        raise refuse(
            "by is empty", "people have to be told apart by something", "give by=['group'], or leave it out"
        )
    return tuple(dict.fromkeys(found))

"""`underheaven audit`: how valid, calibrated and even-handed a run's score is, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from underheaven.commands.console import output, print_json, unbroken
from underheaven.commands.page import require_page
from underheaven.commands.progress import at_work
from underheaven.commands.values import whole
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import refuse
from underheaven.documents.words import counted, nearest
from underheaven.measure.audit import BREAKDOWNS
from underheaven.measure.cells import AXES
from underheaven.record.query import RunFolder
from underheaven.report.assessment import require_form, write_assessment
from underheaven.report.audited import audited
from underheaven.report.findings import findings
from underheaven.report.ranges import hangs
from underheaven.study.assuming.beside import ranges_of
from underheaven.study.audits import audits


@dataclass(frozen=True)
class Request:
    """What `audit` was asked, as it was typed."""

    folders: Sequence[Path]
    by: Sequence[str]
    year: str | None
    deeds: str | None
    html: Path | None
    csv: Path | None
    as_json: bool
    fria: Path | None = None


def audit_command(request: Request) -> None:
    """Audit, write what is asked for, and print; everything wrong with the request is said at once."""
    found = Gathered()
    by = found.take(lambda: breakdowns(request.by))
    year = found.take(lambda: None if request.year is None else whole("--year", request.year))
    deeds = found.take(lambda: None if request.deeds is None else _at_least_one("--deeds", request.deeds))
    if (html := request.html) is not None:
        found.take(lambda: require_page(html, request.folders[0]))
    if (csv := request.csv) is not None:
        found.take(lambda: _require_new("--csv", csv))
    if (fria := request.fria) is not None:
        found.take(lambda: _require_form(fria, request.folders))
    found.settle()
    with at_work("Auditing", request.as_json):
        audit = audits(request.folders, year=year, by=had(by), deeds=deeds)
        ranges = ranges_of(audit.world, request.folders[0])
    if fria is not None:
        # First of all files: it reads more of the run than the audit does, and may be refused for that.
        with at_work("Filling the form", request.as_json):
            write_assessment(RunFolder(request.folders[0]), fria)
    if csv is not None or html is not None:
        # Pictures take a second to import.
        from underheaven.report.audit_files import write_audit_page, write_csv

        with at_work("Writing", request.as_json):
            if csv is not None:
                write_csv(audit, csv)
            if html is not None:
                write_audit_page(audit, ranges, html)
    if request.as_json:
        said = [finding.to_dict() for finding in findings(audit)]
        print_json({**audit.to_dict(), "findings": said, "assumptions": hangs(ranges, audit.year)})
        return
    output().print(audited(audit, ranges))
    for path in (html, csv, fria):
        if path is not None:
            output().print(unbroken(f"\nWritten: {path}"))


def breakdowns(asked: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """What people are told apart by: `group`, or several at once as in `group,place`; or InputError."""
    if not asked:
        return BREAKDOWNS
    found = Gathered()
    chosen = [found.take(partial(_axes, text)) for text in asked]
    found.settle()
    return tuple(dict.fromkeys(had(axes) for axes in chosen))


def _axes(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
    for name in names:
        if name not in AXES:
            close = nearest(name, AXES)
            raise refuse(
                f"people cannot be told apart by '{text}'",
                f"what can be asked for is {', '.join(AXES)}, or several as in group,place",
                f"did you mean {close}?" if close else "name one of them",
            )
    return names


def _at_least_one(option: str, text: str) -> int:
    number = whole(option, text)
    if number < 1:
        raise refuse(
            f"{number} after {option} is too small",
            "it is the least number of punished deeds a year that count as misconduct",
            f"write {option} 1, or a larger number",
        )
    return number


def _require_form(path: Path, folders: Sequence[Path]) -> None:
    """Refuse, before any work, a form of several runs, or one that could not be written."""
    if len(folders) > 1:
        raise refuse(
            f"--fria is given with {counted(len(folders), 'run')}",
            "the form is about one run",
            "name one run, the one that it is about",
        )
    require_form(path)
    _require_new("--fria", path)


def _require_new(option: str, path: Path) -> None:
    """Refuse, before any work, a file that could not be written or would overwrite something."""
    if path.is_dir():
        raise refuse(f"{path} cannot be written", "a folder has its name", f"give {option} another name")
    if path.exists():
        raise refuse(
            f"{path} is there already", "nothing is overwritten unasked", f"give {option} another name"
        )
    if not path.absolute().parent.is_dir():
        raise refuse(
            f"{path} cannot be written", f"there is no folder {path.parent}", "make the folder first"
        )

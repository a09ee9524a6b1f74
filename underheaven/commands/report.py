"""`underheaven report`: the page with pictures of a run that is there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from underheaven.commands.console import output, print_json, unbroken
from underheaven.commands.page import require_page, write_page
from underheaven.commands.progress import at_work
from underheaven.documents.gathering import Gathered, had
from underheaven.record.query import RunFolder
from underheaven.report.html import write_report
from underheaven.report.results import Results


def report_command(run: Path, html: Path | None, as_json: bool) -> None:
    """Write it; InputError, before anything is drawn, where there is no run, or no place for the page."""
    page = beside(run) if html is None else html
    found = Gathered()
    folder = found.take(lambda: RunFolder(run, verify=False))
    found.take(lambda: require_page(page, run))
    found.settle()
    with at_work("Drawing the report", as_json):
        failure = write_page(partial(_write, had(folder), page), page, run)
    if failure is not None:
        raise failure
    if as_json:
        print_json({"synthetic": True, "run": str(run), "report": str(page)})
    else:
        output().print(unbroken(f"Report: {page}"))


def _write(folder: RunFolder, page: Path) -> None:
    folder.verify()
    write_report(Results.of(folder), page)


def beside(run: Path) -> Path:
    """Where the report of a run goes unless told otherwise: beside its folder, by its name."""
    folder = run if run.name not in ("", ".", "..") else run.resolve()
    return folder.with_name(f"{folder.name}.html")

"""`underheaven export`: a picture or a table of a run's report as a file, or what there is."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table
from rich.text import Text

from underheaven.commands.console import output, print_json, unbroken
from underheaven.commands.placing import misplaced
from underheaven.commands.progress import at_work
from underheaven.documents.problems import InputError, Problem
from underheaven.documents.unknown import unknown
from underheaven.record.provenance import NOTICE
from underheaven.record.query import RunFolder
from underheaven.report.exports.endings import PICTURES, TABLES
from underheaven.report.exports.run import Exports
from underheaven.report.theme import THEMES


@dataclass(frozen=True)
class Wanted:
    """What is to be exported of which run, and where to."""

    run: Path
    picture: str | None
    table: str | None
    out: Path | None
    replace: bool
    as_json: bool
    theme: str | None = None
    """The paper that a picture is for, as it was typed; light if nothing was."""


def export_command(wanted: Wanted) -> None:
    """Write it, or list what there is; everything wrong is refused before anything is read or drawn."""
    _check(wanted)
    with at_work("Reading the run", wanted.as_json):
        exports = Exports(RunFolder(wanted.run))
    if wanted.out is None:
        _list(exports, wanted)
        return
    with at_work("Drawing" if wanted.picture else "Writing", wanted.as_json):
        if wanted.picture is not None:
            exports.figure(wanted.picture, wanted.out.name, wanted.theme or "light").save(wanted.out)
        elif wanted.table is not None:
            exports.frame(wanted.table, wanted.out.name).save(wanted.out)
    if wanted.as_json:
        kind = {"picture": wanted.picture} if wanted.picture is not None else {"table": wanted.table}
        print_json({"synthetic": True, "file": str(wanted.out), **kind, "notice": NOTICE})
    else:
        output().print(
            unbroken(f"{wanted.out}: synthetic people; the file says so, and how to make it again.")
        )


def _check(wanted: Wanted) -> None:
    problems = []
    named = [each for each in (wanted.picture, wanted.table) if each is not None]
    if len(named) == 2:
        why = "one file holds one of them"
        problems.append(
            Problem("--picture and --table are both given", why, "give one, and export again for the other")
        )
    elif named and wanted.out is None:
        default = f"{wanted.picture}.png" if wanted.picture is not None else f"{wanted.table}.csv"
        problems.append(Problem("there is no --out", "a file to write to is needed", f"give --out {default}"))
    elif not named and wanted.out is not None:
        remedy = "give --picture NAME or --table NAME; underheaven export RUN lists the names"
        problems.append(
            Problem(f"--out {wanted.out} is given alone", "nothing is named to be exported", remedy)
        )
    if wanted.theme is not None and wanted.theme not in THEMES:
        problems += unknown("theme", wanted.theme, tuple(THEMES)).problems
    elif wanted.theme is not None and wanted.picture is None:
        why = "a picture alone is drawn for light or dark paper"
        problems.append(Problem("--theme is given without --picture", why, "leave it out, or name a picture"))
    if (out := wanted.out) is not None and named:
        known, what = (PICTURES, "a picture") if wanted.picture is not None else (TABLES, "a table")
        problems += misplaced(out, known, what, wanted.replace)
    if problems:
        raise InputError(problems)


def _list(exports: Exports, wanted: Wanted) -> None:
    if wanted.as_json:
        found = {"pictures": exports.pictures, "tables": list(exports.tables)}
        print_json({"synthetic": True, "run": str(wanted.run), **found})
        return
    table = Table(box=None, pad_edge=False, show_edge=False, padding=(0, 2, 0, 0))
    table.add_column("picture", no_wrap=True)
    table.add_column("what it shows")
    for name, title in exports.pictures.items():
        table.add_row(name, Text(title))
    output().print(table)
    output().print()
    output().print(Text(f"Tables: {', '.join(exports.tables)}."))
    output().print()
    run = shlex.quote(str(wanted.run))
    output().print(unbroken(f"underheaven export {run} --picture NAME --out FILE  ({', '.join(PICTURES)})"))
    output().print(unbroken(f"underheaven export {run} --table NAME --out FILE    ({', '.join(TABLES)})"))

"""Commands that look at a finished run: its report, its pictures, its audit, and single lives."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from underheaven.commands.line.completing import pictures, questions, runs, runs_or_policies, tables
from underheaven.commands.line.help import LOOK, add
from underheaven.commands.line.options import Csv, Html, Json, Png, Replace, Run, Svg, Threads


def report(
    run: Run,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Where to; by default beside the run, as RUN.html."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Write the report of a run: one page with pictures, which needs no network."""
    from underheaven.commands.report import report_command

    report_command(run, html, as_json)


def brief(
    run: Run,
    against: Annotated[
        str | None,
        typer.Option(
            metavar="RUN|POLICY",
            help="The same people under another policy.",
            autocompletion=runs_or_policies,
        ),
    ] = None,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Ends with .html or .md.")] = Path("brief.html"),
    replace: Replace = False,
    as_json: Json = False,
) -> None:
    """Write two pages for readers: what was asked, found and assumed, and how sure it is."""
    from underheaven.commands.brief import brief_command

    brief_command(run, against, out, replace, as_json)


def lives(
    run: Run,
    where: Annotated[
        str,
        typer.Option(
            metavar="WHAT",
            help='Such as "most denied", or "in_error > 30 and sex = female".',
            autocompletion=questions,
        ),
    ] = "sanctioned in error",
    limit: Annotated[str, typer.Option(metavar="N", help="Examples listed.")] = "20",
    communities: Annotated[
        str | None, typer.Option(metavar="K", help="Live so many communities again, and search these.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Find examples among the synthetic citizens of a run, by what happened to them or how they stand."""
    from underheaven.commands.lives import lives_command

    lives_command(run, where, limit, communities, as_json)


def cohorts(
    run: Run,
    day: Annotated[
        str | None, typer.Option(metavar="DAY", help="Follow those under a consequence on this day.")
    ] = None,
    year: Annotated[
        str | None, typer.Option(metavar="YEAR", help="Follow those who come under any in this year.")
    ] = None,
    consequence: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of one consequence; by default of any.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="WHAT",
            help="group, region, place, quintile, opinion, sex or age.",
            autocompletion=lambda: ["group", "region", "place", "quintile", "opinion", "sex", "age"],
        ),
    ] = None,
    communities: Annotated[
        str | None, typer.Option(metavar="K", help="Live so many communities again.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Follow those under a consequence week by week: who leaves, when, and who is soon back."""
    from underheaven.commands.cohorts import Wanted, cohorts_command

    cohorts_command(Wanted(run, day, year, consequence, by, communities, as_json))


def life(
    run: Run,
    citizen: Annotated[str, typer.Argument(metavar="N", help="The citizen's number, from 0.")],
    every: Annotated[bool, typer.Option("--all", help="Every event, not only what mattered.")] = False,
    html: Html = None,
    png: Png = None,
    svg: Svg = None,
    twin: Annotated[
        str | None,
        typer.Option(
            metavar="POLICY|RUN",
            help="Lay it beside the same citizen's under another policy.",
            autocompletion=runs_or_policies,
        ),
    ] = None,
    threads: Threads = None,
    replace: Replace = False,
    as_json: Json = False,
) -> None:
    """Tell the whole life of one synthetic citizen of a run, recomputed with every cause."""
    from underheaven.commands.life import Wanted, life_command

    life_command(Wanted(run, citizen, every, html, png, svg, twin, threads, replace, as_json))


def export(
    run: Run,
    picture: Annotated[
        str | None,
        typer.Option("--picture", metavar="NAME", help="A picture.", autocompletion=pictures),
    ] = None,
    table: Annotated[
        str | None, typer.Option("--table", metavar="NAME", help="A table.", autocompletion=tables)
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Ends with .png, .svg, .json, .csv or .parquet.")
    ] = None,
    theme: Annotated[
        str | None,
        typer.Option(
            metavar="THEME",
            help="The paper that a picture is for: light, as by default, or dark.",
            autocompletion=lambda: ["light", "dark"],
        ),
    ] = None,
    replace: Replace = False,
    as_json: Json = False,
) -> None:
    """Export a picture or a table of a run's report as a file; without names, list them."""
    from underheaven.commands.export import Wanted, export_command

    export_command(Wanted(run, picture, table, out, replace, as_json, theme))


def audit(
    folders: Annotated[
        list[Path],
        typer.Argument(
            metavar="RUN...", help="Folders of runs of one world with other seeds.", autocompletion=runs
        ),
    ],
    by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WHAT",
            help="group, region, place or quintile, or several as in group,place.",
            autocompletion=lambda: ["group", "region", "place", "quintile"],
        ),
    ] = None,
    year: Annotated[
        str | None, typer.Option(metavar="YEAR", help="The last complete one by default.")
    ] = None,
    deeds: Annotated[
        str | None, typer.Option(metavar="N", help="Punished deeds a year that count as misconduct.")
    ] = None,
    html: Html = None,
    csv: Csv = None,
    fria: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write a form in the shape of Article 27 of the EU AI Act, .html or .md."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Audit a score: validity, calibration, equalised odds, disparity, errors of the watch; no verdict."""
    from underheaven.commands.audit import Request, audit_command

    audit_command(Request(folders, by or [], year, deeds, html, csv, as_json, fria))


def register(app: typer.Typer) -> None:
    """Add these commands."""
    add(app, report, LOOK, "underheaven report out/mine")
    add(app, brief, LOOK, "underheaven brief out/mine --against none --out brief.md")
    add(app, lives, LOOK, 'underheaven lives out/mine --where "most denied"')
    add(app, cohorts, LOOK, "underheaven cohorts out/mine --by group")
    add(app, life, LOOK, "underheaven life out/mine 12 --twin none --html life.html")
    add(app, export, LOOK, "underheaven export out/mine --picture denied --out denied.png")
    add(app, audit, LOOK, "underheaven audit out/mine --by group --html audit.html")

"""Commands that make a world: a policy and a society to begin with, what there is, and a run of both."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from underheaven.commands.line.completing import either, files, societies
from underheaven.commands.line.help import MAKE, add
from underheaven.commands.line.options import (
    Citizens,
    Json,
    Policy,
    Renewal,
    Seed,
    Society,
    Start,
    Steps,
    Threads,
)


def new(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="policy|society", help="What to begin.", autocompletion=lambda: ["policy", "society"]
        ),
    ],
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called; the file is NAME.yaml.")],
    of: Annotated[
        str | None,
        typer.Option(
            "--of", metavar="BASE", help="Begin with the differences to this one.", autocompletion=either
        ),
    ] = None,
) -> None:
    """Write a commented file to begin a policy or a society of your own with."""
    from underheaven.commands.new import new_command

    new_command(kind, name, of)


def check(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Policy or society files.", autocompletion=files),
    ],
    society: Annotated[
        str | None,
        typer.Option(
            "--society",
            metavar="S",
            help="Check that the policies fit this society.",
            autocompletion=societies,
        ),
    ] = None,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="List the numbers whose origin is missing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Check policy and society files: every error with line, column, cause and remedy."""
    from underheaven.commands.check import check_command

    check_command(paths, society, as_json, evidence)


def list_(as_json: Json = False) -> None:
    """List the policies and societies of the catalogue."""
    from underheaven.commands.listing import list_command

    list_command(as_json)


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="A policy or society: a catalogue name or a file.", autocompletion=either
        ),
    ],
    citizens: Annotated[
        str | None, typer.Option(metavar="N", help="Citizens to draw for the fit of a society.")
    ] = None,
    seed: Seed = "1",
    source: Annotated[bool, typer.Option("--yaml", help="Print the file itself.")] = False,
    screen: Annotated[
        bool, typer.Option("--screen", help="What Article 5(1)(c) of the EU AI Act asks about a policy.")
    ] = False,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Where every number comes from, and its range.")
    ] = False,
    society: Society = "riverton",
    as_json: Json = False,
) -> None:
    """Show a policy, or a society with the fit of its people to every margin."""
    if screen:
        from underheaven.commands.screen import screen_command

        screen_command(name, society, as_json)
        return
    from underheaven.commands.show import show_command

    show_command(name, citizens, seed, source, as_json, evidence)


def schema(
    what: Annotated[
        str,
        typer.Argument(
            metavar="policy|society|measures",
            help="Which files, or the measures of runs.",
            autocompletion=lambda: ["policy", "society", "measures"],
        ),
    ],
) -> None:
    """Print the JSON Schema of policy or society files, for editors; or all measures as data."""
    from underheaven.commands.show import schema_command

    schema_command(what)


def run(
    policy: Policy,
    society: Society = "riverton",
    citizens: Citizens = None,
    start: Start = "2014-01-01",
    end: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="DATE",
            help="The last day; by default 2021-12-31, or 30 years on with --until.",
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="settled", help="End with the first year that has settled."),
    ] = None,
    seed: Seed = "1",
    threads: Threads = None,
    shards: Annotated[
        str | None,
        typer.Option(
            "--shards",
            metavar="N",
            help="Live it in N parts, each in a process of its own: see docs/shards.md.",
        ),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option("--address", metavar="ADDRESS", help="The Ray cluster whose workers have the shards."),
    ] = None,
    device: Annotated[str, typer.Option(metavar="cpu", help="What to compute on; for now only cpu.")] = "cpu",
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The run folder; by default runs/HASH.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the report too, as one HTML file.")
    ] = None,
    brief: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the brief too: two pages, .html or .md.")
    ] = None,
    step_minutes: Steps = "10080",
    renewal: Renewal = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with an interrupted run.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a run that the folder holds.")] = False,
    final: Annotated[
        bool, typer.Option("--final", help="Write final.parquet above ten million citizens too.")
    ] = False,
    checkpoint: Annotated[
        str,
        typer.Option(
            "--checkpoint",
            metavar="MINUTES",
            help="How often to save the state for --resume; 0: after each step.",
        ),
    ] = "10",
    assumptions: Annotated[
        bool,
        typer.Option(
            "--assumptions", help="Find how far the results depend on assumed numbers; up to ten minutes."
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Live a society under a policy, record what happens, and say what it comes to."""
    from underheaven.commands.asked import Request
    from underheaven.commands.run import run_command

    request = Request(
        policy, society, citizens, start, end, seed, threads, device, out, html, step_minutes,
        resume, replace, final, as_json, renewal, brief, checkpoint, until, assumptions, shards,
        address,
    )  # fmt: skip
    run_command(request)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    add(app, new, MAKE, "underheaven new policy mine")
    add(app, check, MAKE, "underheaven check mine.yaml --society riverton")
    add(app, list_, MAKE, "underheaven list", "list")
    add(app, show, MAKE, "underheaven show article-2019")
    add(app, schema, MAKE, "underheaven schema policy > policy.schema.json")
    add(app, run, MAKE, "underheaven run article-2019 --out out/mine --html mine.html")

"""The command line: parse, call, print. What each command does is in `commands/`.

Exit status: 0 done, 1 a check failed, 2 the input is wrong (a message on stderr, never a traceback),
130 interrupted (the state is kept and `--resume` is named).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from underheaven import __version__

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A laboratory for social credit systems. Everybody in it is synthetic.",
)

Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output and nothing else.")]
ISO = ["%Y-%m-%d"]
FIRST, LAST = dt.datetime(2014, 1, 1), dt.datetime(2021, 12, 31)  # noqa: DTZ001 - a day has no time zone
Society = Annotated[str, typer.Option("--society", metavar="S", help="A catalogue name or a file.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"underheaven {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    """Options that stand before any command."""


@app.command()
def run(
    policy: Annotated[str, typer.Argument(metavar="POLICY", help="A catalogue name or a file.")],
    society: Society = "riverton",
    citizens: Annotated[
        int | None, typer.Option(help="Synthetic citizens; the society says how many.")
    ] = None,
    start: Annotated[
        dt.datetime, typer.Option("--from", formats=ISO, metavar="DATE", show_default="2014-01-01")
    ] = FIRST,
    end: Annotated[
        dt.datetime,
        typer.Option("--to", formats=ISO, metavar="DATE", help="The last day.", show_default="2021-12-31"),
    ] = LAST,
    seed: Annotated[int, typer.Option(help="0 to 2^64 - 1.")] = 1,
    threads: Annotated[int | None, typer.Option(help="One for each processor by default.")] = None,
    device: Annotated[str, typer.Option(metavar="cpu|cuda")] = "cpu",
    out: Annotated[Path | None, typer.Option(help="The run folder; by default runs/HASH.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a report, one HTML file.")] = None,
    step_minutes: Annotated[int, typer.Option(help="10080 (a week), 5040 or 1440 (a day).")] = 10_080,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with an interrupted run.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a run that the folder holds.")] = False,
    final: Annotated[
        bool, typer.Option("--final", help="Write final.parquet above ten million citizens too.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Live a society under a policy, record what happens, and say what it comes to."""
    from underheaven.commands.run import Request, run_command

    request = Request(
        policy, society, citizens, start.date(), end.date(), seed, threads, device, out, html, step_minutes,
        resume, replace, final, as_json,
    )  # fmt: skip
    run_command(request)


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Policy or society files.")],
    society: Annotated[str | None, typer.Option("--society", help="Check that policies fit it.")] = None,
    as_json: Json = False,
) -> None:
    """Check policy and society files: every error with line, column, cause and remedy."""
    from underheaven.commands.check import check_command

    check_command(files, society, as_json)


@app.command("list")
def list_(as_json: Json = False) -> None:
    """List the policies and societies of the catalogue."""
    from underheaven.commands.show import list_command

    list_command(as_json)


@app.command()
def show(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A policy or society: a catalogue name or a file.")
    ],
    citizens: Annotated[
        int | None, typer.Option(help="Citizens to synthesise for the fit of a society.")
    ] = None,
    seed: Annotated[int, typer.Option()] = 1,
    source: Annotated[bool, typer.Option("--yaml", help="The file itself.")] = False,
    as_json: Json = False,
) -> None:
    """Show a policy, or a society with the fit of its people to every margin."""
    from underheaven.commands.show import show_command

    show_command(name, citizens, seed, source, as_json)


@app.command()
def schema(what: Annotated[str, typer.Argument(metavar="policy|society")]) -> None:
    """Print the JSON Schema of policy or society files, for editors."""
    from underheaven.commands.show import schema_command

    schema_command(what)


@app.command()
def verify(
    cases: Annotated[list[str] | None, typer.Argument(metavar="[CASE...]")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Under a minute on two cores.")] = False,
    as_json: Json = False,
) -> None:
    """Check the engine against laws and published results; a table of expected and found."""
    from underheaven.commands.verify import verify_command

    verify_command(cases or [], quick, as_json)


@app.command()
def bench(
    citizens: Annotated[int, typer.Option(help="Synthetic citizens of china-2019.")] = 200_000,
    steps: Annotated[int, typer.Option(help="Weeks in each measurement.")] = 26,
    repeats: Annotated[int, typer.Option(help="Measurements; the median counts.")] = 5,
    as_json: Json = False,
) -> None:
    """Measure the engine: time per citizen-day and considered act, beside the floor of this machine."""
    from underheaven.commands.bench import bench_command

    bench_command(citizens, steps, repeats, as_json)


def main() -> None:
    """Entry point of the command `underheaven`."""
    from underheaven.commands.console import ends_well

    with ends_well():
        app()

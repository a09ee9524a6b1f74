"""The command line: parse, call, print. What each command does is in `commands/`.

Exit status: 0 done, 1 a check failed, 2 the input is wrong (a message on stderr, never a traceback),
70 a fault of the program (what to report), 130 interrupted (the state is kept and `--resume` is named).
"""

from __future__ import annotations

import gc
import io
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from underheaven import __version__


class _Commands(TyperGroup):
    """Commands that end with a message and a status, never with a traceback."""

    def invoke(self, ctx: Any) -> Any:
        from underheaven.commands.console import ends_well, require_shown

        with ends_well():
            require_shown(ctx.args)
            return super().invoke(ctx)


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A laboratory for social credit systems. Everybody in it is synthetic.",
)

Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output and nothing else.")]
# Numbers and days are taken as text: the commands read them, and say all that is wrong at once.
Citizens = Annotated[
    str | None, typer.Option("--citizens", metavar="N", help="Synthetic citizens; the society says how many.")
]
Seed = Annotated[str, typer.Option("--seed", metavar="K", help="0 to 2^64 - 1.")]
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
    citizens: Citizens = None,
    start: Annotated[
        str, typer.Option("--from", metavar="DATE", help="The first day, as in 2014-01-31.")
    ] = "2014-01-01",
    end: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day.")] = "2021-12-31",
    seed: Seed = "1",
    threads: Annotated[
        str | None, typer.Option(metavar="T", help="One for each processor by default.")
    ] = None,
    device: Annotated[str, typer.Option(metavar="cpu|cuda")] = "cpu",
    out: Annotated[Path | None, typer.Option(help="The run folder; by default runs/HASH.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a report, one HTML file.")] = None,
    brief: Annotated[Path | None, typer.Option(help="Write two pages, .html or .md.")] = None,
    step_minutes: Annotated[
        str, typer.Option(metavar="MINUTES", help="10080 (a week), 5040 or 1440 (a day).")
    ] = "10080",
    renewal: Annotated[
        bool, typer.Option("--renewal", help="Births, deaths and moves bring other people.")
    ] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with an interrupted run.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a run that the folder holds.")] = False,
    final: Annotated[
        bool, typer.Option("--final", help="Write final.parquet above ten million citizens too.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Live a society under a policy, record what happens, and say what it comes to."""
    from underheaven.commands.asked import Request
    from underheaven.commands.run import run_command

    request = Request(
        policy, society, citizens, start, end, seed, threads, device, out, html, step_minutes,
        resume, replace, final, as_json, renewal, brief,
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


@app.command()
def new(
    kind: Annotated[str, typer.Argument(metavar="policy|society")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called; the file is NAME.yaml.")],
    of: Annotated[
        str | None, typer.Option("--of", metavar="BASE", help="Begin with a difference to another one.")
    ] = None,
) -> None:
    """Write a commented file to begin a policy or a society of your own with."""
    from underheaven.commands.new import new_command

    new_command(kind, name, of)


@app.command("list")
def list_(as_json: Json = False) -> None:
    """List the policies and societies of the catalogue."""
    from underheaven.commands.listing import list_command

    list_command(as_json)


@app.command()
def show(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A policy or society: a catalogue name or a file.")
    ],
    citizens: Annotated[
        str | None, typer.Option(metavar="N", help="Citizens to synthesise for the fit of a society.")
    ] = None,
    seed: Seed = "1",
    source: Annotated[bool, typer.Option("--yaml", help="The file itself.")] = False,
    screen: Annotated[
        bool, typer.Option("--screen", help="What Article 5(1)(c) of the EU AI Act asks about a policy.")
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
    citizens: Annotated[str, typer.Option(metavar="N", help="Synthetic citizens of china-2019.")] = "200000",
    steps: Annotated[str, typer.Option(metavar="WEEKS", help="Weeks in each measurement.")] = "26",
    repeats: Annotated[str, typer.Option(metavar="N", help="Measurements; the median counts.")] = "5",
    as_json: Json = False,
) -> None:
    """Measure the engine: time per citizen-day and considered act, beside the floor of this machine."""
    from underheaven.commands.bench import bench_command

    bench_command(citizens, steps, repeats, as_json)


@app.command()
def lives(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run.")],
    where: Annotated[
        str, typer.Option(metavar="WHAT", help='Such as "most denied", or "in_error > 30 and sex = female".')
    ] = "sanctioned in error",
    limit: Annotated[str, typer.Option(metavar="N", help="Examples listed.")] = "20",
    communities: Annotated[
        str | None, typer.Option(metavar="K", help="Live so many communities again, and search these.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Find examples among the synthetic citizens of a run, by what befell them or how they stand."""
    from underheaven.commands.lives import lives_command

    lives_command(run, where, limit, communities, as_json)


@app.command()
def export(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run.")],
    picture: Annotated[str | None, typer.Option("--picture", metavar="NAME", help="A picture.")] = None,
    table: Annotated[str | None, typer.Option("--table", metavar="NAME", help="A table.")] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Ends with .png, .svg, .json, .csv or .parquet.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a file that is there.")] = False,
    as_json: Json = False,
) -> None:
    """Export a picture or a table of a run's report as a file; without names, list them."""
    from underheaven.commands.export import Wanted, export_command

    export_command(Wanted(run, picture, table, out, replace, as_json))


@app.command()
def audit(
    runs: Annotated[
        list[Path], typer.Argument(metavar="RUN...", help="Folders of runs of one world with other seeds.")
    ],
    by: Annotated[
        list[str] | None,
        typer.Option(metavar="WHAT", help="group, region, place or quintile, or several as in group,place."),
    ] = None,
    year: Annotated[
        str | None, typer.Option(metavar="YEAR", help="The last complete one by default.")
    ] = None,
    deeds: Annotated[
        str | None, typer.Option(metavar="N", help="Punished deeds a year that count as misconduct.")
    ] = None,
    html: Annotated[Path | None, typer.Option(help="Write a page with pictures, one HTML file.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Write every number as a table.")] = None,
    fria: Annotated[
        Path | None,
        typer.Option(help="Write a form in the shape of Article 27 of the EU AI Act, .html or .md."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Audit a score: validity, calibration, equalised odds, disparity, errors of the watch; no verdict."""
    from underheaven.commands.audit import Request, audit_command

    audit_command(Request(runs, by or [], year, deeds, html, csv, as_json, fria))


@app.command()
def brief(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run.")],
    against: Annotated[
        str | None, typer.Option(metavar="RUN|POLICY", help="The same people under another policy.")
    ] = None,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Ends with .html or .md.")] = Path("brief.html"),
    replace: Annotated[bool, typer.Option("--replace", help="Replace a file that is there.")] = False,
    as_json: Json = False,
) -> None:
    """Write two pages for readers: what was asked, found and assumed, and how sure it is."""
    from underheaven.commands.brief import brief_command

    brief_command(run, against, out, replace, as_json)


@app.command()
def life(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run.")],
    citizen: Annotated[str, typer.Argument(metavar="N", help="The citizen's number, from 0.")],
    every: Annotated[bool, typer.Option("--all", help="Every event, not only what mattered.")] = False,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a page.")] = None,
    png: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the picture.")] = None,
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the picture.")] = None,
    twin: Annotated[
        str | None,
        typer.Option(metavar="POLICY|RUN", help="Lay it beside the same citizen's under another policy."),
    ] = None,
    threads: Annotated[str | None, typer.Option(metavar="T", help="To live the twin with.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a picture that is there.")] = False,
    as_json: Json = False,
) -> None:
    """Tell the whole life of one synthetic citizen of a run, recomputed with every cause."""
    from underheaven.commands.life import Wanted, life_command

    life_command(Wanted(run, citizen, every, html, png, svg, twin, threads, replace, as_json))


@app.command()
def compare(
    policies: Annotated[
        list[str], typer.Argument(metavar="A B...", help="Two policies or more: catalogue names or files.")
    ],
    society: Society = "riverton",
    seeds: Annotated[
        str, typer.Option("--seeds", metavar="K", help="Seeds 1 to K; with 1 there are no intervals.")
    ] = "5",
    citizens: Citizens = None,
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day.")] = "2014-01-01",
    end: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day.")] = "2021-12-31",
    threads: Annotated[
        str | None, typer.Option(metavar="T", help="Runs side by side; one for each processor by default.")
    ] = None,
    step_minutes: Annotated[
        str, typer.Option(metavar="MINUTES", help="10080 (a week), 5040 or 1440 (a day).")
    ] = "10080",
    renewal: Annotated[
        bool, typer.Option("--renewal", help="Births, deaths and moves bring other people.")
    ] = False,
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="NAME", help="Break one measure down by category.")
    ] = None,
    paths: Annotated[
        bool, typer.Option("--paths", help="Split effects by path; 20,000 citizens unless told otherwise.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="Every measure.")] = False,
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="All effects as CSV.")] = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="A page.")] = None,
    png: Annotated[Path | None, typer.Option("--png", metavar="FILE", help="The picture as PNG.")] = None,
    svg: Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="The picture as SVG.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace files that are there.")] = False,
    as_json: Json = False,
) -> None:
    """Compare policies on the same synthetic people with the same draws: what changes, and for whom."""
    from underheaven.commands.compare import compare_command
    from underheaven.commands.twins import Request

    request = Request(
        tuple(policies), society, citizens, start, end, seeds, threads, step_minutes, renewal, measure,
        paths, everything, csv, html, png, svg, replace, as_json,
    )  # fmt: skip
    compare_command(request)


@app.command()
def ablate(
    policy: Annotated[str, typer.Argument(metavar="POLICY", help="A catalogue name or a file.")],
    society: Society = "riverton",
    citizens: Annotated[str, typer.Option("--citizens", metavar="N", help="Citizens of each run.")] = "8000",
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day.")] = "2020-01-01",
    end: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day.")] = "2021-12-31",
    seeds: Annotated[str, typer.Option("--seeds", metavar="K", help="So many seeds, two or more.")] = "5",
    seed: Seed = "1",
    safeguards: Annotated[
        str | None, typer.Option("--safeguards", metavar="A,B,C", help="Those to weigh; all by default.")
    ] = None,
    harm: Annotated[
        str, typer.Option("--harm", metavar="NAME", help="The harm that is told with intervals.")
    ] = "sanctioned in error",
    no_pairs: Annotated[
        bool, typer.Option("--no-pairs", help="Leave out pairs: a quarter of the runs.")
    ] = False,
    threads: Annotated[
        str | None, typer.Option(metavar="T", help="Runs side by side; one for each processor by default.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Keep what was weighed, and go on from it.")
    ] = None,
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="All effects as CSV.")] = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="A page.")] = None,
    png: Annotated[Path | None, typer.Option("--png", metavar="FILE", help="The pictures as PNG.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace files that are there.")] = False,
    as_json: Json = False,
) -> None:
    """Weigh safeguards on a policy: the harm that each avoids, alone and in pairs, and what it costs."""
    from underheaven.commands.ablate import Files, ablate_command
    from underheaven.commands.weighed import Request

    request = Request(
        policy, society, citizens, start, end, seeds, seed, safeguards, threads, out, as_json
    )  # fmt: skip
    ablate_command(request, Files(csv, html, png, replace), harm, not no_pairs)


@app.command()
def seek(
    policy: Annotated[str, typer.Argument(metavar="POLICY", help="A catalogue name or a file.")],
    limit: Annotated[
        list[str] | None,
        typer.Option("--limit", metavar="TEXT", help='As in "sanctioned in error <= 5"; may be given again.'),
    ] = None,
    society: Society = "riverton",
    citizens: Annotated[str, typer.Option("--citizens", metavar="N", help="Citizens of each run.")] = "8000",
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day.")] = "2020-01-01",
    end: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day.")] = "2021-12-31",
    seeds: Annotated[str, typer.Option("--seeds", metavar="K", help="Seeds on which sets are tried.")] = "3",
    seed: Seed = "1",
    safeguards: Annotated[
        str | None,
        typer.Option("--safeguards", metavar="A,B,C", help="Those to choose from; all by default."),
    ] = None,
    runs: Annotated[
        str, typer.Option("--runs", metavar="N", help="Runs after which sets are no longer tried all.")
    ] = "600",
    threads: Annotated[
        str | None, typer.Option(metavar="T", help="Runs side by side; one for each processor by default.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Keep what was weighed, and go on from it.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Look for the fewest safeguards that bring harms below limits; it takes harms alone, never control."""
    from underheaven.commands.seek import seek_command
    from underheaven.commands.weighed import Request

    request = Request(
        policy, society, citizens, start, end, seeds, seed, safeguards, threads, out, as_json
    )  # fmt: skip
    seek_command(request, limit or [], runs)


def main() -> None:
    """Entry point of the command `underheaven`."""
    # What a command reads in to begin stays to its end: looking for garbage in it, every few hundred
    # objects, takes a sixth of a short command's time.
    gc.set_threshold(50_000, 20, 20)
    try:
        from underheaven.commands.console import ends_well, open_closed_streams
        from underheaven.faults import faults_told
    except KeyboardInterrupt:
        sys.exit(130)  # nothing but imports has happened
    open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal of another alphabet shows a character's number instead of ending the program.
            stream.reconfigure(errors="backslashreplace")
    with faults_told(), ends_well():
        app()


if __name__ == "__main__":
    main()

"""`underheaven compare`: the same people and the same draws under two policies or more."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from underheaven.commands.compiling import tell_of_compiling
from underheaven.commands.console import messages, output, print_json, unbroken
from underheaven.commands.progress import at_work
from underheaven.commands.twins import Plan, Request, planned
from underheaven.documents.words import quoted
from underheaven.record.disk import whole
from underheaven.report.compared import summary
from underheaven.report.comparison import picture
from underheaven.report.contrasts import command_of, stamp
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.report.picture import Picture
from underheaven.report.reproduce import asked_by
from underheaven.report.routed import ways
from underheaven.report.twinned import page
from underheaven.study.compare import Comparison, compare
from underheaven.study.paths import Routes, routes


def compare_command(request: Request) -> None:
    """Run the policies, compare them, and print or write what was found."""
    plan = planned(request)
    tell_of_compiling()
    begun = time.perf_counter()
    with closing(plan.pool):
        with _progress(request.as_json) as on_step:
            found = compare(*plan.worlds, seeds=plan.seeds, pool=plan.pool, names=plan.names, on_step=on_step)
        split = _routes(request, plan) if request.paths else []
    seconds = time.perf_counter() - begun
    files = _written(request, found, split)
    if request.as_json:
        paths = {"paths": [each.to_dict() for each in split]} if split else {}
        print_json({**found.to_dict(), **paths, "seconds": round(seconds, 3), "files": [*map(str, files)]})
        return
    output().print(summary(found, request.measure, request.everything))
    for each in split:
        output().print()
        output().print(ways(each, request.measure, request.everything))
    runs = len(plan.worlds) * len(plan.seeds) + sum(each.runs_lived for each in split)
    saved = f", {found.steps_saved:,} steps lived once for two" if found.steps_saved else ""
    output().print(f"\nTook {seconds:.1f} s: {runs} runs{saved}.", markup=False)
    for file in files:
        output().print(unbroken(f"Written: {file}"))


def _routes(request: Request, plan: Plan) -> list[Routes]:
    found = []
    for world, name in zip(plan.worlds[1:], plan.names[1:], strict=True):
        with _progress(request.as_json) as on_step:
            found.append(
                routes(
                    plan.worlds[0], world, seeds=plan.seeds, pool=plan.pool,
                    names=(plan.names[0], name), on_step=on_step,
                )
            )  # fmt: skip
    return found


def _written(request: Request, found: Comparison, split: list[Routes]) -> list[Path]:
    """Write what was asked for; the files."""
    wanted = (request.csv, request.html, request.png, request.svg)
    if not any(wanted):
        return []
    rest = ["--measure", request.measure] if request.measure is not None else []
    # Names of files without their folders, which say something of the machine and not of the runs.
    given, society = [asked_by(name) for name in request.policies], asked_by(request.society)
    command = command_of(given, society, found, [*rest, *["--paths"] * request.paths])
    files = []
    with at_work("Drawing", request.as_json):
        made = stamp(found, given, society, command)
        if request.csv is not None:
            title = f"What changes against {quoted(found.policy)}"
            files.append(Frame(title, found.effects(), made).save(request.csv))
        pictures = [picture(found, twin, request.measure) for twin in found.twins]
        for file in (request.png, request.svg):
            if file is not None:
                files += _drawn(file, found, pictures, made)
        if (html := request.html) is not None:
            html.parent.mkdir(parents=True, exist_ok=True)
            with whole(html) as out:
                out.write(page(found, pictures, split, made, request.measure).encode())
            files.append(html)
    return files


def _drawn(file: Path, found: Comparison, pictures: list[Picture], made: Stamp) -> list[Path]:
    """A file for each policy compared with the first; the names of the second and later ones say which."""
    files = []
    for number, (twin, drawn) in enumerate(zip(found.twins, pictures, strict=True)):
        name = file if number == 0 else file.with_stem(f"{file.stem}-{Path(twin.policy).stem}")
        files.append(Figure(drawn, made).save(name))
    return files


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar with the steps of all runs, on a terminal only."""
    console = messages()
    with Progress(
        TextColumn("living"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn(),
        console=console, transient=True, disable=quiet or not console.is_terminal,
    ) as progress:  # fmt: skip
        task = progress.add_task("living", total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)

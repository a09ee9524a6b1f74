"""`underheaven calibrate`: what people do, fitted to observed totals; other totals are predicted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from underheaven.commands.compiling import tell_of_compiling
from underheaven.commands.console import INTERRUPTED, leave, messages, output, print_json, unbroken
from underheaven.commands.placing import misplaced
from underheaven.commands.pooled import pool_asked
from underheaven.commands.values import head_count
from underheaven.commands.weighed import runs_bar
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import InputError, Problem
from underheaven.documents.words import counted
from underheaven.notebook.calibration import overlay_text
from underheaven.record.disk import whole as whole_file
from underheaven.record.disk import write_json
from underheaven.record.lock import require_unheld
from underheaven.report.calibrated import calibration_summary, stamp_of
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.posterior import picture
from underheaven.study.calibrating.file import calibration_path
from underheaven.study.calibrating.found import FILE, Calibration, calibrate
from underheaven.study.calibrating.overlay import FILE as OVERLAY
from underheaven.study.calibrating.planning import Plan, plan_of
from underheaven.study.limits import require_renewal
from underheaven.study.pool import Pool
from underheaven.study.sweeping.kept import is_begun
from underheaven.study.sweeping.living import OnRun
from underheaven.study.sweeping.sweep import lasting


@dataclass(frozen=True)
class Request:
    """What was asked for on the command line, as it was typed."""

    file: str
    citizens: str | None
    threads: str | None
    out: Path | None
    files: Sequence[tuple[Path | None, tuple[str, ...], str]]
    """Files that are written, each with the endings that it may have, and what it is."""
    replace: bool
    as_json: bool
    address: str | None = None


def calibrate_command(request: Request) -> None:
    """Fit, keep what was lived, and print or write what came of it; exits with 130 when interrupted."""
    plan, pool = _planned(request)
    folder = request.out if request.out is not None else Path("studies") / plan.hash[:12]
    require_unheld(folder)
    is_begun(folder, plan.asked)
    with _at_work(plan, pool, folder, request.as_json) as on_run:
        found = calibrate(plan, pool=pool, folder=folder, on_run=on_run)
    files = [*found.write(folder), *_beside(found, folder)]
    stamp = stamp_of(plan, request.file)
    for file, endings, _ in request.files:
        if file is None:
            continue
        if ".csv" in endings:
            files.append(Frame.of_table("Draws of a calibration", found.table(), stamp).save(file))
        else:
            files.append(Figure(picture(found), stamp).save(file))
    if request.as_json:
        print_json({**found.to_dict(), "files": [*map(str, files)]})
        return
    output().print(calibration_summary(found))
    for file in files:
        output().print(unbroken(f"Written: {file}"))


def _planned(request: Request) -> tuple[Plan, Pool]:
    """The plan, and its pool; InputError with everything that is wrong, before anything is lived."""
    found = Gathered()
    pool = found.take(lambda: pool_asked(request.threads, request.address))
    citizens = found.take(
        lambda: None if request.citizens is None else head_count("--citizens", request.citizens)
    )
    found.take(lambda: _check_files(request))
    found.settle()
    plan = plan_of(calibration_path(request.file), citizens)
    require_renewal(plan.world)
    had(pool).require(plan.world)
    return plan, had(pool)


def _check_files(request: Request) -> None:
    problems: list[Problem] = []
    for file, endings, what in request.files:
        if file is not None:
            problems += misplaced(file, endings, what, request.replace)
    if problems:
        raise InputError(problems)


def _beside(found: Calibration, folder: Path) -> list[Path]:
    """What was found as JSON, and the society to lay over, in the folder of the calibration."""
    write_json(folder / FILE, found.to_dict())
    with whole_file(folder / OVERLAY) as file:
        file.write(overlay_text(found).encode())
    return [folder / FILE, folder / OVERLAY]


@contextmanager
def _at_work(plan: Plan, pool: Pool, folder: Path, quiet: bool) -> Iterator[OnRun]:
    """A bar with the runs; says how long it takes, and what is kept."""
    if not quiet:
        messages().print(
            f"{counted(plan.settings.runs, 'run')} at most into {folder}: about "
            f"{lasting(plan.seconds(pool.places))} on {counted(pool.places, 'thread')}, more where the "
            "machine is busy.",
            markup=False,
        )
    try:
        tell_of_compiling()
        with closing(pool), runs_bar(quiet) as on_run:
            yield on_run
    except KeyboardInterrupt:
        messages().print(
            f"Interrupted. What was lived is kept in {folder}: the same command goes on from there.",
            markup=False,
        )
        leave(INTERRUPTED)

"""`underheaven run`: one world into a folder, its measures, and a report."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from underheaven.caching import compiled
from underheaven.commands.console import INTERRUPTED, leave, messages, output, print_json
from underheaven.documents.problems import refuse
from underheaven.engine.world import World
from underheaven.measure.results import Measures
from underheaven.measure.run import measure_run
from underheaven.policy.fitness import check_fit
from underheaven.policy.loading import load_policy_document
from underheaven.record.query import RunFolder
from underheaven.report.terminal import summary
from underheaven.society.loading import load_society
from underheaven.study.limits import threads_or_default
from underheaven.study.running import Outcome, run_world

WEEK = 10_080


@dataclass(frozen=True)
class Request:
    """What was asked for on the command line."""

    policy: str
    society: str
    citizens: int | None
    start: dt.date
    end: dt.date
    seed: int
    threads: int | None
    device: str
    out: Path | None
    html: Path | None
    step_minutes: int
    resume: bool
    replace: bool
    final: bool
    as_json: bool


def world_of(request: Request) -> World:
    """The world that is asked for; `InputError` with every fault of its files."""
    policy, document = load_policy_document(request.policy)
    society = load_society(request.society)
    check_fit(policy, society, document)
    citizens = society.default_citizens if request.citizens is None else request.citizens
    return World(policy, society, request.seed, request.start, request.end, citizens, request.step_minutes)


def run_command(request: Request) -> None:
    """Run it; exits with 130 when interrupted."""
    if request.device != "cpu":
        raise refuse(
            f"device {request.device}",
            "this version computes on processors only",
            "leave out --device, or give cpu",
        )
    if request.resume and request.replace:
        raise refuse(
            "--resume with --replace", "one goes on with a run and the other drops it", "give one of them"
        )
    threads = threads_or_default(request.threads)
    world = world_of(request)
    folder = request.out or Path("runs") / world.hash[:12]
    if request.html is not None:
        _require_writable(request.html)
    if not compiled():
        messages().print("Compiling the engine for this machine: under a minute, the first time only.")
    with _asked_to_stop() as stop, _progress(world, request.as_json) as on_step:
        outcome = run_world(
            world, folder, threads,
            replace=request.replace, resume=request.resume, final=request.final, on_step=on_step, stop=stop,
        )  # fmt: skip
    if not outcome.finished:
        _say_interrupted(outcome, request)
        leave(INTERRUPTED)
    measures = measure_run(RunFolder(folder, verify=False))
    if request.html is not None:
        _write_report(folder, request.html)
    if request.as_json:
        print_json(as_json(outcome, measures))
    else:
        output().print(summary(outcome, measures, request.html))


def as_json(outcome: Outcome, measures: Measures) -> dict[str, Any]:
    """The object that `--json` prints."""
    world = outcome.world
    return {
        "policy": world.policy.policy,
        "society": world.society.society,
        "citizens": world.citizens,
        "firms": 0,
        "weeks": round(world.horizon / WEEK, 4),
        "seed": world.seed,
        "digest": outcome.digest,
        "seconds": round(outcome.seconds, 3),
        "citizen_weeks_per_second": round(outcome.citizen_weeks_per_second),
        "considered_acts_per_citizen_day": round(outcome.acts_per_citizen_day, 6),
        "peak_rss_bytes": outcome.peak_rss_bytes,
        "bytes_per_citizen": outcome.bytes_per_citizen,
        "synthetic": True,
        "corrections": list(world.policy.corrections),
        "folder": str(outcome.folder),
        "world": world.hash,
        "measures": measures.to_dict(),
    }


def _require_writable(html: Path) -> None:
    """Refuse a report that could not be written, before the run."""
    parent = html.parent
    if html.is_dir() or not parent.is_dir() or not os.access(parent, os.W_OK):
        raise refuse(
            f"the report {html} cannot be written",
            "its folder is missing or closed, or a folder has its name",
            "give --html another path",
        )


def _write_report(folder: Path, html: Path) -> None:
    """Draw in a process of its own, so that the pictures' memory is not the engine's."""
    done = subprocess.run(
        [sys.executable, "-m", "underheaven.report", str(folder), str(html)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode != 0:
        raise refuse(
            f"the report {html} was not written",
            done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "its renderer ended early",
            f"the run itself is complete: {folder}",
        )


@contextmanager
def _asked_to_stop() -> Iterator[Callable[[], bool]]:
    """Ctrl-C and a polite kill end the run after the step that is under way."""
    asked = False

    def note(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _progress(world: World, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar with rate and time left, on a terminal only."""
    console = messages()
    with Progress(
        TextColumn("{task.fields[day]}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal,
    ) as progress:
        task = progress.add_task("living", total=world.steps, day=str(world.start), rate="")

        def on_step(done: int, of: int) -> None:
            speed = progress.tasks[0].speed
            rate = (
                f"{speed * world.citizens * world.step_minutes / WEEK / 1e6:.1f} M citizen-weeks/s"
                if speed
                else ""
            )
            day = world.start + dt.timedelta(minutes=min(done, of) * world.step_minutes)
            progress.update(task, completed=done, day=str(day), rate=rate)

        yield on_step


def _say_interrupted(outcome: Outcome, request: Request) -> None:
    world = outcome.world
    day = world.start + dt.timedelta(minutes=outcome.next_step * world.step_minutes)
    words = [
        "underheaven run", request.policy, f"--society {request.society}", f"--citizens {world.citizens}",
        f"--from {request.start}", f"--to {request.end}", f"--seed {request.seed}",
    ]  # fmt: skip
    if request.step_minutes != WEEK:
        words.append(f"--step-minutes {request.step_minutes}")
    messages().print(
        f"Interrupted on {day}, after {outcome.next_step} of {world.steps} steps. "
        f"The folder {outcome.folder} is complete up to there. To go on:\n"
        f"  {' '.join(words)} --out {outcome.folder} --resume",
        markup=False,
    )

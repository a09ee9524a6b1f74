"""`underheaven run`: one world into a folder, its measures, and a report."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from rich.text import Text

from underheaven.commands.asked import Plan, Request, planned, resuming
from underheaven.commands.compiling import tell_of_compiling
from underheaven.commands.console import INTERRUPTED, leave, messages, output, print_json, unbroken
from underheaven.commands.following import following
from underheaven.commands.page import write_page
from underheaven.commands.progress import at_work, progress_of
from underheaven.commands.warned import warned
from underheaven.measure.results import Measures
from underheaven.policy.flags import flags
from underheaven.record.query import RunFolder
from underheaven.report.results import Results
from underheaven.report.terminal import summary
from underheaven.society.crowding import WEEK
from underheaven.study.limits import kept_bytes, memory_needed
from underheaven.study.running import Outcome, Watch, counts_lives, day_of, run_world

LARGE = 1 << 30
"""Bytes of memory from which on a run says what it needs."""


def run_command(request: Request) -> None:
    """Run it; exits with 130 when interrupted."""
    plan = planned(request)
    if not request.as_json:
        for each in plan.idle:
            messages().print(warned(each), markup=False)
        _say_needs(plan, request.final)
    tell_of_compiling()
    with interruption() as asked, progress_of(plan.world, request.as_json) as on_step:
        outcome = run_world(
            plan.world, plan.folder, plan.threads,
            replace=request.replace, resume=request.resume, final=request.final,
            extra={"given": request.given},
            watch=Watch(asked.wait, on_step, lambda: asked.stop, plan.checkpoint_seconds),
        )  # fmt: skip
    if not outcome.finished:
        _say_interrupted(outcome, request, plan)
        leave(INTERRUPTED)
    try:
        failure = _told(outcome, request, plan)
    except KeyboardInterrupt:
        messages().print(f"Interrupted. The run itself is complete: {plan.folder}", markup=False)
        leave(INTERRUPTED)
    if failure is not None:
        raise failure


def _say_needs(plan: Plan, final: bool) -> None:
    """Say what a large run will take of memory and of the disk; a small one is not worth a line."""
    needed = memory_needed(plan.world, plan.threads, lives=counts_lives(plan.world, final)).total
    if needed >= LARGE:
        disk = kept_bytes(plan.world, counts_lives(plan.world, final))
        messages().print(
            f"This run needs about {needed / 2**30:.1f} GiB of memory, and up to {disk / 2**30:.1f} GiB of "
            f"disk for two checkpoints, of which one stays until the next is complete.",
            markup=False,
        )


def _told(outcome: Outcome, request: Request, plan: Plan) -> Exception | None:
    """Measure, report and print a finished run; why the report was not written."""
    with at_work("Measuring", request.as_json):
        results = Results.of(RunFolder(outcome.folder, verify=False))
    measures, html, brief = results.measures, request.html, request.brief
    failure = unwritten = None
    if html is not None:
        with at_work("Drawing the report", request.as_json):
            failure = write_page(partial(_report, results, html), html, outcome.folder)
        html = html if failure is None else None
    if brief is not None:
        with at_work("Drawing the brief", request.as_json):
            unwritten = write_page(partial(_brief, results, brief), brief, outcome.folder, "brief")
        failure = failure or unwritten
    if request.as_json:
        without_effect = [asdict(each) for each in plan.idle]
        print_json({**as_json(outcome, measures), "given": request.given, "without_effect": without_effect})
    else:
        output().print(summary(outcome, measures, html, request.given))
        output().print(kept(outcome))
        if brief is not None and unwritten is None:
            output().print(unbroken(f"Brief:  {brief}"))
        output().print("\nNext:")
        for command in following(outcome, measures, request):
            output().print(unbroken(f"  {command}"))
    return failure


def _report(results: Results, html: Path) -> None:
    # Imported here, as below: what draws takes long to import, and most runs draw nothing.
    from underheaven.report.html import write_report

    write_report(results, html)


def _brief(results: Results, path: Path) -> None:
    from underheaven.report.brief.content import brief_of
    from underheaven.report.brief.page import write_brief

    write_brief(brief_of(results), path)


def kept(outcome: Outcome) -> Text:
    """What was there beside the citizens, and in how many bytes all of it was kept."""
    extra = outcome.extra_bytes - outcome.bytes_of_life * outcome.world.citizens
    state = f"State:  {outcome.bytes_per_citizen} bytes a citizen"
    if outcome.bytes_of_life:
        state += f", and {outcome.bytes_of_life} to count what happens to each"
    if extra:
        size = f"{extra / 2**20:,.1f} MiB" if extra >= 2**20 else f"{extra / 2**10:,.1f} KiB"
        state += f"; {size} for firms and for records that can change"
    firms = [f"Firms:  {outcome.firms:,} at the end"] if outcome.firms else []
    return Text("\n".join([*firms, state]))


def as_json(outcome: Outcome, measures: Measures) -> dict[str, Any]:
    """The object that `--json` prints."""
    world = outcome.world
    return {
        "policy": world.policy.policy,
        "society": world.society.society,
        "citizens": world.citizens,
        "firms": outcome.firms,
        "weeks": round(world.horizon / WEEK, 4),
        "seed": world.seed,
        "digest": outcome.digest,
        "seconds": round(outcome.seconds, 3),
        "citizen_weeks_per_second": round(outcome.citizen_weeks_per_second),
        "considered_acts_per_citizen_day": round(outcome.acts_per_citizen_day, 6),
        "peak_rss_bytes": outcome.peak_rss_bytes,
        "bytes_per_citizen": outcome.bytes_per_citizen,
        "extra_bytes": outcome.extra_bytes,
        "renewal": world.renewal,
        "flags": list(flags(world.policy)),
        "synthetic": True,
        "corrections": list(world.policy.corrections),
        "folder": str(outcome.folder),
        "world": world.hash,
        "measures": measures.to_dict(),
    }


@dataclass
class _Interruption:
    """Whether a run was asked to stop; before it has begun to write, it ends at once."""

    waits: bool = False
    stop: bool = False

    def wait(self) -> None:
        """From now on the run ends after the step that is under way."""
        self.waits = True

    def note(self, _signal: int, _frame: FrameType | None) -> None:
        """Ctrl-C, or a polite kill."""
        if not self.waits:
            raise KeyboardInterrupt
        self.stop = True


@contextmanager
def interruption() -> Iterator[_Interruption]:
    """Within, Ctrl-C and a polite kill ask a run to end after its step."""
    asked = _Interruption()
    before = {number: signal.signal(number, asked.note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _say_interrupted(outcome: Outcome, request: Request, plan: Plan) -> None:
    world = plan.world
    messages().print(
        f"Interrupted on {day_of(world, outcome.next_step)}, after {outcome.next_step} of {world.steps} "
        f"steps. The folder {plan.folder} is complete up to there. To go on:\n"
        f"  {resuming(request, plan)}",
        markup=False,
    )

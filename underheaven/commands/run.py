"""`underheaven run`: one world into a folder; finished.py tells of it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from underheaven.commands.asked import Plan, Request, planned, resuming
from underheaven.commands.beside import LARGE, telling
from underheaven.commands.compiling import tell_of_compiling
from underheaven.commands.console import INTERRUPTED, leave, messages
from underheaven.commands.progress import progress_of
from underheaven.commands.warned import warned
from underheaven.study.limits import kept_bytes
from underheaven.study.outcome import Outcome
from underheaven.study.running import counts_lives, day_of, run_on
from underheaven.study.watching import Watch


def run_command(request: Request) -> None:
    """Run it; exits with 130 when interrupted."""
    plan = planned(request)
    if not request.as_json:
        for each in plan.idle:
            messages().print(warned(each), markup=False)
        _say_needs(plan, request.final)
    if request.assumptions:
        # What it would refuse is said before the run. Imported here: it takes long, and few ask for it.
        from underheaven.commands import assuming

        assuming.planned(plan)
    tell_of_compiling()
    with (
        interruption() as asked,
        progress_of(plan.world, request.as_json) as on_step,
        telling(request, plan) as beside,
    ):

        def begin() -> None:
            asked.wait()
            beside.begin()

        outcome = run_on(
            plan.engines, plan.world, plan.folder,
            replace=request.replace, resume=request.resume, final=request.final,
            extra={"given": request.given},
            watch=Watch(
                begin, on_step, lambda: asked.stop, plan.checkpoint_seconds, plan.until_settled, beside.take
            ),
        )  # fmt: skip
    if not outcome.finished:
        _say_interrupted(outcome, request, plan)
        leave(INTERRUPTED)
    if request.assumptions:
        from underheaven.commands import assuming

        assuming.assume(plan, request.as_json)
    try:
        # Not imported to begin with: see `Beside`.
        from underheaven.commands.finished import told

        failure = told(outcome, request, plan, beside.gathered(), beside.lived())
    except KeyboardInterrupt:
        messages().print(f"Interrupted. The run itself is complete: {plan.folder}", markup=False)
        leave(INTERRUPTED)
    if failure is not None:
        raise failure


def _say_needs(plan: Plan, final: bool) -> None:
    """Say what a large run will take of memory and of the disk; a small one is not worth a line."""
    if plan.needed >= LARGE:
        disk = kept_bytes(plan.world, counts_lives(plan.world, final))
        messages().print(
            f"This run needs about {plan.needed / 2**30:.1f} GiB of memory, and up to {disk / 2**30:.1f} GiB "
            f"of disk for two checkpoints, of which one stays until the next is complete.",
            markup=False,
        )


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

"""What `ablate` and `seek` were asked for, and what it comes to: all is refused here, before any work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from underheaven.commands.compiling import tell_of_compiling
from underheaven.commands.console import INTERRUPTED, leave, messages
from underheaven.commands.pooled import pool_asked
from underheaven.commands.values import day, head_count, whole
from underheaven.documents.gathering import Gathered, had
from underheaven.engine.world import World
from underheaven.policy.fitness import check_fit
from underheaven.policy.named import policy_called, society_called
from underheaven.record.lock import require_unheld
from underheaven.study.limits import require_renewal
from underheaven.study.pool import Pool
from underheaven.study.safeguards import known
from underheaven.study.weighing import OnRun, Weighed, kept_in


@dataclass(frozen=True)
class Request:
    """What was asked for on the command line; numbers and days as they were typed."""

    policy: str
    society: str
    citizens: str
    start: str
    end: str
    seeds: str
    seed: str
    safeguards: str | None
    threads: str | None
    out: Path | None
    as_json: bool
    address: str | None = None


@dataclass(frozen=True)
class Plan:
    """The world, how many seeds, which safeguards (None: all), and where its worlds are lived."""

    world: World
    seeds: int
    safeguards: tuple[str, ...] | None
    pool: Pool


def planned(request: Request, found: Gathered) -> Plan:
    """What a request comes to; `InputError` with everything that is wrong, and what `found` has already."""
    pool = found.take(lambda: pool_asked(request.threads, request.address))
    seeds = found.take(lambda: whole("--seeds", request.seeds))
    seed = found.take(lambda: whole("--seed", request.seed))
    start = found.take(lambda: day("--from", request.start))
    end = found.take(lambda: day("--to", request.end))
    citizens = found.take(lambda: head_count("--citizens", request.citizens))
    names = found.take(lambda: _names(request.safeguards))
    policy = found.take(lambda: policy_called(request.policy))
    society = found.take(lambda: society_called(request.society))
    if policy is not None and society is not None:
        found.take(lambda: check_fit(policy[0], society, policy[1]))
    found.take(lambda: _check_folder(request.out))
    found.settle()
    world = World(had(policy)[0], had(society), had(seed), had(start), had(end), had(citizens))
    require_renewal(world)
    had(pool).require(world)
    return Plan(world, had(seeds), names, had(pool))


def _check_folder(folder: Path | None) -> None:
    if folder is not None:
        require_unheld(folder)
        Weighed.at(folder)


def _names(text: str | None) -> tuple[str, ...] | None:
    if text is None:
        return None
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        known(name)
    return names


@contextmanager
def runs_of(request: Request, pool: Pool) -> Iterator[tuple[Weighed, OnRun]]:
    """What is known already, and a bar with the runs, on a terminal only; says what an interruption leaves.

    The folder that keeps them is held meanwhile: InputError where another process writes to it. The pool
    ends with it.
    """
    try:
        with closing(pool), kept_in(request.out) as known:
            tell_of_compiling()
            with runs_bar(request.as_json) as on_run:
                yield known, on_run
    except KeyboardInterrupt:
        kept = (
            f"What was weighed is kept in {request.out}: the same command goes on from there."
            if request.out is not None
            else "Nothing was kept; with --out DIR the runs so far would be."
        )
        messages().print(f"Interrupted. {kept}", markup=False)
        leave(INTERRUPTED)


@contextmanager
def runs_bar(quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar with the runs done, on a terminal only; takes the runs done and their number."""
    console = messages()
    with Progress(
        TextColumn("runs {task.completed:.0f} of {task.total:.0f}"), BarColumn(), TaskProgressColumn(),
        TimeRemainingColumn(), console=console, transient=True, disable=quiet or not console.is_terminal,
    ) as progress:  # fmt: skip
        task = progress.add_task("runs", total=1)
        yield lambda done, of: progress.update(task, completed=done, total=of)

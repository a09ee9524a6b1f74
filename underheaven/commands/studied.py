"""What `sweep` and `sensitivity` were asked for, and the world it is about; options go before a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from underheaven.commands.compiling import tell_of_compiling
from underheaven.commands.console import INTERRUPTED, leave, messages
from underheaven.commands.placing import misplaced
from underheaven.commands.pooled import pool_asked
from underheaven.commands.values import between, day, head_count, whole
from underheaven.commands.weighed import runs_bar
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import InputError, Problem, refuse
from underheaven.documents.reading import read_document
from underheaven.documents.words import counted
from underheaven.engine.world import World
from underheaven.policy.fitness import check_fit
from underheaven.policy.loading import policy_names
from underheaven.policy.named import policy_called, society_called, there
from underheaven.record.lock import require_unheld
from underheaven.study.limits import require_renewal
from underheaven.study.pool import Pool
from underheaven.study.sweeping.axes import asked_of
from underheaven.study.sweeping.checking import check_design
from underheaven.study.sweeping.file import StudyFile, read_study
from underheaven.study.sweeping.kept import is_begun
from underheaven.study.sweeping.living import OnRun
from underheaven.study.sweeping.sweep import MOST_RUNS, OnTime, Plan, lasting, require_size

SOCIETY, START, END, CITIZENS = "riverton", "2020-01-01", "2020-12-31", "2000"
MOST_OF_RUNS = 10_000_000


@dataclass(frozen=True)
class Request:
    """What was asked for on the command line, as it was typed; None where a file or the command says."""

    what: str
    """A policy, or a file that asks for a study."""
    society: str | None
    citizens: str | None
    start: str | None
    end: str | None
    keys: Sequence[str]
    design: str | None
    points: str | None
    seeds: str | None
    seed: str | None
    outcomes: Sequence[str]
    runs: str | None
    threads: str | None
    out: Path | None
    files: Sequence[tuple[Path | None, tuple[str, ...], str]]
    """Files that are written, each with the endings that it may have, and what it is."""
    replace: bool
    as_json: bool
    address: str | None = None


@dataclass(frozen=True)
class Asked:
    """The world, and what is asked of it; None where the study's own default holds."""

    world: World
    axes: list[tuple[str, str]]
    design: str | None
    points: int | None
    seeds: int | None
    outcomes: tuple[str, ...]
    pool: Pool
    most_runs: int
    policy: str
    society: str


def asked(request: Request) -> Asked:
    """What a request comes to; `InputError` with everything that is wrong with it and with its file."""
    found = Gathered()
    said = found.take(lambda: _study(request.what))
    found.settle()
    pool = found.take(lambda: pool_asked(request.threads, request.address))
    most = found.take(lambda: between("--runs", request.runs or str(MOST_RUNS), 1, MOST_OF_RUNS))
    points = found.take(lambda: _whole("--points", request.points, None if said is None else said.points))
    seeds = found.take(lambda: _whole("--seeds", request.seeds, None if said is None else said.seeds))
    seed = found.take(lambda: _whole("--seed", request.seed, None if said is None else said.seed))
    start = found.take(lambda: _day("--from", request.start, None if said is None else said.start, START))
    end = found.take(lambda: _day("--to", request.end, None if said is None else said.end, END))
    citizens = found.take(
        lambda: head_count(
            "--citizens", request.citizens or str((None if said is None else said.citizens) or CITIZENS)
        )
    )
    name = request.what if said is None else said.policy
    place = request.society or (None if said is None else said.society) or SOCIETY
    policy = found.take(lambda: policy_called(name))
    society = found.take(lambda: society_called(place))
    if policy is not None and society is not None:
        found.take(lambda: check_fit(policy[0], society, policy[1]))
    found.take(lambda: _check_files(request))
    found.settle()
    world = World(had(policy)[0], had(society), 1 if seed is None else seed, had(start), had(end),
                  had(citizens))  # fmt: skip
    axes = asked_of(request.keys) or ([] if said is None else said.axes)
    outcomes = tuple(request.outcomes) or (() if said is None else said.outcomes)
    design = request.design or (None if said is None else said.design)
    return Asked(
        world, axes, design, points, seeds, outcomes, had(pool), had(most), name, place,
    )  # fmt: skip


def check_plan(plan: Plan, asked: Asked, request: Request) -> Path:
    """The folder of a plan, by default called after its hash; InputError where it cannot be lived."""
    require_size(plan, asked.pool.places, asked.most_runs)
    folder = request.out if request.out is not None else Path("studies") / plan.hash[:12]
    require_unheld(folder)
    if not is_begun(folder, plan.asked):
        require_renewal(plan.world)
        asked.pool.require(plan.world)
        check_design(plan.world, plan.design)
    return folder


@contextmanager
def at_work(plan: Plan, asked: Asked, request: Request, folder: Path) -> Iterator[tuple[OnRun, OnTime]]:
    """A bar with the runs; says how long it takes, and what is kept."""
    console = messages()
    if not request.as_json:
        console.print(
            f"{counted(plan.runs, 'run')} into {folder}: about {lasting(plan.seconds(asked.pool.places))} on "
            f"{counted(asked.pool.places, 'thread')}, more where the machine is busy.",
            markup=False,
        )

    def on_time(seconds: float) -> None:
        if not request.as_json and seconds >= 1:
            console.print(f"As the first run went, about {lasting(seconds)} to go.", markup=False)

    try:
        tell_of_compiling()
        with closing(asked.pool), runs_bar(request.as_json) as on_run:
            yield on_run, on_time
    except KeyboardInterrupt:
        console.print(
            f"Interrupted. What was lived is kept in {folder}: the same command goes on from there.",
            markup=False,
        )
        leave(INTERRUPTED)


def _study(what: str) -> StudyFile | None:
    """The study that a file asks for; None where the argument names a policy."""
    if what in policy_names() or not there(what):
        return None
    try:
        data = read_document(Path(what), keep_faults=True).data
    except InputError:
        return None  # which is said of it as a policy
    return read_study(Path(what)) if isinstance(data, dict) and "keys" in data else None


def _whole(option: str, text: str | None, said: int | None) -> int | None:
    return said if text is None else whole(option, text)


def _day(option: str, text: str | None, said: dt.date | None, default: str) -> dt.date:
    if text is None and said is not None:
        return said
    return day(option, text or default)


def _check_files(request: Request) -> None:
    problems: list[Problem] = []
    for file, endings, what in request.files:
        if file is not None:
            problems += misplaced(file, endings, what, request.replace)
    if problems:
        raise InputError(problems)
    if not request.keys and request.what in policy_names():
        raise refuse(
            "no key is named",
            "without one every point would be the same world",
            "give --key PATH=LOW..HIGH, or name a file with `keys`",
        )

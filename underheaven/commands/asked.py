"""What `underheaven run` was asked for, and what it comes to: everything is refused here, before any work."""

from __future__ import annotations

import datetime as dt
import shlex
from dataclasses import dataclass
from pathlib import Path

from underheaven.commands.page import require_page
from underheaven.commands.placing import misplaced
from underheaven.commands.sharing import shards_asked
from underheaven.commands.values import between, day, head_count, whole
from underheaven.distributed.sharing import InShards
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import InputError, Problem
from underheaven.documents.words import quoted
from underheaven.engine.world import World
from underheaven.policy.examined import LAST_DAY
from underheaven.policy.fitness import check_fit
from underheaven.policy.idle import idle
from underheaven.policy.named import policy_called, society_called
from underheaven.record.folder import require_free
from underheaven.record.lock import require_unheld
from underheaven.record.resuming import require_resumable
from underheaven.report.exports.endings import BRIEFS
from underheaven.report.reproduce import asked_by
from underheaven.society.crowding import WEEK
from underheaven.study.engines import Engines, OnThreads
from underheaven.study.limits import memory_there, require_renewal, require_whole_days, threads_or_default
from underheaven.study.running import counts_lives
from underheaven.study.watching import CHECKPOINT_SECONDS

SETTLED = "settled"
LONGEST_YEARS = 30
"""Years that a run goes on at most until it has settled, unless told otherwise."""
MOST_MINUTES = 10_080
"""Between two checkpoints."""


@dataclass(frozen=True)
class Request:
    """What was asked for on the command line; numbers and days as they were typed."""

    policy: str
    society: str
    citizens: str | None
    start: str
    end: str | None
    seed: str
    threads: str | None
    device: str
    out: Path | None
    html: Path | None
    step_minutes: str
    resume: bool
    replace: bool
    final: bool
    as_json: bool
    renewal: bool = False
    brief: Path | None = None
    checkpoint: str = "10"
    until: str | None = None
    assumptions: bool = False
    shards: str | None = None
    address: str | None = None

    @property
    def given(self) -> dict[str, str]:
        """What policy and society were called: names of the catalogue, or paths from the current folder."""
        return {"policy": asked_by(self.policy), "society": asked_by(self.society)}


@dataclass(frozen=True)
class Plan:
    """What is to be run, where, and on how many threads."""

    world: World
    threads: int
    folder: Path
    needed: int
    """Bytes of memory that it needs, about."""
    beside: bool = True
    """Whether there is memory for telling of the run while it is lived."""
    idle: tuple[Problem, ...] = ()
    """What of the policy will have no effect in this run."""
    checkpoint_seconds: float = CHECKPOINT_SECONDS
    """Seconds from one checkpoint to the next, at least."""
    until_settled: bool = False
    """Whether the run ends with the first year at whose end it has settled."""
    shards: InShards | None = None
    """How it is lived in shards; None: on threads of this process."""

    @property
    def engines(self) -> Engines:
        """What lives it."""
        return OnThreads(self.threads) if self.shards is None else self.shards


def planned(request: Request) -> Plan:
    """What a request comes to; `InputError` with everything that is wrong with it and with its files."""
    found = Gathered()
    found.take(lambda: _check_switches(request))
    number = found.take(lambda: None if request.threads is None else whole("--threads", request.threads))
    threads = found.take(lambda: threads_or_default(number))
    shards = found.take(lambda: shards_asked(request.shards, request.address, number))
    seed = found.take(lambda: whole("--seed", request.seed))
    start = found.take(lambda: day("--from", request.start))
    end = found.take(lambda: _last_day(request, start))
    minutes = found.take(lambda: whole("--step-minutes", request.step_minutes))
    apart = found.take(lambda: between("--checkpoint", request.checkpoint, 0, MOST_MINUTES))
    citizens = found.take(
        lambda: None if request.citizens is None else head_count("--citizens", request.citizens)
    )
    policy = found.take(lambda: policy_called(request.policy))
    society = found.take(lambda: society_called(request.society, minutes or WEEK))
    if policy is not None and society is not None:
        found.take(lambda: check_fit(policy[0], society, policy[1], step_minutes=minutes or WEEK))
    found.settle()
    people = had(society)
    world = World(
        had(policy)[0],
        people,
        had(seed),
        had(start),
        had(end),
        people.default_citizens.value if citizens is None else citizens,
        had(minutes),
        renewal=request.renewal,
    )
    folder = request.out if request.out is not None else Path("runs") / world.hash[:12]
    # Running refuses these too; here it is before the engine is compiled, and with everything else.
    if request.until is not None:
        found.take(lambda: require_whole_days(world))
    found.take(lambda: require_renewal(world))
    engines: Engines = OnThreads(had(threads)) if shards is None else shards
    needed = found.take(lambda: engines.require(world, counts_lives(world, request.final)))
    found.take(lambda: _check_folder(request, folder, world))
    if (html := request.html) is not None:
        found.take(lambda: require_page(html, folder))
    if (brief := request.brief) is not None:
        found.problems += misplaced(brief, BRIEFS, "a brief", request.replace or request.resume)
    found.settle()
    without_effect = idle(world.policy, people, had(policy)[1], (world.start, world.end))
    settles = request.until is not None
    memory, there = had(needed), memory_there()
    return Plan(
        world, had(threads), folder, memory.total, there is None or memory.beside <= there,
        without_effect, 60.0 * had(apart), settles, shards,
    )  # fmt: skip


def _last_day(request: Request, start: dt.date | None) -> dt.date:
    """The last day of a run; of one that ends when it has settled, the last that it may come to."""
    if request.end is not None:
        return day("--to", request.end)
    if request.until is None or start is None:
        return LAST_DAY
    return dt.date(start.year + LONGEST_YEARS - 1, 12, 31)


def _check_folder(request: Request, folder: Path, world: World) -> None:
    require_unheld(folder)
    if request.resume:
        require_resumable(folder, world)
    else:
        require_free(folder, request.replace)


def _check_switches(request: Request) -> None:
    problems = []
    if request.until not in (None, SETTLED):
        why, remedy = "a run goes on until a day, or until it has settled", f"give --until {SETTLED}, or --to"
        problems.append(Problem(f"--until is {quoted(str(request.until))}", why, remedy))
    if request.device != "cpu":
        why, remedy = "this version computes on processors only", "leave out --device, or give cpu"
        problems.append(Problem(f"a run cannot be computed on '{request.device}'", why, remedy))
    if request.resume and request.replace:
        why = "one goes on with a run and the other drops it"
        problems.append(Problem("--resume and --replace exclude each other", why, "give one of them"))
    if problems:
        raise InputError(problems)


def resuming(request: Request, plan: Plan) -> str:
    """The line for the shell that goes on with a run."""
    world = plan.world
    words = [
        "underheaven", "run", request.policy, "--society", request.society,
        "--citizens", str(world.citizens), "--from", str(world.start), "--to", str(world.end),
        "--seed", str(world.seed),
    ]  # fmt: skip
    if world.step_minutes != WEEK:
        words += ["--step-minutes", str(world.step_minutes)]
    if world.renewal:
        words.append("--renewal")
    for name, given in (
        ("--threads", request.threads), ("--shards", request.shards), ("--address", request.address),
    ):  # fmt: skip
        if given is not None:
            words += [name, given]
    if request.html is not None:
        words += ["--html", str(request.html)]
    if request.brief is not None:
        words += ["--brief", str(request.brief)]
    if plan.until_settled:
        words += ["--until", SETTLED]
    for name, wanted in (("--final", request.final), ("--json", request.as_json)):
        words += [name] * wanted
    return shlex.join([*words, "--out", str(plan.folder), "--resume"])

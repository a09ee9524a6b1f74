"""What `underheaven run` was asked for, and what it comes to: everything is refused here, before any work."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from underheaven.commands.page import require_page
from underheaven.commands.placing import misplaced
from underheaven.commands.values import between, day, head_count, whole
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import InputError, Problem
from underheaven.engine.world import World
from underheaven.policy.fitness import check_fit
from underheaven.policy.idle import idle
from underheaven.policy.named import policy_called, society_called
from underheaven.record.folder import require_free
from underheaven.record.lock import require_unheld
from underheaven.record.resuming import require_resumable
from underheaven.report.exports.endings import BRIEFS
from underheaven.report.reproduce import asked_by
from underheaven.society.crowding import WEEK
from underheaven.study.limits import require_memory, require_renewal, threads_or_default
from underheaven.study.running import CHECKPOINT_SECONDS, counts_lives

MOST_MINUTES = 10_080
"""Between two checkpoints."""


@dataclass(frozen=True)
class Request:
    """What was asked for on the command line; numbers and days as they were typed."""

    policy: str
    society: str
    citizens: str | None
    start: str
    end: str
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
    idle: tuple[Problem, ...] = ()
    """What of the policy will have no effect in this run."""
    checkpoint_seconds: float = CHECKPOINT_SECONDS
    """Seconds from one checkpoint to the next, at least."""


def planned(request: Request) -> Plan:
    """What a request comes to; `InputError` with everything that is wrong with it and with its files."""
    found = Gathered()
    found.take(lambda: _check_switches(request))
    number = found.take(lambda: None if request.threads is None else whole("--threads", request.threads))
    threads = found.take(lambda: threads_or_default(number))
    seed = found.take(lambda: whole("--seed", request.seed))
    start = found.take(lambda: day("--from", request.start))
    end = found.take(lambda: day("--to", request.end))
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
        people.default_citizens if citizens is None else citizens,
        had(minutes),
        renewal=request.renewal,
    )
    folder = request.out if request.out is not None else Path("runs") / world.hash[:12]
    # Running refuses these too; here it is before the engine is compiled, and with everything else.
    found.take(lambda: require_renewal(world))
    found.take(lambda: require_memory(world, had(threads), lives=counts_lives(world, request.final)))
    found.take(lambda: _check_folder(request, folder, world))
    if (html := request.html) is not None:
        found.take(lambda: require_page(html, folder))
    if (brief := request.brief) is not None:
        found.problems += misplaced(brief, BRIEFS, "a brief", request.replace or request.resume)
    found.settle()
    without_effect = idle(world.policy, people, had(policy)[1], (world.start, world.end))
    return Plan(world, had(threads), folder, without_effect, 60.0 * had(apart))


def _check_folder(request: Request, folder: Path, world: World) -> None:
    require_unheld(folder)
    if request.resume:
        require_resumable(folder, world)
    else:
        require_free(folder, request.replace)


def _check_switches(request: Request) -> None:
    problems = []
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
    if request.threads is not None:
        words += ["--threads", str(plan.threads)]
    if request.html is not None:
        words += ["--html", str(request.html)]
    if request.brief is not None:
        words += ["--brief", str(request.brief)]
    for name, wanted in (("--final", request.final), ("--json", request.as_json)):
        words += [name] * wanted
    return shlex.join([*words, "--out", str(plan.folder), "--resume"])

"""What `underheaven compare` was asked for, and what it comes to: all is refused here, before any work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from underheaven.commands.page import require_page
from underheaven.commands.pooled import pool_asked
from underheaven.commands.values import day, head_count, whole
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import InputError, Problem, refuse
from underheaven.documents.words import nearest
from underheaven.engine.world import World
from underheaven.measure.frame import Frame
from underheaven.measure.results import names_in
from underheaven.policy.fitness import check_fit
from underheaven.policy.named import policy_called, society_called
from underheaven.report.exports.endings import ending
from underheaven.society.crowding import WEEK
from underheaven.study.compare import MOST_SEEDS
from underheaven.study.limits import require_renewal
from underheaven.study.paths import CITIZENS
from underheaven.study.pool import Pool


@dataclass(frozen=True)
class Request:
    """What was asked for on the command line; numbers and days as they were typed."""

    policies: tuple[str, ...]
    society: str
    citizens: str | None
    start: str
    end: str
    seeds: str
    threads: str | None
    step_minutes: str
    renewal: bool
    measure: str | None
    paths: bool
    everything: bool
    csv: Path | None
    html: Path | None
    png: Path | None
    svg: Path | None
    replace: bool
    as_json: bool
    address: str | None = None


@dataclass(frozen=True)
class Plan:
    """The worlds, the first that of policy a, with what their policies are called."""

    worlds: tuple[World, ...]
    names: tuple[str, ...]
    seeds: tuple[int, ...]
    pool: Pool


def planned(request: Request) -> Plan:
    """What a request comes to; `InputError` with everything that is wrong with it and with its files."""
    found = Gathered()
    found.take(lambda: _check_policies(request.policies))
    found.take(lambda: _check_files(request))
    seeds = found.take(lambda: _seeds(request.seeds))
    pool = found.take(lambda: pool_asked(request.threads, request.address))
    start = found.take(lambda: day("--from", request.start))
    end = found.take(lambda: day("--to", request.end))
    minutes = found.take(lambda: whole("--step-minutes", request.step_minutes))
    citizens = found.take(
        lambda: None if request.citizens is None else head_count("--citizens", request.citizens)
    )
    society = found.take(lambda: society_called(request.society, minutes or WEEK))
    policies = [found.take(partial(policy_called, name)) for name in dict.fromkeys(request.policies)]
    if society is not None:
        for policy in policies:
            if policy is not None:
                found.take(partial(check_fit, policy[0], society, policy[1], step_minutes=minutes or WEEK))
    found.settle()
    people = had(society)
    default = min(CITIZENS, people.default_citizens.value) if request.paths else people.default_citizens.value
    first = World(
        had(policies[0])[0], people, had(seeds)[0], had(start), had(end),
        default if citizens is None else citizens, had(minutes), renewal=request.renewal,
    )  # fmt: skip
    worlds = tuple(replace(first, policy=had(policy)[0]) for policy in policies)
    runs = len(worlds) * len(had(seeds))
    found.take(lambda: require_renewal(first))
    found.take(lambda: _check_measure(request.measure, worlds))
    for world in worlds:
        found.take(partial(had(pool).require, world, runs, lives=True))
    found.settle()
    return Plan(worlds, _names(request.policies, worlds), had(seeds), had(pool))


def _names(given: Sequence[str], worlds: Sequence[World]) -> tuple[str, ...]:
    """What the policies call themselves; where two have one name, those by which they were given."""
    own = [world.policy.policy for world in worlds]
    return tuple(name if own.count(name) == 1 else called for name, called in zip(own, given, strict=True))


def _check_policies(policies: Sequence[str]) -> None:
    if len(policies) < 2:
        raise refuse(
            f"{policies[0]} alone cannot be compared" if policies else "there is no policy to compare",
            "a comparison needs two policies or more",
            "name another one after it, such as rights-respecting",
        )
    if twice := next((name for name in policies if policies.count(name) > 1), None):
        raise refuse(
            f"{twice} is given twice",
            "the same policy gives the same run with the same seed: every difference would be 0",
            "name each policy once; a copy in a file of another name can be compared with it",
        )


def _check_measure(measure: str | None, worlds: Sequence[World]) -> None:
    """Refuse a measure that none of the worlds has."""
    if measure is None:
        return
    known = dict.fromkeys(name for world in worlds for name in names_in(Frame.of(world)))
    if measure not in known:
        near = nearest(measure, known)
        raise refuse(
            f"there is no measure '{measure}' here",
            "these policies and this society have none of that name",
            f"did you mean {near}?" if near else f"take one such as {', '.join(list(known)[:4])}",
        )


def _seeds(text: str) -> tuple[int, ...]:
    number = whole("--seeds", text)
    if not 1 <= number <= MOST_SEEDS:
        raise refuse(
            f"a comparison cannot be made with {number} seeds",
            "it needs at least one" if number < 1 else f"it takes at most {MOST_SEEDS}",
            "give a number such as 5: seeds 1 to 5 are run; with 1 there are no intervals",
        )
    return tuple(range(1, number + 1))


def _check_files(request: Request) -> None:
    """Refuse files that could not be written, or that are there."""
    problems: list[Problem] = []
    wanted = {".csv": request.csv, ".png": request.png, ".svg": request.svg}
    for suffix, file in wanted.items():
        if file is None:
            continue
        try:
            ending(file, (suffix,), f"--{suffix[1:]}")
        except InputError as error:
            problems += error.problems
        problems += _place(file, request.replace)
    if request.html is not None:
        try:
            require_page(request.html, request.html.parent / "no run")
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)


def _place(file: Path, replace_it: bool) -> list[Problem]:
    if file.is_dir():
        return [Problem(f"{file} cannot be written", "a folder has its name", "give another name")]
    if not file.absolute().parent.is_dir():
        return [Problem(f"{file} cannot be written", f"there is no folder {file.parent}", "make it first")]
    if file.exists() and not replace_it:
        why = "nothing is overwritten unasked"
        return [Problem(f"{file} is there already", why, "give --replace, or another name")]
    return []

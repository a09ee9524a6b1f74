"""What small worlds and unit tests give without a fault, which lines they execute, and what they cost.

It takes minutes, so it is kept in a file, under a hash of everything that it follows from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from tools.mutation.covering import Lines, Seen, watching
from tools.mutation.forking import Saying, forked
from tools.mutation.mutants import ROOT
from tools.mutation.trials import Trial
from tools.mutation.unit_tests import passes

PATIENCE = 600.0
"""Seconds of a processor that anything without a fault may take while its lines are watched."""
DEAREST, LONGEST = 200_000, 4.0
"""Lines watched, and seconds, of a unit test that is tried: what takes longer is left to worlds."""

WATCHING = ("covering.py", "known.py", "trials.py", "unit_tests.py")
APART = ("tests", "tools")
"""Tests of tools, of which none is tried."""


@dataclass(frozen=True)
class Known:
    """What is known of a world or of a unit test: hashes, if it is a world; lines by source, cost, seconds.

    Lines executed while it is made, and while it is lived or run.
    """

    prints: list[str]
    making: dict[str, list[int]]
    running: dict[str, list[int]]
    cost: int
    seconds: float
    good: bool = True
    lines: Lines = field(default_factory=set, compare=False)


@cache
def hash_of_everything() -> str:
    """A hash of the package, of the tests that say whether it is right, and of what watches them."""
    digest = hashlib.sha256()
    for folder in ("underheaven", "tests"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.parent.parts[-len(APART) :] != APART and "mutation" not in path.parts:
                digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    for name in WATCHING:
        digest.update((Path(__file__).parent / name).read_bytes())
    return digest.hexdigest()[:16]


def known_of(
    trials: Mapping[str, Trial], items: Mapping[str, pytest.Item], file: Path, processes: int
) -> dict[str, Known]:
    """What is known of each, from the file where it has it."""
    kept = _read(file)
    tasks = [(name, _watch_world(trial)) for name, trial in trials.items() if name not in kept]
    tasks += [(name, _watch_test(item)) for name, item in items.items() if name not in kept]
    for number, (name, said) in enumerate(forked(tasks, processes), 1):
        # What fails, or does not come to an end, says nothing of a mutant.
        kept[name] = {"prints": [], "making": {}, "running": {}, "cost": 0, "seconds": 0.0, "good": False}
        kept[name] |= {} if "error" in said or "how" in said else said
        if number % 10 == 0 or number == len(tasks):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps({"of": hash_of_everything(), "known": kept}), encoding="utf-8")
    return {name: _with_lines(row) for name, row in kept.items() if name in trials or name in items}


def _read(file: Path) -> dict[str, dict[str, Any]]:
    if not file.exists():
        return {}
    data = json.loads(file.read_text(encoding="utf-8"))
    return dict(data["known"]) if data["of"] == hash_of_everything() else {}


def _with_lines(row: dict[str, Any]) -> Known:
    lines = {(source, line) for source, some in row["running"].items() for line in some}
    return Known(**row, lines=lines)


def _watch_world(trial: Trial) -> Callable[[Saying], None]:
    def do(saying: Saying) -> None:
        begun = process_time()
        saying.about(trial.name, PATIENCE)
        with watching() as making:
            thing = trial.make()
        prints = [trial.made(thing).hex()]
        with watching() as running:
            prints += [each.hex() for each in trial.live(thing)]
        saying.done(_row(prints, making, running, process_time() - begun))

    return do


def _watch_test(item: pytest.Item) -> Callable[[Saying], None]:
    def do(saying: Saying) -> None:
        saying.about(item.nodeid, LONGEST)
        begun = process_time()
        with watching(DEAREST) as running:
            good = passes(item)
        seconds = process_time() - begun
        saying.done({**_row([], Seen(), running, seconds), "good": good and running.cost <= DEAREST})

    return do


def _row(prints: list[str], making: Seen, running: Seen, seconds: float) -> dict[str, Any]:
    cost = making.cost + running.cost
    row = asdict(Known(prints, _by_source(making), _by_source(running), cost, seconds))
    del row["lines"]
    return row


def _by_source(seen: Seen) -> dict[str, list[int]]:
    found = dict[str, list[int]]()
    for source, line in sorted(seen.lines):
        found.setdefault(source, []).append(line)
    return found


def executed(lines: Lines, of: dict[str, list[int]]) -> bool:
    """Whether any of the lines is among those by source."""
    return any(line in of.get(source, ()) for source, line in lines)


def prints_of(
    trials: Mapping[str, Trial], items: Mapping[str, pytest.Item], processes: int
) -> dict[str, Known]:
    """What is given without a fault, without which lines are executed, which takes most of the time."""

    def live(trial: Trial) -> Callable[[Saying], None]:
        def do(saying: Saying) -> None:
            begun, thing = process_time(), trial.ready
            prints = [trial.made(thing).hex(), *(each.hex() for each in trial.live(thing))]
            saying.done(_row(prints, Seen(), Seen(), process_time() - begun))

        return do

    for trial in trials.values():
        _ = trial.ready
    tasks = [(name, live(trial)) for name, trial in trials.items()]
    tasks += [(name, _watch_test(item)) for name, item in items.items()]
    return {name: _with_lines(said) for name, said in forked(tasks, processes)}

"""A sweep: worlds at the points of a design, and one long table of what came of them.

Nothing is sorted, ranked, filtered or chosen by an outcome: rows stand in the order of the design.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa

from underheaven.documents.problems import refuse
from underheaven.documents.words import counted
from underheaven.engine.world import World
from underheaven.study.limits import require_renewal
from underheaven.study.pool import ALONE, Pool
from underheaven.study.sweeping import tables
from underheaven.study.sweeping.checking import check_design
from underheaven.study.sweeping.design import GRID, Design
from underheaven.study.sweeping.kept import Row, hash_of, is_begun, kept_in
from underheaven.study.sweeping.living import (
    Lived,
    Model,
    OnRun,
    live_design,
    seconds_of_a_run,
    unheard,
)
from underheaven.study.sweeping.outcomes import Outcome

MOST_RUNS = 10_000
"""Runs that a study has at most, unless it is told otherwise."""
MOST_SEEDS = 1_000
A_RUN, CITIZEN_STEPS = 0.15, 4e6
"""Seconds that any run takes, and citizens times steps a second beyond that, on one thread: about."""
OnTime = Callable[[float], None]


@dataclass(frozen=True)
class Plan:
    """What is to be lived: a world, a design over its numbers, seeds, and what is read of every run."""

    world: World
    design: Design
    seeds: tuple[int, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def runs(self) -> int:
        """Points times seeds."""
        return len(self.design.points) * len(self.seeds)

    @cached_property
    def asked(self) -> dict[str, Any]:
        """All that decides what comes out, as plain JSON values."""
        return {
            "world": self.world.hash,
            "policy": self.world.policy.policy,
            "society": self.world.society.society,
            "citizens": self.world.citizens,
            "from": self.world.start.isoformat(),
            "to": self.world.end.isoformat(),
            "seeds": list(self.seeds),
            "outcomes": [each.to_dict() for each in self.outcomes],
            **self.design.to_dict(),
        }

    @cached_property
    def hash(self) -> str:
        """The hash of what is asked, in hex."""
        return hash_of(self.asked)

    def seconds(self, threads: int) -> float:
        """How long it takes on so many threads, about, before anything was measured."""
        one = A_RUN + self.world.citizens * self.world.steps / CITIZEN_STEPS
        return one * self.runs / threads


@dataclass(frozen=True)
class Swept:
    """The runs of a plan that have ended, in the order of the design. Everybody in them is synthetic."""

    plan: Plan
    rows: tuple[Row, ...]

    def runs(self) -> pa.Table:
        """The long table: a row for each point, seed and outcome."""
        return tables.long(self.plan.design, self.plan.outcomes, self.rows)

    def points(self) -> pa.Table:
        """The wide table: a row for each point and seed, a column for each key and each outcome."""
        return tables.wide(self.plan.design, self.plan.outcomes, self.rows)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "synthetic": True,
            "hash": self.plan.hash,
            **self.plan.asked,
            "corrections": list(self.plan.world.policy.corrections),
            "runs": [row.to_dict() for row in self.rows],
        }


def seeds_from(world: World, many: int, least: int = 1) -> tuple[int, ...]:
    """So many seeds from the world's own on. InputError for too few or too many."""
    if not least <= many <= MOST_SEEDS:
        why = (
            "chance is told from numbers by living each point with two seeds or more"
            if least > 1
            else "every point is lived with one seed or more"
        )
        raise refuse(counted(many, "seed"), why, f"give --seeds a number of {least} to {MOST_SEEDS:,}")
    return tuple((world.seed + number) % 2**64 for number in range(many))


def require_size(plan: Plan, threads: int, most_runs: int = MOST_RUNS) -> None:
    """InputError for more runs than are allowed, saying how long they would take and what fits."""
    if plan.runs > most_runs:
        fits = most_runs // len(plan.seeds)
        smaller = (
            "give the keys fewer values, or draw from ranges"
            if plan.design.name == GRID
            else f"give --points so that there are {fits:,} points or fewer"
        )
        raise refuse(
            f"{counted(len(plan.design.points), 'point')} with {counted(len(plan.seeds), 'seed')} are "
            f"{plan.runs:,} runs",
            f"at most {most_runs:,} are allowed, and these take about "
            f"{lasting(plan.seconds(threads))} on {counted(threads, 'thread')}",
            f"{smaller}; or allow them with --runs {plan.runs}",
        )


def lasting(seconds: float) -> str:
    """A time in seconds, minutes or hours."""
    if seconds < 100:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 2 * 3600 else f"{seconds / 3600:.1f} hours"


def sweep(
    plan: Plan,
    *,
    pool: Pool = ALONE,
    folder: Path | None = None,
    most_runs: int = MOST_RUNS,
    model: Model | None = None,
    on_run: OnRun = unheard,
    checked: bool = False,
    on_time: OnTime = lambda _: None,
) -> Swept:
    """Live the points of a plan, each with every seed, side by side in a pool.

    With a `folder` every run is kept there when it ends, with the table; a study that was killed goes on.
    `on_time` is told, after the first run, about how many seconds the others take, where they are lived in
    this process. `model` is what is
    computed instead of the world; `checked` says that
    `check_design` has passed. InputError, before anything is lived, where a point cannot be, a key does
    nothing, there are too many runs, or the folder holds another design.
    """
    require_size(plan, pool.places, most_runs)
    if model is None:
        require_renewal(plan.world)
        pool.require(plan.world)
    begun = folder is not None and is_begun(folder, plan.asked)
    if model is None and not begun and not checked:
        check_design(plan.world, plan.design)
    alive = Lived(plan.world, plan.outcomes) if model is None else model
    with kept_in(folder, plan.asked) as kept:
        try:
            if pool.here:
                one = seconds_of_a_run(plan.design, plan.seeds, alive, kept)
                on_time(one * (plan.runs - len(kept.rows)) / pool.places)
            live_design(plan.design, plan.seeds, alive, kept, pool, on_run)
        finally:
            ended = Swept(plan, ordered(plan, kept.rows))
            if folder is not None and ended.rows:
                kept.guard()
                tables.write(folder / tables.FILE, ended.runs())
    return ended


def ordered(plan: Plan, rows: dict[tuple[int, int], Row]) -> tuple[Row, ...]:
    """The rows that there are, in the order of the design and then of the seeds."""
    every: Sequence[tuple[int, int]] = [
        (point, seed) for point in range(len(plan.design.points)) for seed in plan.seeds
    ]
    return tuple(rows[job] for job in every if job in rows)

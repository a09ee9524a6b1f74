"""A sensitivity analysis from what is asked to its indices: a design of SALib's, lived as any other."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from underheaven.documents.gathering import Gathered, had
from underheaven.engine.world import World
from underheaven.study.pool import ALONE, Pool
from underheaven.study.sensitivity.designs import MORRIS, design_of, salib
from underheaven.study.sensitivity.found import Sensitivity
from underheaven.study.sweeping.axes import axes_of
from underheaven.study.sweeping.living import Model, OnRun, unheard
from underheaven.study.sweeping.outcomes import outcomes_of
from underheaven.study.sweeping.sweep import MOST_RUNS, OnTime, Plan, seeds_from, sweep

TRAJECTORIES, SAMPLES, SEEDS = 10, 64, 2
"""Trajectories of Morris, blocks of Sobol' and seeds of a point, unless an analysis is told otherwise."""


def plan_sensitivity(
    world: World,
    asked: Iterable[tuple[str, str]],
    method: str = MORRIS,
    samples: int | None = None,
    seeds: int = SEEDS,
    outcomes: Iterable[str] = (),
) -> Plan:
    """The plan of an analysis over paths with ranges; two seeds or more, so that chance can be told.

    InputError with everything that is wrong, and where SALib is not installed.
    """
    found = Gathered()
    found.take(lambda: salib("sample"))
    chosen = found.take(lambda: seeds_from(world, seeds, least=2))
    axes = found.take(lambda: axes_of(world, asked))
    found.settle()
    axes = had(axes)
    if samples is None:
        samples = TRAJECTORIES if method == MORRIS else SAMPLES
    many = samples
    made = found.take(lambda: design_of(method, axes, many, world.seed))
    read = found.take(lambda: outcomes_of(world, [axis.key for axis in axes], outcomes))
    found.settle()
    return Plan(world, had(made), had(chosen), had(read))


def sensitivity(
    plan: Plan,
    *,
    pool: Pool = ALONE,
    folder: Path | None = None,
    most_runs: int = MOST_RUNS,
    model: Model | None = None,
    on_run: OnRun = unheard,
    checked: bool = False,
    on_time: OnTime = lambda _: None,
) -> Sensitivity:
    """Live a plan of `plan_sensitivity`, and say what moves its outcomes; arguments as those of `sweep`."""
    return Sensitivity(
        sweep(
            plan, pool=pool, folder=folder, most_runs=most_runs, model=model, on_run=on_run,
            checked=checked, on_time=on_time,
        )
    )  # fmt: skip

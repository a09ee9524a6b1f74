"""`underheaven run … --assumptions`: how far a run's main measures hang on what is assumed."""

from __future__ import annotations

import time
from dataclasses import replace

from underheaven.commands.asked import Plan as RunPlan
from underheaven.commands.console import INTERRUPTED, leave, messages
from underheaven.commands.weighed import runs_bar
from underheaven.engine.cpu import Engine
from underheaven.engine.world import World
from underheaven.record.disk import write_json
from underheaven.study.assuming.assuming import Plan, find, plan_of
from underheaven.study.assuming.beside import FILE, beside
from underheaven.study.pool import Here
from underheaven.study.sweeping.sweep import lasting

CITIZENS = 2_000
SECONDS = 540.0
"""Time for all runs: ten minutes, less what is left over for telling of them."""
SIZES = ((100, (6, 24)), (60, (4, 16)), (40, (4, 6)))
"""Draws and pairs, the most that fit into the time being taken; the last in any case."""


def planned(plan: RunPlan) -> Plan:
    """What is to be lived for a run. InputError, before it begins, where nothing can be said."""
    return plan_of(_world(plan), *_size(0))


def assume(plan: RunPlan, quiet: bool) -> None:
    """Find the ranges of a run and keep them beside it; exits with 130 when interrupted."""
    world, folder = _world(plan), beside(plan.folder)
    one = _seconds_of_a_run(world)
    fitting = [
        made
        for number in range(len(SIZES))
        if (made := plan_of(world, *_size(number))).runs * one / plan.threads <= SECONDS
    ]
    chosen = fitting[0] if fitting else plan_of(world, *_size(len(SIZES) - 1))
    if not quiet:
        messages().print(
            f"What is assumed: {chosen.runs:,} runs of {world.citizens:,} citizens into {folder}, about "
            f"{lasting(chosen.runs * one / plan.threads)}.",
            markup=False,
        )
    try:
        with runs_bar(quiet) as on_run:
            ranges = find(
                chosen, pool=Here(plan.threads), folder=folder / str(chosen.inputs[:12]), on_run=on_run
            )
    except KeyboardInterrupt:
        messages().print(
            f"Interrupted. The run itself is complete: {plan.folder}. Of what is assumed {folder} keeps what "
            "was lived: the same command with --replace goes on from there.",
            markup=False,
        )
        leave(INTERRUPTED)
    write_json(folder / FILE, ranges.to_dict())


def _world(plan: RunPlan) -> World:
    return replace(plan.world, citizens=min(plan.world.citizens, CITIZENS))


def _size(number: int) -> tuple[int, int, tuple[int, int]]:
    draws, pairs = SIZES[number]
    return draws, 2, pairs


def _seconds_of_a_run(world: World) -> float:
    """How long one run takes."""
    begun = time.perf_counter()
    engine = Engine(world.checked())
    try:
        for _ in engine.records():
            pass
    finally:
        engine.close()
    return time.perf_counter() - begun

"""From what is asked of a sweep to its plan: everything that is wrong is said at once, before any work."""

from __future__ import annotations

from collections.abc import Iterable

from underheaven.documents.gathering import Gathered, had
from underheaven.engine.world import World
from underheaven.study.sweeping.axes import axes_of
from underheaven.study.sweeping.design import GRID, LATIN, design
from underheaven.study.sweeping.outcomes import outcomes_of
from underheaven.study.sweeping.sweep import Plan, seeds_from

POINTS, SEEDS = 64, 2
"""Points that are drawn from ranges, and seeds of each, unless a study is told otherwise."""


def plan_sweep(
    world: World,
    asked: Iterable[tuple[str, str]],
    name: str | None = None,
    points: int | None = None,
    seeds: int = SEEDS,
    outcomes: Iterable[str] = (),
) -> Plan:
    """The plan of a sweep over paths with texts (`axes_of`); a grid where every key has values.

    The seeds are so many from the world's own on. InputError with everything that is wrong.
    """
    found = Gathered()
    chosen = found.take(lambda: seeds_from(world, seeds))
    axes = found.take(lambda: axes_of(world, asked))
    if axes is None:
        found.settle()
    axes = had(axes)
    if name is None:
        name = GRID if all(axis.values for axis in axes) else LATIN
    drawn = POINTS if points is None and name != GRID else points
    made = found.take(lambda: design(name, axes, drawn, world.seed))
    read = found.take(lambda: outcomes_of(world, [axis.key for axis in axes], outcomes))
    found.settle()
    return Plan(world, had(made), had(chosen), had(read))

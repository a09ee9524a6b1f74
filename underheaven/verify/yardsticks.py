"""The few values by which worlds are compared that ought to agree.

Levels are read at the end of the run, because a mean over closes of steps depends on how often there is
a close: what grows over time is counted higher by the week than by the day.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from underheaven.engine.cpu import simulate
from underheaven.engine.world import World
from underheaven.measure.counts import Counts, Floats
from underheaven.measure.frame import Frame
from underheaven.measure.named import value_of
from underheaven.verify.case import Finding
from underheaven.verify.laws import alike
from underheaven.verify.shipped import THREADS, Setting

DREAD = "mean dread at the end"


def yardsticks(world: World) -> dict[str, float]:
    """Levels at the end of a run, and flows of the whole of it; NaN where one is undefined."""
    result = simulate(world, THREADS)
    frame = Frame.of(world)
    last = Counts(frame, result.steps[-1].tallies.sum(axis=(0, 1)), None)
    whole = Counts(frame, np.sum([step.tallies for step in result.steps], axis=(0, 1, 2)), None)
    found: dict[str, Floats] = {
        "mean score at the end": value_of("mean_score", last),
        "share under a consequence at the end": value_of("under", last),
        "share under a consequence in error at the end": value_of("in_error", last),
        "mean pull of ties at the end": value_of("pull", last),
        DREAD: value_of("mean_dread", last),
        "records a year": value_of("records", whole),
        "points lost a year": value_of("points_lost", whole),
        "denials per thousand years": value_of("denied", whole),
        "lawful speech held back": value_of("chill", whole),
    }
    return {name: float(value) for name, value in found.items()}


def samples(setting: Setting, seeds: Iterable[int]) -> dict[str, list[float]]:
    """The yardsticks of a setting, one value for each seed."""
    runs = [yardsticks(setting.world(seed)) for seed in seeds]
    return {name: [run[name] for run in runs] for name in runs[0]}


def compare(
    about: str,
    first: dict[str, list[float]],
    second: dict[str, list[float]],
    false_alarm: float,
    but: tuple[str, ...] = (),
) -> list[Finding]:
    """A finding for each yardstick (`but` some): its means over seeds differ by no more than chance."""
    return [
        alike(f"{about}: {name}", first[name], second[name], false_alarm) for name in first if name not in but
    ]

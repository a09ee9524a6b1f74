"""The few values by which worlds are compared that ought to agree.

Levels are read at the end of the run, because a mean over closes of steps depends on how often there is
a close: what grows over time is counted higher by the week than by the day.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from underheaven.engine.cpu import simulate
from underheaven.engine.world import World
from underheaven.measure import chill, denial, error, standing, ties
from underheaven.measure.counts import Counts, Floats
from underheaven.measure.frame import Frame
from underheaven.verify.case import Finding
from underheaven.verify.laws import alike
from underheaven.verify.shipped import THREADS, Setting

DREAD = "mean dread at the end"


def yardsticks(world: World) -> dict[str, float]:
    """Levels at the end of a run, and flows of the whole of it; NaN where one is undefined."""
    result = simulate(world, THREADS)
    frame = Frame.of(world)
    speech = frame.kinds_that(lawful=True, speech=("critical", "supportive"))
    last = Counts(frame, result.steps[-1].tallies.sum(axis=(0, 1)), None)
    whole = Counts(frame, np.sum([step.tallies for step in result.steps], axis=(0, 1, 2)), None)
    found: dict[str, Floats] = {
        "mean score at the end": standing.mean_score(last),
        "share under a consequence at the end": standing.under_any(last),
        "share under a consequence in error at the end": error.in_error(last),
        "mean pull of ties at the end": ties.pull(last),
        DREAD: standing.mean_level(last, "dread"),
        "records a year": error.records(whole),
        "points lost a year": standing.points(whole, "lost"),
        "denials per thousand years": denial.denied(whole, frame.kinds),
        "lawful speech held back": chill.held_back(whole, speech),
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

"""How a run went, step by step, as arrays for pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from underheaven.engine.layout import BINS
from underheaven.engine.records import Int64
from underheaven.measure.counts import Counts, Floats
from underheaven.measure.frame import SIXTEENTHS, Frame
from underheaven.measure.named import measure_named
from underheaven.measure.run import histograms, matrix, numbers
from underheaven.record.query import RunFolder

By = Literal["all", "group", "region"]


@dataclass(frozen=True)
class Series:
    """T steps of n categories. NaN stands for undefined; the order of categories is that of `categories`.

    `step`, `minute` int64[T], a step's number and first minute; `enrolled` float64[T, n], share of adults;
    `mean_score` float64[T, n], points; `under_any` float64[T, n] and `under` consequence -> float64[T, n],
    shares of enrolled adults; `chill` float64[T, n], share of lawful speech held back;
    `histogram` int64[T, n, 64], enrolled adults by score, of bins that begin at `edges` float64[65], points.
    """

    categories: tuple[str, ...]
    step: Int64
    minute: Int64
    enrolled: Floats
    mean_score: Floats
    under_any: Floats
    under: dict[str, Floats]
    chill: Floats
    histogram: Int64
    edges: Floats


def series(folder: RunFolder, by: By = "all") -> Series:
    """The time series of a run, of everyone or by group or region."""
    frame = Frame.of(folder.world)
    categories = {"all": ("all",), "group": frame.groups, "region": frame.regions}[by]
    names = ("enrolled", "mean_score", "under", "chill", *(f"under.{name}" for name in frame.consequences))
    shown = {name: measure_named(name, frame) for name in names}
    steps = folder.provenance.steps_recorded
    lines = {name: np.full((steps, len(categories)), np.nan) for name in shown}
    # A row group holds whole steps (record/recorder.py), so only one is in memory at a time.
    for batch in folder.batches("steps"):
        step = batch.column("step").to_numpy()
        category = np.zeros_like(step) if by == "all" else numbers(batch.column(by), categories)
        first, last = int(step.min()), int(step.max()) + 1
        tallies = np.zeros((last - first, len(categories), frame.layout.width), dtype=np.int64)
        np.add.at(tallies, (step - first, category), matrix(batch, frame.layout.columns))
        for name, function in shown.items():
            lines[name][first:last] = function(Counts(frame, tallies, None))
    histogram = np.zeros((steps, len(categories), BINS), dtype=np.int64)
    for number, region, group, bins in histograms(folder, frame):
        category = {"all": np.zeros_like(region), "group": group, "region": region}[by]
        np.add.at(histogram[number], category, bins)
    number_of_step = np.arange(steps, dtype=np.int64)
    edges = [frame.minimum / SIXTEENTHS + frame.bin_width * edge for edge in range(BINS + 1)]
    return Series(
        categories=categories,
        step=number_of_step,
        minute=number_of_step * frame.step_minutes,
        enrolled=lines["enrolled"],
        mean_score=lines["mean_score"],
        under_any=lines["under"],
        under={name: lines[f"under.{name}"] for name in frame.consequences},
        chill=lines["chill"],
        histogram=histogram,
        edges=np.array(edges),
    )

"""How scores are spread over a run: what the picture of scores is drawn from."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from underheaven.engine.world import MINUTES_PER_DAY
from underheaven.measure.frame import SIXTEENTHS
from underheaven.measure.named import value_of
from underheaven.report.few import FEWEST as PEOPLE
from underheaven.report.results import Results
from underheaven.report.scales import timestamp

Rows = list[dict[str, Any]]
FEWEST = 0.00002
"""Share of adults below which a cell is left white."""
OVERLAP = 0.2
"""How far a cell reaches into the next, so that no seam shows between them."""


@dataclass(frozen=True)
class Threshold:
    """A consequence in force at the end of the run, and the share of adults in the scheme under it."""

    title: str
    below: float
    under: float


@dataclass(frozen=True)
class Scores:
    """What the picture is drawn from. Times are in milliseconds, scores in points.

    `cells`: `from`, `to`, `low`, `high`, `share` of the adults in the scheme, in bins of `bin_width`.
    `lines`: each threshold as long as it stays the same, `from`, `to`, `below`. `enrolled`: `from`, `to`,
    `share` of adults in the scheme. At the end, half are below `median`, a tenth each below and above
    `tenths`, and `people` are in the scheme. `out` periods have no cells, for there were few people.
    """

    cells: Rows
    lines: Rows
    enrolled: Rows
    thresholds: Sequence[Threshold]
    bin_width: float
    median: float
    tenths: tuple[float, float]
    people: int
    out: int = 0

    @property
    def together(self) -> bool:
        """Whether eight in ten are so close at the end that bins cannot tell them apart."""
        return self.tenths[1] - self.tenths[0] <= self.bin_width


def scores_of(results: Results) -> Scores:
    """What the picture of a run is drawn from; somebody must have been in the scheme."""
    line, frame = results.timeline, results.frame
    assert line.counts.histogram is not None
    stamps = [timestamp(day) for day in line.days]
    spans = [
        {"from": first, "to": min(stamps[-1], after + OVERLAP * (after - first))}
        for first, after in itertools.pairwise(stamps)
    ]
    histogram = line.counts.histogram
    shares = histogram / np.maximum(histogram.sum(axis=1, keepdims=True), 1)
    few = (line.in_scheme < PEOPLE) & (histogram.sum(axis=1) > 0)
    few &= not few[histogram.sum(axis=1) > 0].all()
    shares[few] = 0
    first_edge, width = frame.minimum / SIXTEENTHS, frame.bin_width
    highest = frame.maximum / SIXTEENTHS
    cells = [
        {
            **spans[period],
            "low": first_edge + width * each,
            "high": min(highest, first_edge + width * (each + 1 + OVERLAP)),
            "share": share,
        }
        for (period, each), share in np.ndenumerate(np.round(shares, 6))
        if share >= FEWEST
    ]
    lines = [
        segment
        for each in results.world.policy.consequences.values()
        if each.follows is None
        for segment in _segments(
            spans,
            [
                each.below.on(first) if people else None
                for first, people in zip(line.days[:-1], line.in_scheme.tolist(), strict=True)
            ],
        )
    ]
    enrolled = [
        {**span, "share": share}
        for span, share in zip(spans, value_of("enrolled", line.counts).round(4).tolist(), strict=True)
    ]
    end = line.days[-1] - dt.timedelta(days=1)
    minutes = (line.days[-1] - line.days[-2]).days * MINUTES_PER_DAY
    low, median, high = (float(value_of(f"score_p{percent}", line.counts)[-1]) for percent in (10, 50, 90))
    return Scores(
        cells,
        lines,
        enrolled,
        thresholds=[
            Threshold(each.title, float(below), float(value_of(f"under.{name}", line.counts)[-1]))
            for name, each in results.world.policy.consequences.items()
            if each.follows is None and (below := each.below.on(end)) is not None
        ],
        bin_width=width,
        median=median,
        tenths=(low, high),
        people=round(int(line.counts["person.enrolled_minutes"][-1]) / minutes),
        out=int(few.sum()),
    )


def _segments(spans: Rows, thresholds: Sequence[Decimal | None]) -> Rows:
    """The lines of one threshold: a new one wherever it changes."""
    found: Rows = []
    for span, below in zip(spans, thresholds, strict=True):
        if below is None:
            continue
        if found and found[-1]["below"] == float(below) and found[-1]["to"] >= span["from"]:
            found[-1]["to"] = span["to"]
        else:
            found.append({**span, "below": float(below)})
    return found

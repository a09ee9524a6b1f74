"""The picture of scores over time: how many adults have which score, and the thresholds among them."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import altair as alt
import numpy as np

from underheaven.measure import standing
from underheaven.measure.frame import SIXTEENTHS
from underheaven.report.ends import End, end_labels
from underheaven.report.events import Event, events_of, explained, marks, time_axis, timestamp
from underheaven.report.labels import shorten
from underheaven.report.picture import Picture
from underheaven.report.render import Chart
from underheaven.report.results import Results
from underheaven.report.theme import (
    DARK_ORANGE,
    DENSITY,
    GREY,
    INK,
    NARROW,
    ORANGE,
    PERCENT_LABEL,
    SMALL,
    WIDE,
)
from underheaven.report.words import number, percent

Rows = list[dict[str, Any]]
TITLE = "Scores over time"
HEIGHT, STRIP, KEY = 340, 44, 16
LEGEND = [0.0001, 0.001, 0.01, 0.1]
FEWEST, MOST = 0.00002, 0.5
"""Shares of adults at the two ends of the colours; cells with fewer are left white."""
FIFTY = 50
LETTERS = 30
"""Of a consequence's title, at most."""
OVERLAP = 0.2
"""How far a cell reaches into the next, so that no seam shows between them."""


@dataclass(frozen=True)
class Threshold:
    """A consequence in force at the end of the run, and the share of adults in the scheme under it."""

    title: str
    below: float
    under: float

    @property
    def text(self) -> str:
        """The label beside its line."""
        return f"{number(self.below)}  {shorten(self.title, LETTERS)}: {percent(self.under)}"


def score_chart(
    cells: Rows,
    lines: Rows,
    thresholds: Sequence[Threshold],
    median: float,
    bin_width: float,
    enrolled: Rows,
    events: Sequence[Event],
    days: Sequence[dt.date],
    narrow: bool = False,
) -> Chart:
    """Shares of adults by day and score, with thresholds, and below it the share of adults in the scheme.

    `cells`: `from`, `to` (ms), `low`, `high` (points), `share` of those in the scheme, in bins of
    `bin_width` points. `lines`: each threshold in each period, `from`, `to`, `below`. `median`: the score
    that half were below at the end. `enrolled`: `from`, `to`, `share`.
    """
    width = NARROW if narrow else WIDE
    scores = [row[edge] for row in cells for edge in ("low", "high")] + [row["below"] for row in lines]
    lowest, highest = FIFTY * math.floor(min(scores) / FIFTY), FIFTY * math.ceil(max(scores) / FIFTY)
    x = time_axis(days, narrow, labels=False)
    y = alt.Y(
        "low:Q",
        axis=alt.Axis(title="Score, points", tickCount=8),
        scale=alt.Scale(domain=[lowest, highest], nice=False, zero=False),
    )
    heat = (
        alt.Chart(alt.InlineData(values=cells))
        .mark_rect()
        .encode(x=x, x2="to:T", y=y, y2="high:Q", color=_colour(bin_width, width, narrow))
    )
    rules = (
        alt.Chart(alt.InlineData(values=lines))
        .mark_rule(color=ORANGE, strokeWidth=1.2)
        .encode(x=x, x2="to:T", y=alt.Y("below:Q"))
    )

    def height(score: float) -> float:
        return float(HEIGHT * (highest - score) / (highest - lowest))

    ends = [
        End(number(each.below) if narrow else each.text, height(each.below), DARK_ORANGE)
        for each in thresholds
    ]
    middle = number(median)
    ends.append(End(middle if narrow else f"{middle}  half have less", height(median), INK, bold=True))
    layers = [heat, rules, *marks(events, days, width, HEIGHT), *end_labels(ends, width, HEIGHT)]
    main = alt.layer(*layers).properties(width=width, height=HEIGHT)
    parts: list[Chart] = [main, _strip(enrolled, days, width, narrow)]
    if narrow:
        parts.append(_key(thresholds, median, width))
    return alt.vconcat(*parts, spacing=30, bounds="flush")


def _colour(bin_width: float, width: int, narrow: bool) -> alt.Color:
    points = number(bin_width)
    title = f"Share of adults in the scheme within {points} points"
    return alt.Color(
        "share:Q",
        scale=alt.Scale(type="log", range=list(DENSITY), domain=[FEWEST, MOST], clamp=True),
        legend=alt.Legend(
            title=["Share of adults in the scheme", f"within {points} points"] if narrow else title,
            orient="top",
            format="~%",
            labelExpr=PERCENT_LABEL,
            values=LEGEND,
            gradientLength=width - 10 if narrow else 300,
            gradientThickness=10,
            offset=8,
        ),
    )


def _strip(enrolled: Rows, days: Sequence[dt.date], width: int, narrow: bool) -> Chart:
    axis = alt.Axis(title=None, format="%", labelExpr=PERCENT_LABEL, values=[0, 0.5, 1])
    chart: Chart = (
        alt.Chart(alt.InlineData(values=enrolled))
        .mark_rect(color=GREY)
        .encode(
            x=time_axis(days, narrow),
            x2="to:T",
            y=alt.Y("share:Q", axis=axis, scale=alt.Scale(domain=[0, 1])),
            y2=alt.datum(0),
        )
        .properties(
            width=width,
            height=STRIP,
            title=alt.Title("Adults in the scheme", fontWeight="normal", fontSize=SMALL, offset=4),
        )
    )
    return chart


def _key(thresholds: Sequence[Threshold], median: float, width: int) -> Chart:
    """Below a narrow picture: what its lines are."""
    lines = [(each.below, each.text, DARK_ORANGE) for each in thresholds]
    lines.append((median, f"{number(median)}  half have less", INK))
    layers = [
        alt.Chart(alt.InlineData(values=[{"text": text}]))
        .mark_text(align="left", baseline="top", color=colour)
        .encode(x=alt.value(-34), y=alt.value(KEY * place), text=alt.Text("text:N"))
        for place, (_, text, colour) in enumerate(sorted(lines, reverse=True))
    ]
    return alt.layer(*layers).properties(width=width, height=KEY * len(lines))


def _rows(results: Results) -> tuple[Rows, Rows, Rows]:
    """Cells, lines of the thresholds, and adults in the scheme."""
    line, frame = results.timeline, results.frame
    assert line.counts.histogram is not None
    stamps = [timestamp(day) for day in line.days]
    spans = [
        {"from": first, "to": min(stamps[-1], after + OVERLAP * (after - first))}
        for first, after in itertools.pairwise(stamps)
    ]
    histogram = line.counts.histogram
    shares = histogram / np.maximum(histogram.sum(axis=1, keepdims=True), 1)
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
        for segment in _segments(spans, [each.below.on(first) for first in line.days[:-1]])
    ]
    enrolled = [
        {**span, "share": share}
        for span, share in zip(spans, standing.enrolled(line.counts).round(4).tolist(), strict=True)
    ]
    return cells, lines, enrolled


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


def picture(results: Results) -> Picture:
    """How the scores of adults in the scheme spread over the run."""
    reading = (
        "Each column is one period, each cell a small range of scores; the darker, the more of the adults "
        "who were then in the scheme had such a score. The scale of colours is logarithmic: a step is ten "
        "times more people. Orange lines are thresholds: whoever is below one falls under its consequence."
    )
    if not results.anybody:
        return Picture("scores", TITLE, reading, "Nobody was in the scheme, so nobody had a score.")
    line, policy = results.timeline, results.world.policy
    end = line.days[-1] - dt.timedelta(days=1)
    thresholds = [
        Threshold(each.title, float(below), float(standing.under(line.counts, name)[-1]))
        for name, each in policy.consequences.items()
        if (below := each.below.on(end)) is not None
    ]
    median = float(standing.quantile(line.counts, 0.5)[-1])
    low, high = (float(standing.quantile(line.counts, share)[-1]) for share in (0.1, 0.9))
    events = [event for event in events_of(results.world) if event.kind == "rollout"]
    cells, lines, enrolled = _rows(results)
    charts = [
        score_chart(
            cells, lines, thresholds, median, results.frame.bin_width, enrolled, events, line.days, narrow
        )
        for narrow in (False, True)
    ]
    under = float(standing.under_any(line.counts)[-1])
    finding = (
        f"Everybody starts at {number(float(policy.score.start.value))}. In the last {line.period} "
        f"half had less than {number(median)} points, the lowest tenth less than {number(low)}, the highest "
        f"tenth more than {number(high)}; {percent(under)} were under at least one consequence."
    )
    return Picture("scores", TITLE, f"{reading} {explained(events)}".strip(), finding, *charts)

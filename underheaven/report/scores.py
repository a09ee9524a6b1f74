"""The picture of scores over time: how many adults have which score, and the thresholds among them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

import altair as alt

from underheaven.measure import standing
from underheaven.report.distribution import FEWEST, Scores, Threshold, scores_of
from underheaven.report.ends import End, end_labels
from underheaven.report.events import Event, events_of, explained, marks, time_axis
from underheaven.report.labels import clip
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

TITLE = "Scores over time"
HEIGHT, STRIP, KEY = 340, 44, 16
LEGEND = [0.0001, 0.001, 0.01, 0.1]
MOST = 0.5
"""Share of adults at the dark end of the colours."""
LETTERS = 30
"""Of a consequence's title, at most."""


def score_chart(
    scores: Scores, events: Sequence[Event], days: Sequence[dt.date], narrow: bool = False
) -> Chart:
    """Shares of adults by day and score, with thresholds, and below it the share of adults in the scheme."""
    width = NARROW if narrow else WIDE
    ends_of_cells = [row[edge] for row in scores.cells for edge in ("low", "high")]
    reached = ends_of_cells + [row["below"] for row in scores.lines]
    # Whole multiples of a sixteenth of the scale: 50 of 800.
    unit = max(1, round(4 * scores.bin_width))
    lowest, highest = unit * math.floor(min(reached) / unit), unit * math.ceil(max(reached) / unit)
    x = time_axis(days, narrow, labels=False)
    y = alt.Y(
        "low:Q",
        axis=alt.Axis(title="Score, points", tickCount=8),
        scale=alt.Scale(domain=[lowest, highest], nice=False, zero=False),
    )
    heat = (
        alt.Chart(alt.InlineData(values=scores.cells))
        .mark_rect()
        .encode(x=x, x2="to:T", y=y, y2="high:Q", color=_colour(scores.bin_width, width, narrow))
    )
    rules = (
        alt.Chart(alt.InlineData(values=scores.lines))
        .mark_rule(color=ORANGE, strokeWidth=1.2)
        .encode(x=x, x2="to:T", y=alt.Y("below:Q"))
    )

    def height(score: float) -> float:
        return float(HEIGHT * (highest - score) / (highest - lowest))

    ends = [
        End(number(each.below) if narrow else _label(each), height(each.below), DARK_ORANGE)
        for each in scores.thresholds
    ]
    middle = number(scores.median)
    said = "nearly all are here" if scores.together else f"{middle}  half have less"
    ends.append(End(middle if narrow else said, height(scores.median), INK, bold=True))
    layers = [heat, rules, *marks(events, days, width, HEIGHT), *end_labels(ends, width, HEIGHT)]
    main = alt.layer(*layers).properties(width=width, height=HEIGHT)
    parts: list[Chart] = [main, _strip(scores, days, width, narrow)]
    if narrow:
        parts.append(_key(scores, width))
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


def _strip(scores: Scores, days: Sequence[dt.date], width: int, narrow: bool) -> Chart:
    axis = alt.Axis(title=None, format="%", labelExpr=PERCENT_LABEL, values=[0, 0.5, 1])
    chart: Chart = (
        alt.Chart(alt.InlineData(values=scores.enrolled))
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
            title=alt.Title(
                f"Adults in the scheme, {scores.people:,} at the end",
                fontWeight="normal",
                fontSize=SMALL,
                offset=4,
            ),
        )
    )
    return chart


def _label(threshold: Threshold) -> str:
    """What stands beside a threshold's line."""
    title = clip(threshold.title, LETTERS)
    return f"{number(threshold.below)}  {title}: {percent(threshold.under)}"


def _key(scores: Scores, width: int) -> Chart:
    """Below a narrow picture: what its lines are."""
    lines = [(each.below, _label(each), DARK_ORANGE) for each in scores.thresholds]
    lines.append((scores.median, f"{number(scores.median)}  half have less", INK))
    layers = [
        alt.Chart(alt.InlineData(values=[{"text": text}]))
        .mark_text(align="left", baseline="top", color=colour)
        .encode(x=alt.value(-34), y=alt.value(KEY * place), text=alt.Text("text:N"))
        for place, (_, text, colour) in enumerate(sorted(lines, reverse=True))
    ]
    return alt.layer(*layers).properties(width=width, height=KEY * len(lines))


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
    events = [event for event in events_of(results.world) if event.kind == "rollout"]
    scores = scores_of(results)
    low, high = scores.tenths
    charts = [score_chart(scores, events, line.days, narrow) for narrow in (False, True)]
    under = float(standing.under_any(line.counts)[-1])
    spread = (
        f"eight in ten had the same score or one within {number(scores.bin_width)} points"
        if scores.together
        else f"half had less than {number(scores.median)} points, the lowest tenth less than {number(low)}, "
        f"the highest tenth more than {number(high)}"
    )
    punished = f"; {percent(under)} were under at least one consequence" if policy.consequences else ""
    start = number(float(policy.score.start.value))
    finding = f"Everybody starts at {start}. In the last {line.period} {spread}{punished}."
    return Picture("scores", TITLE, f"{reading} {explained(events)}".strip(), finding, *charts)

"""The picture of scores over time: how many adults have which score, and the thresholds among them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import replace

from underheaven.measure.named import value_of
from underheaven.report.distribution import Scores, Threshold, scores_of
from underheaven.report.ends import End, end_labels
from underheaven.report.events import Event, events_of, explained, lift_of, marked
from underheaven.report.few import FEWEST as PEOPLE
from underheaven.report.labels import clip
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.scales import quantity, times
from underheaven.report.theme import DARK_ORANGE, DENSITY, GREY, INK, NARROW, ORANGE, PAPER, SMALL, WIDE
from underheaven.report.vega import (
    NO_AXIS,
    Axis,
    Spec,
    below,
    datum,
    field,
    heading,
    marks,
    pixel,
    stepped,
    view,
    words,
)
from underheaven.report.words import SPACE, number, percent

NAME, PLACE, ROOM = "scores", 10, "engine"

TITLE = "Scores over time"
HEIGHT, STRIP, KEY, EXTENT = 340, 44, 16, 46
EDGES = (0.0003, 0.002, 0.01, 0.05, 0.2)
"""Shares of adults at which the colour changes."""
STAIR = 58
"""Width of a step of the key at most, in pixels."""
LETTERS = 30
"""Of a consequence's title, at most."""


def score_chart(
    scores: Scores, events: Sequence[Event], days: Sequence[dt.date], narrow: bool = False
) -> Spec:
    """Shares of adults by day and score, with thresholds, and below it the share of adults in the scheme."""
    width = NARROW if narrow else WIDE
    ends_of_cells = [row[edge] for row in scores.cells for edge in ("low", "high")]
    reached = ends_of_cells + [row["below"] for row in scores.lines]
    # Whole multiples of a sixteenth of the scale: 50 of 800.
    unit = max(1, round(4 * scores.bin_width))
    lowest, highest = unit * math.floor(min(reached) / unit), unit * math.ceil(max(reached) / unit)
    y = quantity(lowest, highest, "score, points", 8, lift=lift_of(events, days, width))
    y = replace(y, extent=EXTENT)
    cells = {"x": field("from"), "x2": field("to"), "y": field("low"), "y2": field("high")}
    layers = [marks(scores.cells, "rect", {**cells, "color": stepped("share", EDGES, DENSITY)})]
    if scores.lines:
        where = {"x": field("from"), "x2": field("to"), "y": field("below"), "y2": field("below")}
        layers.append(marks(scores.lines, "rule", where, color=ORANGE, strokeWidth=1.2))

    def height(score: float) -> float:
        return float(HEIGHT * (highest - score) / (highest - lowest))

    ends = [
        End(number(each.below) if narrow else _label(each), height(each.below), DARK_ORANGE)
        for each in scores.thresholds
    ]
    middle = number(scores.median)
    said = "nearly all are here" if scores.together else f"{middle}  half have less"
    ends.append(End(middle if narrow else said, height(scores.median), INK, bold=True))
    layers += [*marked(events, days, width, HEIGHT), *end_labels(ends, width, HEIGHT)]
    main = view(layers, width, HEIGHT, times(days, width, hidden=True), y)
    parts = [_colours(scores.bin_width, width), main, _strip(scores, days, width)]
    if narrow:
        parts.append(_key(scores, width))
    return below(parts, 22)


def _colours(bin_width: float, width: float) -> Spec:
    """What the colours are, with the shares at their edges."""
    stairs = [{"from": step, "to": step + 1, "step": step + 0.5} for step in range(len(DENSITY))]
    where = {
        "x": field("from"), "x2": field("to"), "y": pixel(0), "y2": pixel(10),
        "color": stepped("step", list(range(1, len(DENSITY))), DENSITY),
    }  # fmt: skip
    labels = [f"{100 * edge:g}{SPACE}%" for edge in EDGES]
    title = f"of adults in the scheme, within {number(bin_width)} points"
    axis = Axis((0, len(DENSITY)), title, range(1, len(DENSITY)), labels, grid=False)
    layers = [marks(stairs, "rect", where, stroke=PAPER, strokeWidth=1)]
    return view(layers, min(width, STAIR * len(DENSITY)), 10, axis, NO_AXIS)


def _strip(scores: Scores, days: Sequence[dt.date], width: float) -> Spec:
    y = replace(quantity(0, 1, "of adults", 2, percents=True), extent=EXTENT)
    where = {"x": field("from"), "x2": field("to"), "y": field("share"), "y2": datum(0)}
    title = heading(
        f"Adults in the scheme, {scores.people:,} at the end", (), EXTENT, SMALL, bold=False, offset=4
    )
    layers = [marks(scores.enrolled, "rect", where, color=GREY)]
    return view(layers, width, STRIP, times(days, width), y, title)


def _label(threshold: Threshold) -> str:
    """What stands beside a threshold's line."""
    title = clip(threshold.title, LETTERS)
    return f"{number(threshold.below)}  {title}: {percent(threshold.under)}"


def _key(scores: Scores, width: float) -> Spec:
    """Below a narrow picture: what its lines are."""
    lines = [(each.below, _label(each), DARK_ORANGE) for each in scores.thresholds]
    lines.append((scores.median, f"{number(scores.median)}  half have less", INK))
    layers = [
        layer
        for place, (_, text, colour) in enumerate(sorted(lines, reverse=True))
        for layer in words(text, pixel(0), pixel(KEY * place), baseline="top", color=colour)
    ]
    return view(layers, width, KEY * len(lines), NO_AXIS, NO_AXIS)


def picture(results: Results) -> Picture:
    """How the scores of adults in the scheme spread over the run."""
    reading = (
        "Each column is one period, each cell a small range of scores; the stronger its colour, the more of "
        "the adults who were then in the scheme had such a score, in the steps that the key shows. Orange "
        "lines are thresholds: whoever is below one falls under its consequence."
    )
    if not results.anybody:
        return Picture("scores", TITLE, reading, "Nobody was in the scheme, so nobody had a score.")
    line, policy = results.timeline, results.world.policy
    events = [event for event in events_of(results.world) if event.kind == "rollout"]
    scores = scores_of(results)
    low, high = scores.tenths
    if scores.out:
        reading += f" Columns of fewer than {PEOPLE} people in the scheme are left out ({scores.out})."
    charts = [score_chart(scores, events, line.days, narrow) for narrow in (False, True)]
    under = float(value_of("under", line.counts)[-1])
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

"""A picture of several lines over time, each with its last value and its name at its end."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from underheaven.measure.counts import Floats
from underheaven.report.ends import End, end_labels
from underheaven.report.events import Event, marks, time_axis, timestamp
from underheaven.report.render import Chart
from underheaven.report.theme import NARROW, PERCENT_LABEL, WIDE
from underheaven.report.words import number, percent

HEIGHT = 250
LABEL = 4
"""What a label of 100 % takes of a narrow picture more than others."""
ROOM = 1.08
"""How much higher than the highest value the plot is."""


@dataclass(frozen=True)
class Line:
    """A line: a value for each period, None where there is none. One without a name has no label."""

    name: str
    values: Sequence[float | None]
    colour: str
    width: float = 1.8
    dashed: bool = False
    bold: bool = False


def values_of(found: Floats) -> list[float | None]:
    """Values of a measure over time for a picture, with what is undefined as None."""
    return [None if value != value else round(value, 6) for value in found.tolist()]


def lines_chart(
    lines: Sequence[Line],
    title: str,
    days: Sequence[dt.date],
    events: Sequence[Event] = (),
    narrow: bool = False,
    percents: bool = True,
    height: int = HEIGHT,
) -> Chart:
    """Lines over the periods that `days` cut (one day more than periods); shares if `percents`.

    A narrow picture has its names below it.
    """
    width = NARROW - LABEL if narrow else WIDE
    highest = max([*(value for line in lines for value in line.values if value is not None), 0.001]) * ROOM
    form = "~%" if percents else ",~r"
    y = alt.Y(
        "share:Q",
        axis=alt.Axis(title=title, tickCount=5, format=form, labelExpr=PERCENT_LABEL),
        scale=alt.Scale(domain=[0, highest], nice=False),
    )
    middles = [(timestamp(first) + timestamp(after)) // 2 for first, after in itertools.pairwise(days)]
    layers, ends = [], []
    for line in lines:
        rows = [{"from": middle, "share": value} for middle, value in zip(middles, line.values, strict=True)]
        layers.append(
            alt.Chart(alt.InlineData(values=rows))
            .mark_line(
                color=line.colour,
                strokeWidth=line.width,
                interpolate="monotone",
                strokeDash=[5, 4] if line.dashed else [1, 0],
            )
            .encode(x=time_axis(days, narrow), y=y)
        )
        last = next((value for value in reversed(line.values) if value is not None), None)
        if last is not None and line.name:
            written = percent(last) if percents else number(last)
            text = written if narrow else f"{written}  {line.name}"
            ends.append(End(text, height * (1 - last / highest), line.colour, line.bold))
    layers = [*layers, *marks(events, days, width, height), *end_labels(ends, width, height)]
    main = alt.layer(*layers).properties(width=width, height=height)
    return alt.vconcat(main, _key(lines, width), spacing=28, bounds="flush") if narrow else main


def _key(lines: Sequence[Line], width: int) -> Chart:
    """Below a narrow picture: what its lines are."""
    named = [line for line in lines if line.name]
    layers = []
    for place, line in enumerate(named):
        base = alt.Chart(alt.InlineData(values=[{"text": line.name}]))
        y = alt.value(16 * place + 6)
        dash = [5, 4] if line.dashed else [1, 0]
        layers += [
            base.mark_rule(color=line.colour, strokeWidth=3, strokeDash=dash).encode(
                x=alt.value(-34), x2=alt.value(-16), y=y
            ),
            base.mark_text(align="left", color=line.colour).encode(x=alt.value(-10), y=y, text="text:N"),
        ]
    return alt.layer(*layers).properties(width=width, height=16 * len(named))

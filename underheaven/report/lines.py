"""A picture of several lines over time, each with its last value and its name at its end."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from underheaven.measure.counts import Floats
from underheaven.report.ends import End, end_labels
from underheaven.report.events import Event, lift_of, marked
from underheaven.report.few import pieces
from underheaven.report.keys import DASHES, Entry, key
from underheaven.report.scales import quantity, times, timestamp
from underheaven.report.theme import NARROW, WIDE
from underheaven.report.vega import Rows, Spec, below, field, marks, view
from underheaven.report.words import number, percent

HEIGHT, EXTENT = 250, 46
LABEL = 10
"""What a label of 100 % takes of a narrow picture more than others."""
ROOM = 1.08
"""How much higher than the highest value the plot is."""


@dataclass(frozen=True)
class Line:
    """A line: `values` float64[T], NaN where there is none. One without a name has no label.

    `dash` is `dashed` or `dotted`; dotted lines rest on few people.
    """

    name: str
    values: Floats
    colour: str
    width: float = 1.8
    dash: str = ""
    bold: bool = False


def pieces_of(days: Sequence[dt.date], values: Floats, name: str = "share") -> Rows:
    """Rows of a line over the periods that `days` cut: `from`, the value, and its unbroken `piece`."""
    middles = [(timestamp(first) + timestamp(after)) // 2 for first, after in itertools.pairwise(days)]
    return [
        {"from": middle, name: round(value, 6), "piece": piece}
        for middle, value, piece in zip(middles, values.tolist(), pieces(values).tolist(), strict=True)
        if value == value
    ]


def last_of(values: Floats) -> float | None:
    """The last value that is defined."""
    return next((value for value in reversed(values.tolist()) if value == value), None)


def lines_chart(
    lines: Sequence[Line],
    title: str,
    days: Sequence[dt.date],
    events: Sequence[Event] = (),
    narrow: bool = False,
    percents: bool = True,
    height: int = HEIGHT,
) -> Spec:
    """Lines over the periods that `days` cut (one day more than periods); shares if `percents`.

    A narrow picture has its names below it.
    """
    width = NARROW - LABEL if narrow else WIDE
    highest = max(
        [*(float(np.nanmax(line.values)) for line in lines if last_of(line.values) is not None), 0.001]
    )
    top = highest * ROOM
    y = quantity(0, top, title, percents=percents, lift=lift_of(events, days, width))
    # At least so wide, so that pictures below each other have one left edge.
    y = replace(y, extent=max(EXTENT, y.extent))
    layers: list[Spec] = []
    ends = []
    for line in lines:
        style = {"strokeDash": DASHES[line.dash]} if line.dash else {}
        where = {"x": field("from"), "y": field("share"), "detail": {"field": "piece", "type": "nominal"}}
        rows = pieces_of(days, line.values)
        layers.append(marks(rows, "line", where, color=line.colour, strokeWidth=line.width, **style))
        last = last_of(line.values)
        if last is not None and line.name:
            written = percent(last) if percents else number(last)
            text = written if narrow else f"{written}  {line.name}"
            ends.append(End(text, height * (1 - last / top), line.colour, line.bold))
    layers += [*marked(events, days, width, height), *end_labels(ends, width, height)]
    main = view(layers, width, height, times(days, width), y)
    if not narrow:
        return main
    entries = [Entry(line.name, line.colour, dash=line.dash) for line in lines if line.name]
    return below([main, key(entries, width, y.extent)], 14)

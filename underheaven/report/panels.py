"""Small pictures over time side by side, each with its own scale: areas and lines with one key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from underheaven.measure.counts import Floats
from underheaven.report.keys import DASHES, Entry, key
from underheaven.report.labels import wrap
from underheaven.report.lines import last_of, pieces_of
from underheaven.report.scales import quantity, times, timestamp
from underheaven.report.theme import INK, SMALL, TEXT
from underheaven.report.vega import Rows, Spec, below, beside, datum, field, heading, marks, pixel, view

HEIGHT, NARROW_HEIGHT, AXIS = 110, 90, 56
WIDTHS = {False: (560, 340, 220), True: (250, 110)}
"""Width of a panel beside so many others less one, on wide and on narrow pages."""
PIECE = {"field": "piece", "type": "nominal"}


@dataclass(frozen=True)
class Kind:
    """What is drawn of a field of a panel: a line, and below it an area where there is a `fill`."""

    field: str
    name: str
    line: str
    fill: str | None = None
    dash: str = ""


@dataclass(frozen=True)
class Panel:
    """One small picture: `fields` float64[T] over time, NaN where undefined; `said` is written above it.

    `axis` says what the values are, shares are written as percentages. `thin` lines are dotted: they rest on
    few people.
    """

    title: str
    said: Sequence[str]
    fields: Mapping[str, Floats]
    axis: str
    percents: bool = True
    thin: bool = False


def panels_chart(
    panels: Sequence[Panel],
    kinds: Sequence[Kind],
    rollouts: Sequence[dt.date],
    days: Sequence[dt.date],
    narrow: bool = False,
) -> Spec:
    """The panels in rows, below a key if several kinds are drawn; `rollouts` are marked by dashed lines."""
    across = 2 if narrow else 3
    width = WIDTHS[narrow][min(len(panels), across) - 1]
    parts: list[Spec] = [_key(kinds, min(len(panels), across) * (width + AXIS))] if len(kinds) > 1 else []
    for first in range(0, len(panels), across):
        row = panels[first : first + across]
        titles = [wrap(panel.title, 20 if narrow else width // 8) for panel in row]
        said = [list(panel.said) if narrow else [", ".join(panel.said)] for panel in row]
        most, longest = max(map(len, titles)), max(map(len, said))
        parts.append(
            beside(
                [
                    _panel(
                        panel,
                        heading(
                            [""] * (most - len(title)) + title,
                            below_it + [" "] * (longest - len(below_it)),
                            AXIS,
                            SMALL if narrow else TEXT,
                        ),
                        kinds, rollouts, days, width, narrow,
                    )
                    for panel, title, below_it in zip(row, titles, said, strict=True)
                ],
                8 if narrow else 20,
            )
        )  # fmt: skip
    return below(parts, 20)


def _panel(
    panel: Panel,
    title: Spec,
    kinds: Sequence[Kind],
    rollouts: Sequence[dt.date],
    days: Sequence[dt.date],
    width: float,
    narrow: bool,
) -> Spec:
    height = NARROW_HEIGHT if narrow else HEIGHT
    drawn = [
        kind for kind in kinds if kind.field in panel.fields and last_of(panel.fields[kind.field]) is not None
    ]
    found = [float(value) for kind in drawn for value in panel.fields[kind.field] if value == value]
    top = max(found, default=0) * 1.12 or 0.001
    # Of one width, so that the panels stand below each other.
    y = replace(quantity(0, top, panel.axis, 3, panel.percents), extent=AXIS)
    layers: list[Spec] = []
    for kind in drawn:
        rows = pieces_of(days, panel.fields[kind.field], kind.field)
        layers += _layers(kind, rows, panel.thin)
    layers += [
        marks(
            [{}], "rule",
            {"x": datum(timestamp(day)), "y": pixel(0), "x2": datum(timestamp(day)), "y2": pixel(height)},
            color=INK, strokeDash=[2, 2], strokeWidth=1,
        )
        for day in rollouts
    ]  # fmt: skip
    return view(layers, width, height, times(days, width), y, title)


def _layers(kind: Kind, rows: Rows, thin: bool) -> list[Spec]:
    where = {"x": field("from"), "y": field(kind.field), "detail": PIECE}
    dash = DASHES["dotted"] if thin else DASHES.get(kind.dash)
    style = {"strokeDash": dash} if dash else {}
    line = marks(rows, "line", where, color=kind.line, strokeWidth=1.4 if kind.fill else 1.8, **style)
    if kind.fill is None or thin:
        return [line]
    return [marks(rows, "area", {**where, "y2": datum(0)}, color=kind.fill), line]


def _key(kinds: Sequence[Kind], width: float) -> Spec:
    """What the colours are."""
    return key(
        [
            Entry(kind.name, kind.fill or kind.line, "area" if kind.fill else "line", kind.line, kind.dash)
            for kind in kinds
        ],
        width,
        AXIS,
    )

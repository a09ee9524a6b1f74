"""Small pictures over time side by side, each with its own scale: areas and lines with one key."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from underheaven.measure.counts import Floats
from underheaven.report.events import time_axis, timestamp
from underheaven.report.labels import text_width, wrap
from underheaven.report.render import Chart
from underheaven.report.theme import INK, PERCENT_LABEL, SMALL, TEXT

HEIGHT, NARROW_HEIGHT, AXIS = 110, 90, 54
WIDTHS = {False: (560, 340, 220), True: (250, 110)}
"""Width of a panel beside so many others less one, on wide and on narrow pages."""
KEY = 24
"""Space between two entries of the key."""


@dataclass(frozen=True)
class Kind:
    """What is drawn of a field of the rows: a line, and below it an area where there is a `fill`."""

    field: str
    name: str
    line: str
    fill: str | None = None


@dataclass(frozen=True)
class Panel:
    """One small picture. `rows` have `from` (ms) and some of the fields; `said` is written above it."""

    title: str
    said: Sequence[str]
    rows: list[dict[str, Any]]
    percents: bool = True


def rows_of(days: Sequence[dt.date], fields: Mapping[str, Floats]) -> list[dict[str, Any]]:
    """Rows of a panel: the fields in each period that `days` cut, without those that are undefined."""
    middles = [(timestamp(first) + timestamp(after)) // 2 for first, after in itertools.pairwise(days)]
    rows = []
    for place, middle in enumerate(middles):
        values = {name: float(found[place]) for name, found in fields.items()}
        kept = {name: round(value, 7) for name, value in values.items() if value == value}
        if kept:
            rows.append({"from": middle, **kept})
    return rows


def last_of(found: Floats) -> float | None:
    """The last value that is defined."""
    return next((value for value in reversed(found.tolist()) if value == value), None)


def panels_chart(
    panels: Sequence[Panel],
    kinds: Sequence[Kind],
    rollouts: Sequence[dt.date],
    days: Sequence[dt.date],
    narrow: bool = False,
) -> Chart:
    """The panels in rows, below a key if several kinds are drawn; `rollouts` are marked by dashed lines."""
    across = 2 if narrow else 3
    width = WIDTHS[narrow][min(len(panels), across) - 1]
    parts: list[Chart] = [_key(kinds, narrow)] if len(kinds) > 1 else []
    for first in range(0, len(panels), across):
        row = panels[first : first + across]
        titles = [wrap(panel.title, 20 if narrow else width // 8) for panel in row]
        most = max(map(len, titles))
        parts.append(
            alt.hconcat(
                *(
                    _panel(panel, [""] * (most - len(title)) + title, kinds, rollouts, days, width, narrow)
                    for panel, title in zip(row, titles, strict=True)
                ),
                spacing=8 if narrow else 20,
            )
        )
    return alt.vconcat(*parts, spacing=20)


def _panel(
    panel: Panel,
    title: list[str],
    kinds: Sequence[Kind],
    rollouts: Sequence[dt.date],
    days: Sequence[dt.date],
    width: int,
    narrow: bool,
) -> Chart:
    x = time_axis(days, narrow=True)
    drawn = [kind for kind in kinds if any(kind.field in row for row in panel.rows)]
    found = [row[kind.field] for row in panel.rows for kind in drawn if kind.field in row]
    highest = max(found, default=0) * 1.12 or 0.001
    form = "~%" if panel.percents else ",~r"
    # Of one width, so that the panels stand below each other.
    axis = alt.Axis(
        title=None, tickCount=3, minExtent=AXIS, maxExtent=AXIS, format=form, labelExpr=PERCENT_LABEL
    )
    scale = alt.Scale(domain=[0, highest], nice=False)
    base = alt.Chart(alt.InlineData(values=panel.rows))
    height = NARROW_HEIGHT if narrow else HEIGHT

    def layer(kind: Kind) -> Chart:
        y = alt.Y(f"{kind.field}:Q", axis=axis, scale=scale)
        if kind.fill is None:
            line: Chart = base.mark_line(color=kind.line, strokeWidth=1.8).encode(x=x, y=y)
            return line
        area: Chart = base.mark_area(
            color=kind.fill, opacity=1, line={"color": kind.line, "strokeWidth": 1.4}
        ).encode(x=x, y=y)
        return area

    marked = alt.Chart(alt.InlineData(values=[{"from": timestamp(day)} for day in rollouts]))
    return alt.layer(
        *(layer(kind) for kind in drawn),
        marked.mark_rule(color=INK, strokeDash=[2, 2], opacity=0.6).encode(
            x=x, y=alt.value(0), y2=alt.value(height)
        ),
    ).properties(
        width=width,
        height=height,
        title=alt.Title(
            title,
            subtitle=list(panel.said) if narrow else ", ".join(panel.said),
            fontSize=SMALL if narrow else TEXT,
            offset=8,
            anchor="start",
            frame="bounds",
        ),
    )


def _key(kinds: Sequence[Kind], narrow: bool) -> Chart:
    """What the colours are."""
    layers = []
    right = 0.0
    for place, kind in enumerate(kinds):
        left, top = (0.0, 18 * place) if narrow else (right, 0)
        right = left + 20 + text_width(kind.name, SMALL) + KEY
        base = alt.Chart(alt.InlineData(values=[{"text": kind.name}]))
        layers += [
            base.mark_rect(color=kind.fill or kind.line, stroke=kind.line).encode(
                x=alt.value(left),
                x2=alt.value(left + 14),
                y=alt.value(top if kind.fill else top + 4),
                y2=alt.value(top + 11 if kind.fill else top + 7),
            ),
            base.mark_text(align="left", baseline="middle").encode(
                x=alt.value(left + 20), y=alt.value(top + 6), text="text:N"
            ),
        ]
    return alt.layer(*layers).properties(width=right - KEY, height=18 * len(kinds) - 6 if narrow else 12)

"""Panels of dots with intervals: values of the same categories under several heads."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from underheaven.measure.results import Value
from underheaven.report.labels import wrap
from underheaven.report.render import Chart
from underheaven.report.theme import BLUE, GREEN, GREY, INK, ORANGE, PERCENT_LABEL, PURPLE, SMALL, TEXT
from underheaven.report.words import plain

ROW = 15
COLOURS = {"all": INK, "group": BLUE, "place": PURPLE, "quintile": ORANGE, "wave": GREEN}
QUINTILES = {"q1": "poorest fifth", "q2": "second", "q3": "third", "q4": "fourth", "q5": "richest fifth"}
NARROW_QUINTILES = {**QUINTILES, "q1": "poorest", "q5": "richest"}


@dataclass(frozen=True)
class Panel:
    """Values under one head. `rows` have `name`, `dimension`, and `value`, `low`, `high`, None where missing.

    The first row is everyone's; a row of an empty `dimension` and no name keeps two dimensions apart.
    `axis` says what the values are; shares are written as percentages.
    """

    title: str
    axis: str
    rows: list[dict[str, Any]]
    percents: bool = False


def row(name: str, dimension: str, value: Value) -> dict[str, Any]:
    """A row of a panel."""
    return {
        "name": name,
        "dimension": dimension,
        "value": value.value,
        "low": value.low,
        "high": value.high,
    }


def rows_of(everyone: Value, by: Mapping[str, Mapping[str, Value]], narrow: bool) -> list[dict[str, Any]]:
    """Rows of everyone and, apart, of the categories of some dimensions."""
    rows = [row("everyone", "all", everyone)]
    quintiles = NARROW_QUINTILES if narrow else QUINTILES
    for dimension, values in by.items():
        rows.append({"name": "", "dimension": "", "value": None, "low": None, "high": None})
        rows += [
            row(quintiles.get(category, plain(category)), dimension, value)
            for category, value in values.items()
        ]
    return rows


def dots_chart(panels: Sequence[Panel], narrow: bool = False) -> Chart:
    """A panel for each head, all with the same rows, each with its own scale from 0."""
    across = 2 if narrow else 3
    rows = []
    for first in range(0, len(panels), across):
        some = panels[first : first + across]
        titles = [wrap(panel.title, 15 if narrow else 30) for panel in some]
        most = max(map(len, titles))
        rows.append(
            alt.hconcat(
                *(
                    _panel(panel, [""] * (most - len(title)) + title, number == 0, narrow)
                    for number, (panel, title) in enumerate(zip(some, titles, strict=True))
                ),
                spacing=16 if narrow else 24,
                bounds="flush",
            )
        )
    return alt.vconcat(*rows, spacing=18)


def _panel(panel: Panel, title: list[str], first: bool, narrow: bool) -> Chart:
    rows = [{**each, "row": number} for number, each in enumerate(panel.rows)]
    names = json.dumps([each["name"] for each in rows])
    everyone = rows[0]["value"]
    axis = alt.Axis(
        title=None,
        labelExpr=f"{names}[datum.value]",
        labelPadding=8,
        ticks=False,
        domain=False,
        labels=first,
        grid=False,
    )
    y = alt.Y("row:O", axis=axis, scale=alt.Scale(domain=list(range(len(rows)))))
    form = "~%" if panel.percents else ",~r"
    x = alt.X(
        "value:Q",
        scale=alt.Scale(zero=True, nice=True),
        axis=alt.Axis(
            title=None if narrow else panel.axis,
            tickCount=3,
            labelSeparation=8,
            format=form,
            labelExpr=PERCENT_LABEL,
        ),
    )
    colour = alt.Color(
        "dimension:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())), legend=None
    )
    base = alt.Chart(alt.InlineData(values=rows))
    shown = base.transform_filter("isValid(datum.value)")
    layers = [
        base.transform_filter(f"datum.row == 0 && {json.dumps(everyone is not None)}")
        .mark_rule(color=GREY, strokeDash=[3, 3])
        .encode(x=x),
        shown.transform_filter("isValid(datum.low)")
        .mark_rule(strokeWidth=1.5, opacity=0.55)
        .encode(x=alt.X("low:Q"), x2="high:Q", y=y, color=colour),
        shown.mark_point(filled=True, size=55, opacity=1).encode(x=x, y=y, color=colour),
    ]
    return alt.layer(*layers).properties(
        width=112 if narrow else 232,
        height=ROW * len(rows),
        title=alt.Title(title, fontSize=SMALL if narrow else TEXT, offset=8, anchor="start", frame="group"),
    )

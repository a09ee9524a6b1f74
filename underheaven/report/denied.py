"""The picture of what is denied to whom: denials of each kind by group, place and income."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from underheaven.measure.results import Measure
from underheaven.report.labels import wrap
from underheaven.report.picture import Picture
from underheaven.report.render import Chart
from underheaven.report.results import Results
from underheaven.report.theme import BLUE, GREY, INK, ORANGE, PURPLE, SMALL, TEXT
from underheaven.report.words import capital, listed, number, plain, small

TITLE = "What is denied to whom"
PANELS = 6
"""Panels drawn at most; further kinds are in the table."""
ROW = 15
DIMENSIONS = {"group": BLUE, "place": PURPLE, "quintile": ORANGE}
QUINTILES = {"q1": "poorest fifth", "q2": "second", "q3": "third", "q4": "fourth", "q5": "richest fifth"}
NARROW_QUINTILES = {**QUINTILES, "q1": "poorest", "q5": "richest"}


@dataclass(frozen=True)
class Panel:
    """One kind of denial. `rows` have `name`, `dimension`, and `value`, `low`, `high` (None where missing).

    The first row is everyone's; a row of an empty `dimension` and no name keeps two dimensions apart.
    """

    title: str
    rows: list[dict[str, Any]]


def denied_chart(panels: Sequence[Panel], narrow: bool = False) -> Chart:
    """A panel for each kind of denial, all with the same rows, each with its own scale from 0."""
    across = 2 if narrow else 3
    rows = []
    for first in range(0, len(panels), across):
        row = panels[first : first + across]
        titles = [wrap(panel.title, 15 if narrow else 30) for panel in row]
        most = max(map(len, titles))
        rows.append(
            alt.hconcat(
                *(
                    _panel(panel, [""] * (most - len(title)) + title, number == 0, narrow)
                    for number, (panel, title) in enumerate(zip(row, titles, strict=True))
                ),
                spacing=16 if narrow else 24,
                bounds="flush",
            )
        )
    return alt.vconcat(*rows, spacing=18)


def _panel(panel: Panel, title: list[str], first: bool, narrow: bool) -> Chart:
    rows = [{**row, "row": number} for number, row in enumerate(panel.rows)]
    names = json.dumps([row["name"] for row in rows])
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
    x = alt.X(
        "value:Q",
        scale=alt.Scale(zero=True, nice=True),
        axis=alt.Axis(
            title=None if narrow else "a year, per 1,000 adults", tickCount=3, format="~r", labelSeparation=8
        ),
    )
    colour = alt.Color(
        "dimension:N",
        scale=alt.Scale(domain=["all", *DIMENSIONS], range=[INK, *DIMENSIONS.values()]),
        legend=None,
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


def _rows(measure: Measure, narrow: bool) -> list[dict[str, Any]]:
    def row(name: str, dimension: str, value: Any) -> dict[str, Any]:
        return {
            "name": name,
            "dimension": dimension,
            "value": value.value,
            "low": value.low,
            "high": value.high,
        }

    rows = [row("everyone", "all", measure.all)]
    quintiles = NARROW_QUINTILES if narrow else QUINTILES
    for dimension in DIMENSIONS:
        rows.append({"name": "", "dimension": "", "value": None, "low": None, "high": None})
        rows += [
            row(quintiles.get(category, plain(category)), dimension, value)
            for category, value in measure.by(dimension).items()
        ]
    return rows


def _measures(results: Results) -> list[Measure]:
    """What to draw: everything denied, each kind from the commonest, and what confinement prevented."""
    last = results.last
    kinds = [measure for name, measure in last.items() if name.startswith("denied.") and measure.all.value]
    kinds.sort(key=lambda measure: -(measure.all.value or 0))
    found = [last.denied] if len(kinds) != 1 else []
    prevented = [last.prevented] if last.prevented.all.value else []
    return [*found, *kinds[: PANELS - len(found) - len(prevented)], *prevented]


def _title(measure: Measure) -> str:
    return {"denied": "Everything denied", "prevented": "Prevented by confinement"}.get(
        measure.name, measure.title.partition(": ")[2]
    )


def picture(results: Results) -> Picture:
    """What people were denied because of their standing in the last year, by group, place and income."""
    reading = (
        f"Denials in {results.last_year}, a year and per 1,000 adults in the scheme, of every kind that a "
        "consequence denies. Each panel has its own scale from 0. A dot is the value of the people named on "
        "the left, its bar the 95 % interval where there is one; the dashed line is everyone's value."
    )
    denied = results.last.denied.all.value
    measures = _measures(results)
    if not denied and len(measures) < 2:
        return Picture("denied", TITLE, reading, "Nothing was denied to anybody.")
    charts = [
        denied_chart([Panel(_title(measure), _rows(measure, narrow)) for measure in measures], narrow)
        for narrow in (False, True)
    ]
    kinds = [measure for measure in measures if measure.name.startswith("denied.")]
    commonest = listed(
        [f"{small(_title(measure))} ({number(measure.all.value or 0)})" for measure in kinds[:3]]
    )
    finding = f"Standing denied {number(denied or 0)} acts a year per 1,000 adults, most often {commonest}. "
    return Picture("denied", TITLE, reading, finding + capital(_contrast(results)), *charts)


def _contrast(results: Results) -> str:
    """The largest difference between two categories, with a value each that is defined."""
    found = []
    for dimension in DIMENSIONS:
        values = {
            category: value.value
            for category, value in results.last.denied.by(dimension).items()
            if value.value
        }
        if len(values) > 1:
            most, least = max(values, key=values.__getitem__), min(values, key=values.__getitem__)
            found.append((values[most] / values[least], values[most], most, values[least], least))
    if not found:
        return ""
    _, high, most, low, least = max(found)
    names = QUINTILES | {"rural": "the country", "urban": "towns"}
    return (
        f"the widest gap is between {names.get(most, plain(most))} ({number(high)}) "
        f"and {names.get(least, plain(least))} ({number(low)})."
    )

"""The picture of what each source writes down, and how much of it is about the wrong person."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from underheaven.measure.results import Value
from underheaven.report.picture import Picture
from underheaven.report.render import Chart
from underheaven.report.results import Results
from underheaven.report.theme import (
    BLUE,
    CATEGORIES,
    INK,
    ORANGE,
    PERCENT_LABEL,
    QUIET,
    SHAPES,
    SMALL,
)
from underheaven.report.words import capital, number, of_many, percent

TITLE = "True and wrong records"
ROW, NARROW_ROW, NARROW_WIDTH = 26, 38, 320
BELOW = 7
"""Pixels by which a narrow row's bar stands below its middle, with its name above."""
WRONG = "wrong person"


@dataclass(frozen=True)
class Source:
    """A source: true and wrong records a year per 1,000 adults in the scheme, and shares that are wrong.

    `everyone` and the values of `groups` are such shares, with intervals; None where nothing was recorded.
    """

    title: str
    true: float
    wrong: float
    everyone: Value
    groups: Mapping[str, Value]


def errors_chart(sources: Sequence[Source], narrow: bool = False) -> Chart:
    """Records of each source, true and wrong, and the share wrong, for everyone and by group."""
    parts = [_bars(sources, narrow), _shares(sources, narrow)]
    both = alt.vconcat(*parts, spacing=24) if narrow else alt.hconcat(*parts, spacing=36, bounds="flush")
    chart: Chart = both.resolve_scale(color="independent", shape="independent")
    return chart


def _rows_axis(sources: Sequence[Source], labels: bool) -> alt.Y:
    """Rows of sources, named on the left unless the names stand above the rows."""
    names = json.dumps([source.title for source in sources])
    axis = alt.Axis(
        title=None,
        labelExpr=f"{names}[datum.value]",
        labelPadding=8,
        labelLimit=260,
        ticks=False,
        domain=False,
        labels=labels,
    )
    return alt.Y("row:O", axis=axis, scale=alt.Scale(domain=list(range(len(sources)))))


def _names(sources: Sequence[Source], y: alt.Y) -> Chart:
    """The names of sources above their rows, in a narrow picture."""
    rows = [{"row": place, "text": source.title} for place, source in enumerate(sources)]
    chart: Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_text(align="left", dy=-BELOW - 1, fontSize=SMALL)
        .encode(x=alt.value(0), y=y, text="text:N")
    )
    return chart


def _bars(sources: Sequence[Source], narrow: bool) -> Chart:
    rows: list[dict[str, Any]] = []
    for place, source in enumerate(sources):
        rows.append({"row": place, "what": "true", "records": source.true, "order": 0})
        rows.append({"row": place, "what": WRONG, "records": source.wrong, "order": 1})
    totals = [
        {"row": place, "total": source.true + source.wrong, "text": number(source.true + source.wrong)}
        for place, source in enumerate(sources)
    ]
    y, down = _rows_axis(sources, not narrow), BELOW if narrow else 0
    highest = max(source.true + source.wrong for source in sources) * 1.25
    x = alt.X("records:Q", axis=None, scale=alt.Scale(domain=[0, highest], nice=False))
    colour = alt.Color(
        "what:N",
        scale=alt.Scale(domain=["true", WRONG], range=[BLUE, ORANGE]),
        legend=alt.Legend(title=None, orient="top", symbolType="square", offset=4),
    )
    bars = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(height=12, yOffset=down)
        .encode(x=x, y=y, color=colour, order="order:Q")
    )
    texts = (
        alt.Chart(alt.InlineData(values=totals))
        .mark_text(align="left", dx=5, dy=down)
        .encode(x=alt.X("total:Q"), y=y, text="text:N")
    )
    return alt.layer(bars, texts, *([_names(sources, y)] if narrow else [])).properties(
        width=NARROW_WIDTH if narrow else 310,
        height=(NARROW_ROW if narrow else ROW) * len(sources),
        title=_title("Records a year per 1,000 adults"),
    )


def _shares(sources: Sequence[Source], narrow: bool) -> Chart:
    groups = list(sources[0].groups)
    rows = [
        {"row": place, "who": who, "value": value.value, "low": value.low, "high": value.high}
        for place, source in enumerate(sources)
        for who, value in {"everyone": source.everyone, **source.groups}.items()
        if source.wrong and value.value is not None
    ]
    right = [{"row": place, "text": "all true"} for place, source in enumerate(sources) if not source.wrong]
    y, down = _rows_axis(sources, False), BELOW if narrow else 0
    x = alt.X(
        "value:Q",
        axis=alt.Axis(title=None, format="~%", labelExpr=PERCENT_LABEL, tickCount=4, labelSeparation=8),
        scale=alt.Scale(zero=True, nice=True),
    )
    everyone = alt.Chart(alt.InlineData(values=[row for row in rows if row["who"] == "everyone"]))
    of_groups = alt.Chart(alt.InlineData(values=[row for row in rows if row["who"] != "everyone"]))
    legend = alt.Legend(
        title=None,
        orient="top",
        offset=4,
        columns=2 if narrow else len(groups),
        labelExpr="'of ' + replace(datum.label, '_', ' ')",
    )
    colours = alt.Scale(domain=groups, range=list(CATEGORIES[1 : len(groups) + 1]))
    shapes = alt.Scale(domain=groups, range=list(SHAPES[: len(groups)]))
    layers = [
        everyone.transform_filter("isValid(datum.low)")
        .mark_rule(color=INK, strokeWidth=1.5, opacity=0.6, yOffset=down)
        .encode(x=alt.X("low:Q"), x2="high:Q", y=y),
        everyone.mark_tick(color=INK, thickness=3, size=15, yOffset=down).encode(x=x, y=y),
        of_groups.mark_point(filled=False, size=45, strokeWidth=1.8, opacity=1, yOffset=down).encode(
            x=x,
            y=y,
            color=alt.Color("who:N", scale=colours, legend=legend),
            shape=alt.Shape("who:N", scale=shapes, legend=legend),
        ),
        alt.Chart(alt.InlineData(values=right))
        .mark_text(align="left", dx=4, dy=down, color=QUIET)
        .encode(x=alt.datum(0), y=y, text="text:N"),
    ]
    return alt.layer(*layers, *([_names(sources, y)] if narrow else [])).properties(
        width=NARROW_WIDTH if narrow else 310,
        height=(NARROW_ROW if narrow else ROW) * len(sources),
        title=_title("Share about the wrong person (bar: everyone)"),
    )


def _title(text: str) -> alt.Title:
    return alt.Title(text, fontSize=SMALL + 0.5, anchor="start", frame="group", offset=6)


def _wrong(value: Value) -> Value:
    """The share that is wrong, from the share that is true."""
    if value.value is None:
        return value
    low = None if value.high is None else 1 - value.high
    high = None if value.low is None else 1 - value.low
    return Value(1 - value.value, low, high, value.reason)


def _sources(results: Results) -> list[Source]:
    counts, found = results.timeline.counts, []
    years = counts.enrolled_years.sum()
    for name, title in results.frame.sources.items():
        measure = results.measures[f"precision_of_source.{name}"]
        true, wrong = (
            float(1000 * counts[f"source.{name}.{what}"].sum() / years) for what in ("true", "wrong")
        )
        groups = {group: _wrong(value) for group, value in measure.by("group").items()}
        found.append(Source(title, true, wrong, _wrong(measure.all), groups))
    return sorted(found, key=lambda source: -(source.everyone.value or 0))


def picture(results: Results) -> Picture:
    """How much each source wrote down over the run, and how much of it about the wrong person."""
    reading = (
        "First: records that each source wrote a year, per 1,000 adults in the scheme, over the whole run; "
        "orange are those about a person who had not done it. Second: their share, for everyone (black bar, "
        "with the 95 % interval where there is one) and for the people of each group about whom it was "
        "written."
    )
    precision = results.measures.precision.all.value
    if precision is None:
        return Picture("errors", TITLE, reading, "Nothing was recorded about anybody.")
    sources = _sources(results)
    charts = [errors_chart(sources, narrow) for narrow in (False, True)]
    worst = sources[0]
    finding = f"{capital(of_many(1 - precision, 'records'))} were about the wrong person"
    if worst.everyone.value:
        finding += f"; most often those of “{worst.title}” ({percent(worst.everyone.value)})."
    return Picture("errors", TITLE, reading, finding.removesuffix(".") + ".", *charts)

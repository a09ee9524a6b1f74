"""The picture of the watch: what each source writes over time, and in which regions it finds more."""

from __future__ import annotations

import json
from typing import Any

import altair as alt

from underheaven.measure import watch
from underheaven.report.events import rollout_days
from underheaven.report.labels import wrap
from underheaven.report.panels import Kind, Panel, panels_chart, rows_of
from underheaven.report.picture import Picture
from underheaven.report.render import Chart
from underheaven.report.results import Results
from underheaven.report.theme import BLUE, GREY, PALE_BLUE, SMALL, TEXT
from underheaven.report.words import number

TITLE = "What each source writes, and where it looks"
KINDS = (Kind("records", "records", BLUE, PALE_BLUE),)
ROW, NARROW_ROW = 24, 36


def picture(results: Results) -> Picture | None:
    """Records of each source over time, and where it finds more; nothing without sources."""
    sources = results.frame.sources
    if not sources:
        return None
    reading = (
        "Above: records of each source, a year and per 1,000 adults in the scheme; the number is of "
        f"{results.last_period}. Below: a mark is a region, at the share of the source's records that are "
        "about people there, over their share of the acts that it could see. At 1 the source finds as many "
        "of the acts there as it does over the whole society; "
        "a source whose attention follows its own findings draws the regions apart."
    )
    line = results.timeline
    if results.measures.precision.all.value is None:
        return Picture("watch", TITLE, reading, "Nothing was recorded about anybody.")
    panels = []
    for name, title in sources.items():
        written = watch.records_of_source(line.counts, name)
        last = results.last[f"records_of_source.{name}"].all.value
        said = f"{f'{number(last)} per 1,000' if last else 'nothing'} {results.when}"
        panels.append(Panel(title, (said,), rows_of(line.days, {"records": written}), percents=False))
    days = rollout_days(results.world)
    charts = []
    for narrow in (False, True):
        over_time = panels_chart(panels, KINDS, days, line.days, narrow)
        regions = _regions(results, narrow)
        charts.append(
            over_time
            if regions is None
            else alt.concat(over_time, regions, columns=1, align="none", spacing=30)
        )
    return Picture("watch", TITLE, reading, _finding(results), *charts)


def _values(results: Results) -> dict[str, dict[str, float]]:
    """Source -> region -> how much more is found there, where something is."""
    found = {}
    for name in results.frame.sources:
        if f"watch.{name}" in results.measures:
            values = results.measures[f"watch.{name}"].by("region").items()
            if known := {region: each.value for region, each in values if each.value is not None}:
                found[name] = known
    return found


def _regions(results: Results, narrow: bool) -> Chart | None:
    """A row of marks for each source, one a region; None where there is one region or nothing was found."""
    values = _values(results)
    if not values or len(results.frame.regions) < 2:
        return None
    titles = [results.frame.sources[name] for name in values]
    rows: list[dict[str, Any]] = [
        {"row": place, "value": round(value, 5)}
        for place, found in enumerate(values.values())
        for value in found.values()
    ]
    axis = alt.Axis(
        title=None,
        labelExpr=f"{json.dumps(titles)}[datum.value]",
        labelPadding=8,
        labelLimit=240,
        ticks=False,
        domain=False,
        labels=not narrow,
        grid=True,
    )
    y = alt.Y("row:O", axis=axis, scale=alt.Scale(domain=list(range(len(titles)))))
    x = alt.X(
        "value:Q",
        scale=alt.Scale(zero=True, nice=True),
        axis=alt.Axis(title=None, tickCount=5, grid=False, format="~r"),
    )
    base = alt.Chart(alt.InlineData(values=rows))
    one = alt.Chart(alt.InlineData(values=[{"value": 1}]))
    layers: list[Chart] = [
        one.mark_rule(color=GREY, strokeDash=[3, 3]).encode(x="value:Q"),
        base.mark_tick(color=BLUE, thickness=2, size=14, opacity=0.65).encode(x=x, y=y),
    ]
    if narrow:
        names = alt.Chart(
            alt.InlineData(values=[{"row": place, "text": text} for place, text in enumerate(titles)])
        )
        layers.append(
            names.mark_text(align="left", dy=-15, fontSize=SMALL).encode(x=alt.value(0), y=y, text="text:N")
        )
    head = "By region: found here, against what is found anywhere (1)"
    chart: Chart = alt.layer(*layers).properties(
        width=300 if narrow else 560,
        height=(NARROW_ROW if narrow else ROW) * len(titles),
        title=alt.Title(
            wrap(head, 40 if narrow else 80),
            fontSize=SMALL if narrow else TEXT,
            offset=14 if narrow else 8,
            anchor="start",
            frame="bounds",
        ),
    )
    return chart


def _finding(results: Results) -> str:
    frame, measures = results.frame, results.measures
    rates = {name: measures[f"records_of_source.{name}"].all.value or 0 for name in frame.sources}
    most = max(rates, key=rates.__getitem__)
    said = (
        f"Most was written by “{frame.sources[most]}” ({number(rates[most])} records a year per 1,000 adults)"
    )
    spans = {
        name: (min(found.values()), max(found.values()))
        for name, found in _values(results).items()
        if len(found) > 1
    }
    if spans:
        widest = max(spans, key=lambda name: spans[name][1] - spans[name][0])
        low, high = spans[widest]
        said += (
            f"; of the acts that it could see, “{frame.sources[widest]}” found between {number(low)} times "
            f"(in one region) and {number(high)} times (in another) as many as over the whole society"
        )
    return f"{said}."

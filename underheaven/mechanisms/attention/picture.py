"""The picture of the watch: what each source writes over time, and in which regions it finds more."""

from __future__ import annotations

from functools import partial

from underheaven.measure import named
from underheaven.report.events import rollout_days
from underheaven.report.few import FEWEST, base_of, is_few, kept, told
from underheaven.report.labels import wrap
from underheaven.report.panels import Kind, Panel, panels_chart
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.scales import level, rows, up_to, wide
from underheaven.report.theme import BLUE, GREY, PALE_BLUE, SMALL, TEXT
from underheaven.report.vega import Spec, below, datum, field, heading, marks, pixel, view, words
from underheaven.report.words import number

NAME, PLACE = "watch", 110

TITLE = "What each source writes, and where it looks"
KINDS = (Kind("records", "records", BLUE, PALE_BLUE),)
ROW, NARROW_ROW = 24, 38
HALF = 0.28
"""Half the height of a mark, in rows."""


def picture(results: Results) -> Picture | None:
    """Records of each source over time, and where it finds more; nothing without sources."""
    sources = results.frame.sources
    if not sources:
        return None
    reading = (
        "Above: records of each source, a year and per 1,000 adults in the scheme; the number is of "
        f"{results.last.period}. Below: a mark is a region, at the share of the source's records that are "
        "about people there, over their share of the acts that it could see. At 1 the source finds as many "
        "of the acts there as it does over the whole society; "
        "a source whose attention follows its own findings draws the regions apart."
    )
    line = results.timeline
    if results.measures.precision.all.value is None:
        return Picture("watch", TITLE, reading, "Nothing was recorded about anybody.")
    panels, every = [], []
    for name, title in sources.items():
        found = kept(
            {"records": named.value_of(f"records_of_source.{name}", line.counts)}, {"records": line.in_scheme}
        )
        every.append(found)
        last = results.last[f"records_of_source.{name}"].all.value
        said = f"{f'{number(last)} per 1,000' if last else 'nothing'} {results.when}"
        panels.append(
            Panel(title, (said,), found.fields, "a year, per 1,000 adults", percents=False, thin=found.thin)
        )
    days = rollout_days(results.world)
    values, few = _values(results), _too_few(results)
    charts = []
    for narrow in (False, True):
        over_time = panels_chart(panels, KINDS, days, line.days, narrow)
        regions = _regions(results, values, narrow)
        charts.append(over_time if regions is None else below([over_time, regions], 30))
    notes = [told(every, "adults in the scheme")]
    if few:
        notes.append(
            f"Regions where a source could see fewer than {FEWEST} acts have no mark ({few:,} marks)."
        )
    return Picture(
        "watch", TITLE, " ".join(filter(None, (reading, *notes))), _finding(results, values), *charts
    )


def _values(results: Results) -> dict[str, dict[str, float]]:
    """Source -> region -> how much more is found there, where enough could be seen to tell."""
    found = {}
    for name in results.frame.sources:
        if f"watch.{name}" in results.measures:
            acts = base_of(results.measures, partial(named.base_of, f"watch.{name}"))
            values = results.measures[f"watch.{name}"].by("region").items()
            known = {
                region: each.value
                for region, each in values
                if each.value is not None and not is_few(acts("region", region))
            }
            if known:
                found[name] = known
    return found


def _too_few(results: Results) -> int:
    """How many marks are left out because a source could see too few acts in a region."""
    every = sum(
        each.value is not None
        for name in results.frame.sources
        if f"watch.{name}" in results.measures
        for each in results.measures[f"watch.{name}"].by("region").values()
    )
    return every - sum(map(len, _values(results).values()))


def _regions(results: Results, values: dict[str, dict[str, float]], narrow: bool) -> Spec | None:
    """A row of marks for each source, one a region; None where there is one region or nothing was found."""
    if not values or len(results.frame.regions) < 2:
        return None
    titles = [results.frame.sources[name] for name in values]
    places = [
        {"top": place - HALF, "foot": place + HALF, "value": round(value, 5)}
        for place, found in enumerate(values.values())
        for value in found.values()
    ]
    marked = {"x": field("value"), "x2": field("value"), "y": field("top"), "y2": field("foot")}
    layers: list[Spec] = [
        marks([{}], "rule", {"x": datum(1)}, color=GREY, strokeDash=[3, 3], strokeWidth=1),
        marks(places, "rule", marked, color=BLUE, strokeWidth=2, opacity=0.65),
    ]
    row = NARROW_ROW if narrow else ROW
    if narrow:
        for place, title in enumerate(titles):
            layers += words(title, pixel(0), pixel(row * (place + 0.5) - 18), halo=True)
    names = [""] * len(titles) if narrow else titles
    width = 300 if narrow else 560
    head = "By region: found here, against what is found over the whole society (1)"
    highest = max(value for found in values.values() for value in found.values())
    return view(
        layers,
        width,
        row * len(titles),
        level(0, up_to(highest, 5), "times as often as over the whole society", width, 5),
        rows(names, "source", 0 if narrow else wide(titles)),
        heading(
            wrap(head, 40 if narrow else 80), (), 0 if narrow else wide(titles), SMALL if narrow else TEXT
        ),
    )


def _finding(results: Results, values: dict[str, dict[str, float]]) -> str:
    frame, measures = results.frame, results.measures
    rates = {name: measures[f"records_of_source.{name}"].all.value or 0 for name in frame.sources}
    most = max(rates, key=rates.__getitem__)
    said = (
        f"Most was written by “{frame.sources[most]}” ({number(rates[most])} records a year per 1,000 adults)"
    )
    spans = {
        name: (min(found.values()), max(found.values())) for name, found in values.items() if len(found) > 1
    }
    if spans:
        widest = max(spans, key=lambda name: spans[name][1] - spans[name][0])
        low, high = spans[widest]
        said += (
            f"; of the acts that it could see, “{frame.sources[widest]}” found between {number(low)} times "
            f"(in one region) and {number(high)} times (in another) as many as over the whole society"
        )
    return f"{said}."

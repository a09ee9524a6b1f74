"""The picture of places given by rank: who loses one that a lottery would have given, and who gains it."""

from __future__ import annotations

from typing import Any

import altair as alt

from underheaven.measure.results import Measure
from underheaven.report.dots import NARROW_QUINTILES, QUINTILES
from underheaven.report.labels import wrap
from underheaven.report.picture import Picture
from underheaven.report.render import Chart
from underheaven.report.results import Results
from underheaven.report.theme import BLUE, INK, ORANGE, SMALL, TEXT
from underheaven.report.words import capital, number, plain

TITLE = "Places by rank: who loses one, who gains one"
ROW = 17
WAYS = {"lost by rank": ORANGE, "gained by rank": BLUE}


def picture(results: Results) -> Picture | None:
    """Families displaced and favoured by rank, by income and group; nothing where no good goes by rank."""
    goods = results.frame.ranked_goods
    if not goods:
        return None
    reading = (
        "Of a fixed number of places a lottery would have given some to other families. To the left, of "
        "1,000 families that want one, those who lose a place to a higher rank; to the right, those whose "
        "rank gives them one, over the whole run. Over everybody, the two numbers are equal."
    )
    measures = results.measures
    if not any(measures[f"displaced.{good}"].all.value for good in goods):
        return Picture("ranks", TITLE, reading, "Nobody lost a place to a higher rank.")
    charts = [
        alt.vconcat(
            *(
                _panel(title, measures[f"displaced.{good}"], measures[f"favoured.{good}"], narrow)
                for good, title in goods.items()
            ),
            spacing=22,
        )
        for narrow in (False, True)
    ]
    return Picture("ranks", TITLE, reading, _finding(results), *charts)


def _panel(title: str, lost: Measure, won: Measure, narrow: bool) -> Chart:
    names: list[str] = []
    rows: list[dict[str, Any]] = []
    words = NARROW_QUINTILES if narrow else QUINTILES
    for dimension in ("quintile", "group"):
        for category in lost.by(dimension):
            names.append(words.get(category, plain(category)))
            for way, measure, sign in zip(WAYS, (lost, won), (-1, 1), strict=True):
                value = measure.by(dimension)[category].value
                if value is not None:
                    rows.append({"row": len(names) - 1, "way": way, "value": sign * value})
        names.append("")
    axis = alt.Axis(
        title=None,
        labelExpr=f"{names!r}[datum.value]",
        labelPadding=8,
        ticks=False,
        domain=False,
        grid=False,
        minExtent=70 if narrow else 110,
    )
    places = list(range(len(names) - 1))
    y = alt.Y("row:O", axis=axis, scale=alt.Scale(domain=places))
    x = alt.X(
        "value:Q",
        axis=alt.Axis(
            title="of 1,000 families" if narrow else "of 1,000 families that want one",
            labelExpr="format(abs(datum.value), ',~r')",
            tickCount=5 if narrow else 9,
        ),
    )
    colour = alt.Color(
        "way:N",
        scale=alt.Scale(domain=list(WAYS), range=list(WAYS.values())),
        legend=alt.Legend(title=None, orient="top", symbolType="square", offset=4),
    )
    base = alt.Chart(alt.InlineData(values=rows))
    middle = alt.Chart(alt.InlineData(values=[{"value": 0}]))
    layers: Chart = alt.layer(
        base.mark_bar(height=11).encode(x=x, y=y, color=colour),
        middle.mark_rule(color=INK).encode(x="value:Q"),
    ).properties(
        width=230 if narrow else 560,
        height=ROW * len(places),
        title=alt.Title(
            wrap(capital(title), 34 if narrow else 80),
            fontSize=SMALL if narrow else TEXT,
            offset=8,
            anchor="start",
            frame="bounds",
        ),
    )
    return layers


def _finding(results: Results) -> str:
    measures, goods = results.measures, results.frame.ranked_goods
    good = max(goods, key=lambda name: measures[f"displaced.{name}"].all.value or 0)
    lost = measures[f"displaced.{good}"]
    said = (
        f"Of 1,000 families that wanted “{goods[good]}”, {number(lost.all.value or 0)} lost to a higher rank "
        "what a lottery would have given them"
    )
    net = {name: value.value for name, value in measures[f"shifted_yuan.{good}"].by("quintile").items()}
    known = {name: value for name, value in net.items() if value is not None}
    yuan = results.world.society.places[good].yuan.value
    if yuan and known and min(known.values()) < 0 < max(known.values()):
        least, most = min(known, key=known.__getitem__), max(known, key=known.__getitem__)
        said += (
            f"; ranks took {number(-known[least])} yuan a family from the {_fifth(least)} and brought the "
            f"{_fifth(most)} {number(known[most])}"
        )
    return f"{said}."


def _fifth(quintile: str) -> str:
    name = QUINTILES[quintile]
    return name if name.endswith("fifth") else f"{name} fifth"

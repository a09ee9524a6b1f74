"""A picture of a comparison: effects with intervals by group and quintile, and what changes for each."""

from __future__ import annotations

from typing import Any

import altair as alt

from underheaven.report.contrasts import as_value, finding, most_changed, most_spread, named
from underheaven.report.dots import Panel, dots_chart, rows_of
from underheaven.report.labels import wrap
from underheaven.report.picture import Picture
from underheaven.report.render import Chart
from underheaven.report.theme import BLUE, INK, ORANGE, PERCENT_LABEL, SMALL, TEXT
from underheaven.report.words import percent
from underheaven.study.compare import Comparison, Twin
from underheaven.study.effects import Effect
from underheaven.study.outcomes import Outcome

PANELS, NARROW_PANELS = 6, 4
DISTRIBUTIONS = 4
BAR = 15
READING = (
    "Above, each panel is a measure. A dot is the difference between the policies, the second less the "
    "first, in people who are the same under both; a line is its 95 % interval over seeds, and where it "
    "leaves out 0 the difference is more than chance. Below, bars are shares of adults by what changes for "
    "each of them: orange for the worse, blue for the better, and the head says for how many nothing does."
)


def picture(comparison: Comparison, twin: Twin, measure: str | None = None) -> Picture:
    """Effects and individual differences of one policy against the first; of one measure if it is named.

    Where nothing changed there are no charts, and why.
    """
    chosen = named(twin, measure) if measure is not None else most_changed(twin, PANELS)
    chosen = [each for each in chosen if each.everyone.difference.mean is not None]
    outcomes = most_spread(twin, DISTRIBUTIONS)
    title = f"What {twin.policy} changes against {comparison.policy}"
    if not chosen and not outcomes:
        return Picture("comparison", title, "", twin.why_the_same or finding(comparison, twin))
    return Picture(
        "comparison",
        title,
        READING,
        finding(comparison, twin),
        _drawn(chosen, outcomes, narrow=False),
        _drawn(chosen[:NARROW_PANELS], outcomes, narrow=True),
    )


def _drawn(chosen: list[Effect], outcomes: list[Outcome], narrow: bool) -> Chart:
    parts = [dots_chart([_panel(each, narrow) for each in chosen], narrow)] if chosen else []
    across = 1 if narrow else 2
    charts = [_distribution(each, narrow) for each in outcomes]
    rows = [
        alt.hconcat(*charts[first : first + across], spacing=24) for first in range(0, len(charts), across)
    ]
    return alt.vconcat(*parts, *rows, spacing=24)


def _panel(effect: Effect, narrow: bool) -> Panel:
    by = {
        dimension: {category: as_value(of.difference) for category, of in effect.by(dimension).items()}
        for dimension in ("group", "quintile")
    }
    known = {name: of for name, of in by.items() if any(each.value is not None for each in of.values())}
    axis = "difference, percentage points" if effect.unit == "share" else f"difference, {effect.unit}"
    rows = rows_of(as_value(effect.everyone.difference), known, narrow)
    if effect.unit == "share":
        scaled = ("value", "low", "high")
        rows = [{key: _points(each) if key in scaled else each for key, each in row.items()} for row in rows]
    return Panel(effect.title, axis, rows)


def _points(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _distribution(outcome: Outcome, narrow: bool) -> Chart:
    """Shares of people by class of difference, from the most for the better to the most for the worse.

    Those for whom nothing changes stand in the head: their bar would leave the others without length.
    """
    classes = list(outcome.distribution if outcome.kind.harm else reversed(outcome.distribution))
    middle = len(classes) // 2
    rows: list[dict[str, Any]] = [
        {
            "class": each.label,
            "share": each.share.mean,
            "low": None if each.share.low is None else max(0.0, each.share.low),
            "high": each.share.high,
            "colour": BLUE if number < middle else ORANGE,
        }
        for number, each in enumerate(classes)
        if number != middle
    ]
    base = alt.Chart(alt.InlineData(values=rows))
    axis = alt.Axis(title=None, ticks=False, domain=False, labelPadding=8, grid=False)
    y = alt.Y("class:N", sort=[row["class"] for row in rows], axis=axis)
    x = alt.X(
        "share:Q",
        scale=alt.Scale(zero=True),
        axis=alt.Axis(title="share of adults", format="~%", labelExpr=PERCENT_LABEL, tickCount=3),
    )
    # The colours stand in the data: a scale would be shared with the panels above.
    bars = base.mark_bar(height=BAR - 4).encode(x=x, y=y, color=alt.Color("colour:N", scale=None))
    spans = (
        base.transform_filter("isValid(datum.low)")
        .mark_rule(color=INK, strokeWidth=1)
        .encode(x=alt.X("low:Q"), x2="high:Q", y=y)
    )
    same = outcome.everyone.same.mean
    return alt.layer(bars, spans).properties(
        width=120 if narrow else 200,
        height=BAR * len(rows),
        title=alt.Title(
            wrap(outcome.kind.title, 26 if narrow else 40),
            subtitle="" if same is None else f"no difference for {percent(same)} of adults",
            fontSize=SMALL if narrow else TEXT,
            anchor="start",
            frame="group",
        ),
    )

"""A picture of a comparison: effects with intervals by group and quintile, and what changes for each."""

from __future__ import annotations

from dataclasses import replace

from underheaven.documents.words import quoted
from underheaven.report.contrasts import as_value, finding, has_intervals, most_changed, most_spread, named
from underheaven.report.dots import Panel, dots_chart, rows_of
from underheaven.report.keys import Entry, key
from underheaven.report.labels import wrap
from underheaven.report.picture import Picture
from underheaven.report.scales import level, rows, up_to, wide
from underheaven.report.theme import BLUE, INK, ORANGE, SMALL, TEXT
from underheaven.report.vega import Spec, below, beside, datum, field, heading, marks, view
from underheaven.report.words import percent
from underheaven.study.compare import Comparison, Twin
from underheaven.study.effects import Effect
from underheaven.study.outcomes import Outcome

PANELS, NARROW_PANELS = 6, 4
DISTRIBUTIONS = 4
BAR = 15
HALF = 0.36
"""Half the height of a bar, in rows."""
DOTS = (
    "Above, each panel is a measure. A dot is the value under the second policy less that under the first, "
    "for the same people"
)
SURE = "A line is the 95 % interval over seeds. Where it leaves out 0, the difference is more than chance"
UNSURE = "One seed was run, so nothing says how much of a difference is chance"
BARS = (
    "Below, each bar is a share of adults, by how much changes for each of them: blue for the better, orange "
    "for the worse. The head says for how many nothing changes."
)


def picture(comparison: Comparison, twin: Twin, measure: str | None = None) -> Picture:
    """Effects and individual differences of one policy against the first; of one measure if it is named.

    Where nothing changed there are no charts, and why.
    """
    chosen = named(twin, measure) if measure is not None else most_changed(twin, PANELS)
    chosen = [each for each in chosen if each.everyone.difference.mean is not None]
    outcomes = most_spread(twin, DISTRIBUTIONS)
    title = f"What {quoted(twin.policy)} changes against {quoted(comparison.policy)}"
    if not chosen and not outcomes:
        return Picture("comparison", title, "", twin.why_the_same or finding(comparison, twin))
    return Picture(
        "comparison",
        title,
        f"{DOTS}. {SURE if has_intervals(comparison) else UNSURE}. {BARS}",
        finding(comparison, twin),
        _drawn(chosen, outcomes, narrow=False),
        _drawn(chosen[:NARROW_PANELS], outcomes, narrow=True),
    )


def _drawn(chosen: list[Effect], outcomes: list[Outcome], narrow: bool) -> Spec:
    parts = [dots_chart([_panel(each, narrow) for each in chosen], narrow)] if chosen else []
    across = 1 if narrow else 2
    charts = [_distribution(each, narrow) for each in outcomes]
    if charts:
        entries = [Entry("for the better", BLUE, "area"), Entry("for the worse", ORANGE, "area")]
        parts.append(key(entries, 300))
    parts += [beside(charts[first : first + across], 24) for first in range(0, len(charts), across)]
    return below(parts, 24)


def _panel(effect: Effect, narrow: bool) -> Panel:
    by = {
        dimension: {category: as_value(of.difference) for category, of in effect.by(dimension).items()}
        for dimension in ("group", "quintile")
    }
    known = {name: of for name, of in by.items() if any(each.value is not None for each in of.values())}
    axis = "difference, percentage points" if effect.unit == "share" else f"difference, {effect.unit}"
    found = rows_of(as_value(effect.everyone.difference), known, narrow)
    if effect.unit == "share":
        found = [
            replace(each, value=_points(each.value), low=_points(each.low), high=_points(each.high))
            for each in found
        ]
    return Panel(effect.title, axis, found)


def _points(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _distribution(outcome: Outcome, narrow: bool) -> Spec:
    """Shares of people by class of difference, from the most for the better to the most for the worse.

    Those for whom nothing changes stand in the head: their bar would leave the others without length.
    """
    classes = list(outcome.distribution if outcome.kind.harm else reversed(outcome.distribution))
    middle = len(classes) // 2
    shown = [each for number, each in enumerate(classes) if number != middle]
    names = [each.label for each in shown]
    extent = wide(names)
    layers: list[Spec] = []
    where = {"x": field("share"), "x2": datum(0), "y": field("top"), "y2": field("foot")}
    for colour, of in ((BLUE, range(middle)), (ORANGE, range(middle, len(shown)))):
        bars = [
            {"top": row - HALF, "foot": row + HALF, "share": shown[row].share.mean}
            for row in of
            if shown[row].share.mean is not None
        ]
        if bars:
            layers.append(marks(bars, "rect", where, color=colour))
    spans = [
        {"row": row, "low": max(0.0, each.share.low), "high": each.share.high}
        for row, each in enumerate(shown)
        if each.share.low is not None and each.share.high is not None
    ]
    if spans:
        span = {"x": field("low"), "x2": field("high"), "y": field("row"), "y2": field("row")}
        layers.append(marks(spans, "rule", span, color=INK, strokeWidth=1))
    ends = [each["high"] for each in spans] + [each.share.mean or 0.0 for each in shown]
    same = outcome.everyone.same.mean
    said = "" if same is None else f"no difference for {percent(same)} of adults"
    title = heading(wrap(outcome.kind.title, 26 if narrow else 40), said, extent, SMALL if narrow else TEXT)
    width = 120 if narrow else 200
    x = level(0, up_to(max(ends), 3), "of adults", width, 3, percents=True)
    return view(layers, width, BAR * len(shown), x, rows(names, outcome.kind.unit, extent), title)

"""The picture of a calibration: what was learnt of each parameter, and predicted against observed totals."""

from __future__ import annotations

import numpy as np

from underheaven.documents.words import quoted
from underheaven.report.calibrated import ran, told
from underheaven.report.dots import ROW
from underheaven.report.labels import wrap
from underheaven.report.picture import Picture
from underheaven.report.scales import level, rows, up_to, wide
from underheaven.report.theme import BLUE, FAINT, GREY, INK, ORANGE, PALE_BLUE, SMALL, TEXT
from underheaven.report.vega import Axis, Spec, below, beside, field, heading, marks, view
from underheaven.report.words import number
from underheaven.study.calibrating.found import Calibration, Predicted

BARS = 16
"""Bars of a histogram of draws."""
HIGH, GAP = 74, 26
MOST = 3.0
"""How many times the observed total the axis of totals goes to, at most."""


def picture(found: Calibration) -> Picture:
    """Histograms of the weighted draws in their priors, and totals over what was observed."""
    policy = quoted(found.plan.world.policy.policy)
    reading = (
        "Above, blue bars are the weighted draws of each parameter within its prior; all would reach the "
        "grey line if nothing had been learnt. Below, the broken line is the observed total. A dot is the "
        "middle of what the fitted draws bring about, over what was observed; its line holds nine tenths of "
        "them, and the faint line nine tenths of the prior's. Blue circles were fitted to, orange diamonds "
        "were not seen; a triangle lies further right than the axis goes."
    )
    return Picture(
        "calibration", f"What observed totals say of the people under {policy}", reading,
        f"{told(found)} {ran(found.plan)}", _chart(found, narrow=False), _chart(found, narrow=True),
    )  # fmt: skip


def _chart(found: Calibration, narrow: bool) -> Spec:
    across, width = (1, 220) if narrow else (3, 200)
    panels = [_histogram(found, place, width) for place in range(len(found.plan.priors))]
    lines = [beside(panels[first : first + across], GAP) for first in range(0, len(panels), across)]
    return below([*lines, _totals(found, 220 if narrow else 420, narrow)], GAP)


def _histogram(found: Calibration, place: int, width: int) -> Spec:
    """The weighted draws of one parameter, over the places of its prior."""
    prior = found.plan.priors[place]
    population = found.fitted.population
    heights, edges = np.histogram(population.places[:, place], BARS, (0, 1), weights=population.shares)
    top = max(float(heights.max()), 1.3 / BARS)
    bars = [
        {"from": float(low), "to": float(high), "share": float(share), "foot": 0}
        for low, high, share in zip(edges[:-1], edges[1:], heights, strict=True) if share
    ]  # fmt: skip
    layers = [
        marks(bars, "rect", {"x": field("from"), "x2": field("to"), "y": field("foot"), "y2": field("share")},
              color=PALE_BLUE, stroke=BLUE, strokeWidth=1),
        marks([{"from": 0, "to": 1, "share": 1 / BARS}], "rule",
              {"x": field("from"), "x2": field("to"), "y": field("share"), "y2": field("share")},
              color=GREY, strokeWidth=1.5),
    ]  # fmt: skip
    places = (0.0, 0.5, 1.0)
    axis = Axis((0, 1), "", places, [number(float(prior.value(each))) for each in places], grid=False)
    name = wrap(prior.key.path.removeprefix("society.").replace(".", ". "), 28)
    name = [line.replace(". ", ".") for line in name]
    upright = Axis((0, top), hidden=True)
    return view(layers, width, HIGH, axis, upright, heading(name, (), 0, SMALL))


def _totals(found: Calibration, width: int, narrow: bool) -> Spec:
    totals = found.totals
    names = [wrap(each.name.replace("-", " "), 16 if narrow else 30) for each in totals]
    lines = max(map(len, names))
    end = max([1.0, *(bound for each in totals for bound in _over(each, each.posterior)[::2])])
    end = up_to(min(end, MOST), 4)
    layers = [
        marks([{"row": -0.5, "to": len(totals) - 0.5, "at": 1}], "rule",
              {"x": field("at"), "y": field("row"), "y2": field("to")}, color=INK, strokeDash=[3, 3]),
    ]  # fmt: skip
    for place, each in enumerate(totals):
        colour = BLUE if each.fitted else ORANGE
        for interval, lift, style in (
            (each.prior, 0.2, {"color": FAINT, "strokeWidth": 3}),
            (each.posterior, -0.1, {"color": colour, "strokeWidth": 2}),
        ):
            low, _, high = _over(each, interval)
            if interval is not None and low < end:
                span = [{"row": place + lift, "low": low, "high": min(high, end)}]
                where = {"x": field("low"), "x2": field("high"), "y": field("row"), "y2": field("row")}
                layers.append(marks(span, "rule", where, **style))
        middle = _over(each, each.posterior)[1]
        if each.posterior is not None:
            beyond = middle > end
            dot = [{"row": place - 0.1, "value": min(middle, end)}]
            layers.append(
                marks(dot, "point", {"x": field("value"), "y": field("row")},
                      shape="triangle-right" if beyond else "circle" if each.fitted else "diamond", size=55,
                      color=colour, filled=True)
            )  # fmt: skip
    return view(
        layers, width, (ROW + 8 + 14 * (lines - 1)) * len(totals),
        level(0, end, "what a run counts, over what was observed", width, 4),
        rows(names, "", wide(names)), heading("Totals", (), wide(names), TEXT),
    )  # fmt: skip


def _over(each: Predicted, interval: tuple[float, float, float] | None) -> tuple[float, float, float]:
    """An interval over the observed total."""
    if interval is None:
        return 0.0, 0.0, 0.0
    low, middle, high = (value / each.observed for value in interval)
    return low, middle, high

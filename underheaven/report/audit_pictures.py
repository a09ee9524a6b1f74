"""The pictures of an audit: shares over the highest, rates of error, and deeds by score."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import altair as alt

from underheaven.measure.audit import Audit
from underheaven.measure.chance import FOUR_FIFTHS
from underheaven.measure.rows import EVERYONE, Row
from underheaven.report.findings import findings
from underheaven.report.labels import wrap
from underheaven.report.picture import Picture
from underheaven.report.render import Chart
from underheaven.report.said import called, rule, shown_by_rule, what_is_false
from underheaven.report.theme import BLUE, CATEGORIES, DARK_ORANGE, GREY, INK, NARROW, QUIET, SHAPES, WIDE
from underheaven.report.words import capital, percent

MOST = 40
"""Shares that the picture has room for: the first."""
LINE = 17
NOTHING = "Nothing to draw: {}."


def pictures(audit: Audit) -> list[Picture]:
    """Every picture; where there is nothing to draw, it says why."""
    return [_ratios(audit), _rates(audit), _calibration(audit)]


def _missing(audit: Audit, subject: str) -> str:
    reasons = [row.reason for row in audit.of(subject) if row.value is None and row.reason]
    return NOTHING.format(reasons[0] if reasons else "there is no such outcome")


def _ratios(audit: Audit) -> Picture:
    rows = [row for row in shown_by_rule(audit.of("four fifths")) if row.value is not None and not row.small]
    title, name = "Favourable outcomes: each share over the highest", "ratios"
    reading = (
        "Each dot is the share of some people who have a favourable outcome, over the highest such share; "
        "lines are 95 % intervals. Left of the dashed line at four fifths, a difference is "
        "usually taken as evidence of adverse impact, and as no proof."
    )
    if not rows:
        return Picture(name, title, reading, _missing(audit, "four fifths"))
    left = len(rows) - MOST
    more = f" The first {MOST} are drawn; {left} more stand in the table." if left > 0 else ""
    reading += f" Chosen before any number was known: {rule(rows)}.{more}"
    rows = rows[:MOST]
    counts = [each.text for each in findings(audit) if each.subject == "four fifths"]
    finding = counts[0]
    return Picture(name, title, reading, finding, _ratio_chart(rows, False), _ratio_chart(rows, True))


def _outcome(row: Row) -> str:
    title = row.title.removesuffix(": share over the highest")
    return f"{title[:1].lower()}{title[1:]}"


def _ratio_chart(rows: Sequence[Row], narrow: bool) -> Chart:
    letters = 30 if narrow else 52
    lines = [
        wrap(f"{called(row.category)} over {called(row.against)}: {_outcome(row)}", letters) for row in rows
    ]
    most = max(map(len, lines))
    values = [
        {
            "row": number,
            "value": row.value, "low": row.low, "high": row.high,
        }
        for number, row in enumerate(rows)
    ]  # fmt: skip
    names = json.dumps(lines)
    axis = alt.Axis(
        title=None,
        labelExpr=f"{names}[datum.value]",
        labelLimit=420,
        ticks=False,
        domain=False,
        labelPadding=8,
    )
    y = alt.Y("row:O", axis=axis, scale=alt.Scale(domain=list(range(len(values)))))
    x = alt.X(
        "value:Q",
        scale=alt.Scale(zero=True, nice=True),
        axis=alt.Axis(title="share over the highest share", tickCount=5),
    )
    base = alt.Chart(alt.InlineData(values=values))
    line = alt.Chart(alt.InlineData(values=[{"at": FOUR_FIFTHS}])).mark_rule(
        color=DARK_ORANGE, strokeDash=[5, 4], strokeWidth=1.5
    )
    return alt.layer(
        line.encode(x="at:Q"),
        base.transform_filter("isValid(datum.low)")
        .mark_rule(strokeWidth=1.5, color=BLUE, opacity=0.6)
        .encode(x=alt.X("low:Q"), x2="high:Q", y=y),
        base.mark_point(filled=True, size=60, color=BLUE, opacity=1).encode(x=x, y=y),
    ).properties(width=NARROW - 110 if narrow else 380, height=len(values) * LINE * most)


def _basis(audit: Audit, subject: str) -> str:
    bases = list(dict.fromkeys(row.basis for row in audit.of(subject) if row.value is not None))
    return min(bases, key=lambda basis: not basis.startswith("done"), default="")


def _rates(audit: Audit) -> Picture:
    basis = _basis(audit, "odds")
    title, name = "Right and wrong punishments, group by group", "odds"
    reading = (
        "Each group is a point: to the right, how many of those who did such deeds are under a consequence; "
        "upwards, how many of those who did not. Lines are 95 % intervals. Odds are equal where points fall "
        "together; on the dashed line, being under a consequence says nothing about conduct."
    )
    points = list[dict[str, Any]]()
    for group in audit.world.society.groups:
        pair = [
            next(iter(audit.of("odds", rate, basis=basis, category=group)), None)
            for rate in ("true_positive_rate", "false_positive_rate")
        ]
        if any(row is None or row.value is None for row in pair):
            continue
        right, wrong = (row for row in pair if row is not None)
        points.append(
            {
                "group": called(group), "x": right.value, "y": wrong.value,
                "left": right.low, "right": right.high, "low": wrong.low, "high": wrong.high,
            }
        )  # fmt: skip
    if not points:
        return Picture(name, title, reading, _missing(audit, "odds"))
    most = max(points, key=lambda point: point["y"] or 0)
    finding = (
        f"Of those who {what_is_false(basis)}, most are under a consequence in {most['group']}: "
        f"{percent(most['y'])}."
    )
    return Picture(name, title, reading, finding, _rate_chart(points, False), _rate_chart(points, True))


def _rate_chart(points: Sequence[dict[str, Any]], narrow: bool) -> Chart:
    width = NARROW if narrow else 420
    base = alt.Chart(alt.InlineData(values=list(points)))
    names = [point["group"] for point in points]
    end = max(max(filter(None, (p["x"], p["y"], p["right"], p["high"])), default=1) for p in points)
    end = min(1.0, 1.08 * end)
    scale = alt.Scale(domain=[0, end], nice=True)
    colour = alt.Color(
        "group:N", scale=alt.Scale(domain=names, range=list(CATEGORIES[: len(names)])),
        legend=alt.Legend(title=None, orient="bottom" if narrow else "right"),
    )  # fmt: skip
    # As in the other picture, in which the first shape is everyone's.
    shape = alt.Shape("group:N", scale=alt.Scale(domain=names, range=list(SHAPES[1 : 1 + len(names)])))
    axis = alt.Axis(format="~%", tickCount=5)
    x = alt.X("x:Q", scale=scale, title="of those who do such deeds: under a consequence", axis=axis)
    y = alt.Y("y:Q", scale=scale, title="of those who do not: under a consequence", axis=axis)
    even = alt.Chart(alt.InlineData(values=[{"at": 0.0}, {"at": end}])).mark_line(
        color=GREY, strokeDash=[4, 4]
    )
    return alt.layer(
        even.encode(x=alt.X("at:Q", scale=scale), y=alt.Y("at:Q", scale=scale)),
        base.transform_filter("isValid(datum.left)")
        .mark_rule(opacity=0.6)
        .encode(x=alt.X("left:Q"), x2="right:Q", y=y, color=colour),
        base.transform_filter("isValid(datum.low)")
        .mark_rule(opacity=0.6)
        .encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=colour),
        base.mark_point(filled=True, size=90, opacity=1).encode(x=x, y=y, color=colour, shape=shape),
    ).properties(width=width, height=width if narrow else 300)


def _calibration(audit: Audit) -> Picture:
    basis = "done" if audit.counted else "expected"
    rows = [row for row in audit.of("calibration", "deeds", basis=basis) if row.value is not None]
    title, name = "Does a score mean the same for everybody?", "calibration"
    what = "did in the year" if basis == "done" else "are expected to do in a year, left to themselves"
    reading = (
        f"How many punished deeds people with a score {what}, group by group; bands of the score hold about "
        "equally many adults, and lines are 95 % intervals. Where the groups part, the same score means "
        "other conduct. Small cells are left out."
    )
    bands = list(dict.fromkeys(row.category for row in rows if row.by == "score"))
    points = [
        {
            "band": band, "group": called(group), "place": number,
            "value": row.value, "low": row.low, "high": row.high,
        }
        for number, band in enumerate(bands)
        for group in (EVERYONE, *audit.world.society.groups)
        for row in rows
        if not row.small and row.category == (band if group == EVERYONE else f"{group}, {band}")
    ]  # fmt: skip
    if not points:
        return Picture(name, title, reading, _missing(audit, "calibration"))
    least, most = (next(row for row in rows if row.category == band) for band in (bands[0], bands[-1]))
    finding = capital(
        f"people with {bands[0]} points {'did' if basis == 'done' else 'would do'} {least.value:.1f} such "
        f"deeds, people with {bands[-1]} points {most.value:.1f}."
    )
    return Picture(
        name,
        title,
        reading,
        finding,
        _calibration_chart(points, bands, False),
        _calibration_chart(points, bands, True),
    )


def _calibration_chart(points: Sequence[dict[str, Any]], bands: Sequence[str], narrow: bool) -> Chart:
    names = list(dict.fromkeys(point["group"] for point in points))
    base = alt.Chart(alt.InlineData(values=list(points)))
    colour = alt.Color(
        "group:N", scale=alt.Scale(domain=names, range=[INK, *CATEGORIES[: len(names) - 1]]),
        legend=alt.Legend(title=None, orient="bottom" if narrow else "right", columns=2 if narrow else 1),
    )  # fmt: skip
    shape = alt.Shape("group:N", scale=alt.Scale(domain=names, range=list(SHAPES[: len(names)])))
    offset = alt.XOffset("group:N", scale=alt.Scale(domain=names))
    x = alt.X(
        "band:O", sort=list(bands), title="score, points",
        axis=alt.Axis(labelAngle=-45, labelColor=QUIET if narrow else INK),
    )  # fmt: skip
    y = alt.Y("value:Q", title="punished deeds a year", scale=alt.Scale(zero=True))
    return alt.layer(
        base.transform_filter("isValid(datum.low)")
        .mark_rule(opacity=0.6)
        .encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=colour, xOffset=offset),
        base.mark_point(filled=True, size=45, opacity=1).encode(
            x=x, y=y, color=colour, shape=shape, xOffset=offset
        ),
    ).properties(width=NARROW if narrow else WIDE - 120, height=240 if narrow else 300)

"""The pictures of an audit: shares over the highest, rates of error, and deeds by score."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from underheaven.measure.audit import Audit
from underheaven.measure.chance import FOUR_FIFTHS
from underheaven.measure.rows import EVERYONE, Row
from underheaven.report.few import hollow, is_few
from underheaven.report.findings import findings
from underheaven.report.keys import Entry, key
from underheaven.report.labels import wrap
from underheaven.report.picture import Picture
from underheaven.report.said import called, no_intervals, rule, shown_by_rule, what_is_false
from underheaven.report.scales import level, quantity, rows, up_to, wide
from underheaven.report.theme import BLUE, CATEGORIES, DARK_ORANGE, GREY, INK, NARROW, SHAPES, WIDE
from underheaven.report.vega import Axis, Spec, below, datum, field, marks, view
from underheaven.report.words import capital, percent

MOST = 40
"""Shares that the picture has room for: the first."""
LINE = 17
SIDE = 0.7
"""Part of a band over which its groups are spread."""
NOTHING = "Nothing to draw: {}."


def pictures(audit: Audit) -> list[Picture]:
    """Every picture; where there is nothing to draw, it says why."""
    return [_ratios(audit), _rates(audit), _calibration(audit)]


def _missing(audit: Audit, subject: str) -> str:
    reasons = [row.reason for row in audit.of(subject) if row.value is None and row.reason]
    return NOTHING.format(reasons[0] if reasons else "there is no such outcome")


def _ratios(audit: Audit) -> Picture:
    every = [row for row in shown_by_rule(audit.of("four fifths")) if row.value is not None and not row.small]
    title, name = "Favourable outcomes: each share over the highest", "ratios"
    reading = (
        "Each dot is the share of some people who have a favourable outcome, over the highest such share; "
        f"{_spanned(every[:MOST])}. Left of the dashed line at four fifths, a difference is "
        "usually taken as evidence of adverse impact, and as no proof."
    )
    if not every:
        return Picture(name, title, reading, _missing(audit, "four fifths"))
    left = len(every) - MOST
    more = f" The first {MOST} are drawn; {left} more stand in the table." if left > 0 else ""
    reading += f" Chosen before any number was known: {rule(every)}.{more}"
    shown = every[:MOST]
    reading = f"{reading} {hollow('people', sum(is_few(row.people) for row in shown))}".strip()
    finding = next(each.text for each in findings(audit) if each.subject == "four fifths")
    return Picture(name, title, reading, finding, _ratio_chart(shown, False), _ratio_chart(shown, True))


def _spanned(rows: Sequence[Row]) -> str:
    """What the lines through dots are, or why there are none."""
    return no_intervals(rows) or "lines are 95 % intervals"


def _outcome(row: Row) -> str:
    title = row.title.removesuffix(": share over the highest")
    return f"{title[:1].lower()}{title[1:]}"


def _dots(
    points: Sequence[dict[str, Any]], x: str, y: str, colour: str, shape: str, size: float
) -> list[Spec]:
    """A dot for each point at its `x` and `y`; hollow where it rests on few."""
    layers = []
    for few in (False, True):
        found = [{x: point[x], y: point[y]} for point in points if point["few"] == few]
        if found:
            style = {"shape": shape, "size": size, "color": colour, "filled": not few}
            where = {"x": field(x), "y": field(y)}
            layers.append(marks(found, "point", where, **style, **({"strokeWidth": 1.6} if few else {})))
    return layers


def _spans(
    points: Sequence[dict[str, Any]], ends: Sequence[str], at: str, level: bool, colour: str
) -> list[Spec]:
    """An interval for each point that has one, across or upwards."""
    low, high = ends
    found = [
        {at: point[at], low: point[low], high: point[high]} for point in points if point[low] is not None
    ]
    along, across = ("x", "y") if level else ("y", "x")
    where = {along: field(low), f"{along}2": field(high), across: field(at), f"{across}2": field(at)}
    return [marks(found, "rule", where, color=colour, strokeWidth=1.5, opacity=0.7)] if found else []


def _ratio_chart(shown: Sequence[Row], narrow: bool) -> Spec:
    letters, width = (30, NARROW - 110) if narrow else (52, 380)
    names = [
        wrap(f"{called(row.category)} over {called(row.against)}: {_outcome(row)}", letters) for row in shown
    ]
    most = max(map(len, names))
    points: list[dict[str, Any]] = [
        {"row": number, "value": row.value, "low": row.low, "high": row.high, "few": is_few(row.people)}
        for number, row in enumerate(shown)
    ]
    highest = max(end for point in points for end in (point["value"], point["high"], 1.0) if end is not None)
    layers = [
        marks([{}], "rule", {"x": datum(FOUR_FIFTHS)}, color=DARK_ORANGE, strokeDash=[5, 4], strokeWidth=1.5),
        *_spans(points, ("low", "high"), "row", True, BLUE),
        *_dots(points, "value", "row", BLUE, "circle", 60),
    ]
    x = level(0, up_to(highest, 5), "share over the highest share", width, 5)
    height = len(points) * max(LINE * most, LINE + 2)
    y = rows(names, "these people over those: outcome", wide(names))
    return view(layers, width, height, x, y)


def _basis(audit: Audit, subject: str) -> str:
    bases = list(dict.fromkeys(row.basis for row in audit.of(subject) if row.value is not None))
    return min(bases, key=lambda basis: not basis.startswith("done"), default="")


def _rates(audit: Audit) -> Picture:
    basis = _basis(audit, "odds")
    title, name = "Right and wrong punishments, group by group", "odds"
    points, drawn = list[dict[str, Any]](), list[Row]()
    for group in audit.world.society.groups:
        pair = [
            next(iter(audit.of("odds", rate, basis=basis, category=group)), None)
            for rate in ("true_positive_rate", "false_positive_rate")
        ]
        if any(row is None or row.value is None for row in pair):
            continue
        right, wrong = (row for row in pair if row is not None)
        drawn += [right, wrong]
        points.append(
            {
                "group": called(group), "x": right.value, "y": wrong.value,
                "left": right.low, "right": right.high, "low": wrong.low, "high": wrong.high,
                "few": is_few(right.people) or is_few(wrong.people),
            }
        )  # fmt: skip
    reading = (
        "Each group is a point: to the right, how many of those who did such deeds are under a consequence; "
        f"upwards, how many of those who did not. {capital(_spanned(drawn))}. Odds are equal where points "
        "fall together; on the dashed line, being under a consequence says nothing about conduct."
    )
    if not points:
        return Picture(name, title, reading, _missing(audit, "odds"))
    reading = f"{reading} {hollow('people', sum(bool(point['few']) for point in points))}".strip()
    most = max(points, key=lambda point: point["y"] or 0)
    finding = (
        f"Of those who {what_is_false(basis)}, most are under a consequence in {most['group']}: "
        f"{percent(most['y'])}."
    )
    return Picture(name, title, reading, finding, _rate_chart(points, False), _rate_chart(points, True))


def _rate_chart(points: Sequence[dict[str, Any]], narrow: bool) -> Spec:
    width = NARROW if narrow else 420
    end = (
        max(end for p in points for end in (p["x"], p["y"], p["right"], p["high"]) if end is not None) or 1.0
    )
    end = min(1.0, up_to(1.02 * end, 4))
    x = level(0, end, "of those who do such deeds: under a consequence", width, 4, percents=True)
    y = quantity(0, end, "of those who do not: under a consequence", 4, percents=True)
    if narrow:
        x = replace(x, title="of those who do such deeds")
        y = replace(y, title="of those who do not")
    ends = {"x": datum(0), "y": datum(0), "x2": datum(end), "y2": datum(end)}
    layers = [marks([{}], "rule", ends, color=GREY, strokeDash=[4, 4], strokeWidth=1.5)]
    entries = [Entry("no difference by conduct", GREY, dash="dashed")]
    # As in the other picture, in which the first shape and colour are everyone's.
    for point, colour, shape in zip(points, _cycle(CATEGORIES), _cycle(SHAPES[1:]), strict=False):
        layers += _spans([point], ("left", "right"), "y", True, colour)
        layers += _spans([point], ("low", "high"), "x", False, colour)
        layers += _dots([point], "x", "y", colour, shape, 90)
        entries.append(Entry(point["group"], colour, "point", shape=shape, filled=not point["few"]))
    return below([key(entries, width, y.extent), view(layers, width, width if narrow else 300, x, y)], 14)


def _cycle(looks: Sequence[str]) -> Iterator[str]:
    """Colours or shapes, from the first again when they are used up; the last shape is a line and no mark."""
    return itertools.cycle(looks[:6])


def _calibration(audit: Audit) -> Picture:
    basis = "done" if audit.counted else "expected"
    rows = [row for row in audit.of("calibration", "deeds", basis=basis) if row.value is not None]
    title, name = "Does a score mean the same for everybody?", "calibration"
    what = (
        f"did {audit.period.within}"
        if basis == "done"
        else "are expected to do in a year, left to themselves"
    )
    reading = (
        f"How many punished deeds people with a score {what}, group by group; bands of the score hold about "
        f"equally many adults; {_spanned([row for row in rows if not row.small])}. Where the groups part, "
        "the same score means other conduct. Small cells are left out."
    )
    bands = list(dict.fromkeys(row.category for row in rows if row.by == "score"))
    points = [
        {
            "band": number, "group": called(group), "value": row.value, "low": row.low, "high": row.high,
            "few": is_few(row.people),
        }
        for number, band in enumerate(bands)
        for group in (EVERYONE, *audit.world.society.groups)
        for row in rows
        if not row.small and row.category == (band if group == EVERYONE else f"{group}, {band}")
    ]  # fmt: skip
    if not points:
        return Picture(name, title, reading, _missing(audit, "calibration"))
    reading = f"{reading} {hollow('people', sum(bool(point['few']) for point in points))}".strip()
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
        _calibration_chart(points, bands, rows[0].unit, False),
        _calibration_chart(points, bands, rows[0].unit, True),
    )


def _calibration_chart(
    points: Sequence[dict[str, Any]], bands: Sequence[str], unit: str, narrow: bool
) -> Spec:
    names = list(dict.fromkeys(point["group"] for point in points))
    width = NARROW if narrow else WIDE - 40
    end = max(end for point in points for end in (point["value"], point["high"]) if end is not None) or 1.0
    layers: list[Spec] = []
    entries = []
    looks = zip(names, itertools.chain([INK], _cycle(CATEGORIES)), _cycle(SHAPES), strict=False)
    for number, (name, colour, shape) in enumerate(looks):
        # Side by side within a band.
        aside = (number - (len(names) - 1) / 2) * SIDE / len(names)
        of = [
            {**point, "place": round(point["band"] + aside, 3)} for point in points if point["group"] == name
        ]
        layers += _spans(of, ("low", "high"), "place", False, colour)
        layers += _dots(of, "place", "value", colour, shape, 45)
        entries.append(Entry(name, colour, "point", shape=shape))
    labels = [band.split() for band in bands] if narrow else bands
    x = Axis((-0.5, len(bands) - 0.5), "score, points", range(len(bands)), labels, grid=False)
    y = quantity(0, up_to(end, 5), f"punished {unit}", 5)
    return below([key(entries, width, y.extent), view(layers, width, 240 if narrow else 300, x, y)], 14)

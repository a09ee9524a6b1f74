"""What happened in a life, in lanes: a mark for each event, a bar while a consequence was in force."""

from __future__ import annotations

import datetime as dt
from typing import Any

from underheaven.record.lives import life as told
from underheaven.record.lives.life import STREAMS, Event, Life
from underheaven.report.lives.walks import EXTENT, MS_PER_MINUTE, time_of
from underheaven.report.scales import rows as rows_axis
from underheaven.report.scales import times, timestamp
from underheaven.report.theme import DARK_ORANGE, GREEN, GREY, INK, ORANGE, PURPLE
from underheaven.report.vega import Spec, field, marks, view

LANE, HALF = 20, 0.23
"""Height of a lane in pixels, and half that of a bar in lanes."""
BARS = {"under a consequence": INK, "of this, in error": ORANGE}
LANES: dict[str, tuple[str, str]] = {
    "true record": (INK, "circle"),
    "wrong record": (ORANGE, "triangle-up"),
    "redress": (GREEN, "diamond"),
    "denied or prevented": (DARK_ORANGE, "square"),
    "held back": (PURPLE, "cross"),
    "done and unseen": (GREY, "stroke"),
}
"""Name -> colour and shape of the marks of each lane; a refusal stands with what was denied."""
REDRESS = (told.UPHELD, told.REJECTED, told.EFFECT, told.EXPIRED)


def lane_of(event: Event) -> str | None:
    """The lane in which an event is marked; None for those that are not, such as what a firm does."""
    if event.what == told.FIRM_ACT:
        return None
    if event.record in (told.TRUE, told.WRONG) and event.what in STREAMS:
        return f"{event.record} record"
    if event.what in REDRESS or event.record == told.STRUCK:
        return "redress"
    if event.outcome in (told.DENIED, told.PREVENTED, told.REFUSED):
        return "denied or prevented"
    if event.outcome == told.HELD_BACK:
        return "held back"
    return "done and unseen" if event.answerable and not event.source else None


def lanes_panel(life: Life, days: tuple[dt.date, dt.date], width: float) -> Spec:
    """A mark for each event, in a lane for each sort; a bar while a consequence is in force."""
    found = [(lane, time_of(event)) for event in life.events if (lane := lane_of(event)) is not None]
    bars = _bars(life)
    there = {bar["lane"] for bar in bars}
    names = [
        *(lane for lane in BARS if lane in there),
        *(lane for lane in LANES if any(of == lane for of, _ in found)),
    ]
    layers: list[Spec] = []
    for lane in (name for name in names if name in BARS):
        colour = BARS[lane]
        of = [
            {
                "from": bar["from"],
                "to": bar["to"],
                "top": names.index(lane) - HALF,
                "foot": names.index(lane) + HALF,
            }
            for bar in bars
            if bar["lane"] == lane
        ]
        if of:
            where = {"x": field("from"), "x2": field("to"), "y": field("top"), "y2": field("foot")}
            layers.append(marks(of, "rect", where, color=colour))
    for lane in (name for name in names if name in LANES):
        colour, shape = LANES[lane]
        rows = [{"from": at, "row": names.index(lane)} for of, at in found if of == lane]
        stroke = {"strokeWidth": 1.8} if shape == "stroke" else {}
        style = {"shape": shape, "filled": shape != "stroke", "size": 46, "opacity": 0.75, "color": colour}
        layers.append(marks(rows, "point", {"x": field("from"), "y": field("row")}, **style, **stroke))
    names = names or ["nothing of note"]
    x = times(days, width, hidden=True)
    if not layers:
        nothing = {"x": field("from"), "x2": field("to"), "y": field("row"), "y2": field("row")}
        row = {"from": x.domain[0], "to": x.domain[1], "row": 0}
        layers.append(marks([row], "rule", nothing, color=GREY, strokeWidth=1))
    return view(layers, width, LANE * len(names), x, rows_axis(names, "what happened", EXTENT))


def _bars(life: Life) -> list[dict[str, Any]]:
    """Stretches of steps that end under any consequence, and those in error."""
    first = timestamp(life.world.start)
    rows: list[dict[str, Any]] = []
    for lane, marked in (
        ("under a consequence", [bool(week.standing) for week in life.weeks]),
        (
            "of this, in error",
            [bool(week.standing) and week.standing == week.in_error for week in life.weeks],
        ),
    ):
        for week, true in zip(life.weeks, marked, strict=True):
            if not true:
                continue
            begin = first + week.step * life.world.step_minutes * MS_PER_MINUTE
            end = first + life.world.end_of(week.step) * MS_PER_MINUTE
            if rows and rows[-1]["lane"] == lane and rows[-1]["to"] == begin:
                rows[-1]["to"] = end
            else:
                rows.append({"from": begin, "to": end, "lane": lane})
    return rows

"""What happened in a life, in lanes: a mark for each event, a bar while a consequence was in force."""

from __future__ import annotations

import datetime as dt
from typing import Any

import altair as alt

from underheaven.record.telling import life as told
from underheaven.record.telling.life import STREAMS, Event, Life
from underheaven.report.events import time_axis, timestamp
from underheaven.report.lives.walks import MS_PER_MINUTE, time_of
from underheaven.report.render import Chart
from underheaven.report.theme import DARK_ORANGE, GREEN, GREY, INK, ORANGE, PURPLE

LANE = 20
"""Height in pixels."""
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
    """The lane in which an event is marked; None for those that are not."""
    if event.record in (told.TRUE, told.WRONG) and event.what in STREAMS:
        return f"{event.record} record"
    if event.what in REDRESS or event.record == told.STRUCK:
        return "redress"
    if event.outcome in (told.DENIED, told.PREVENTED, told.REFUSED):
        return "denied or prevented"
    if event.outcome == told.HELD_BACK:
        return "held back"
    return "done and unseen" if event.answerable and not event.source else None


def lanes_panel(life: Life, days: tuple[dt.date, dt.date], width: int, narrow: bool) -> Chart:
    """A mark for each event, in a lane for each sort; a bar while a consequence is in force."""
    rows = [
        {"from": time_of(event), "lane": lane}
        for event in life.events
        if (lane := lane_of(event)) is not None
    ]
    lanes = [lane for lane in LANES if any(row["lane"] == lane for row in rows)]
    bars = _bars(life)
    names = [*(BARS if bars else ()), *lanes]
    if not names:
        names = ["nothing of note"]
    y = alt.Y(
        "lane:N",
        sort=names,
        scale=alt.Scale(domain=names),
        axis=alt.Axis(title=None, grid=True, ticks=False, domain=False, labelLimit=150),
    )
    x = time_axis(days, narrow, labels=False)
    layers: list[Chart] = [
        alt.Chart(alt.InlineData(values=bars or [{"from": None, "to": None, "lane": names[0]}]))
        .mark_bar(height=9)
        .encode(
            x=x,
            x2="to:T",
            y=y,
            color=alt.Color(
                "lane:N",
                legend=None,
                scale=alt.Scale(domain=list(BARS), range=list(BARS.values())),
            ),
        )
    ]
    for lane in lanes:
        colour, shape = LANES[lane]
        marks = [row for row in rows if row["lane"] == lane]
        layers.append(
            alt.Chart(alt.InlineData(values=marks))
            .mark_point(shape=shape, color=colour, filled=shape != "stroke", size=46, opacity=0.75)
            .encode(x=x, y=y)
        )
    panel: Chart = alt.layer(*layers).resolve_scale(color="independent")
    return panel.properties(width=width, height=LANE * len(names))


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

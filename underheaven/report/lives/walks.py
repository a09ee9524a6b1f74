"""Levels of a life over time: the scores with the thresholds near them, dread and hardship."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt

from underheaven.policy.dates import change_days
from underheaven.record.telling.life import Event, Life
from underheaven.report.ends import End, end_labels
from underheaven.report.events import time_axis, timestamp
from underheaven.report.labels import shorten, spread
from underheaven.report.render import Chart
from underheaven.report.theme import BLUE, DARK_ORANGE, GREEN, GREY, PURPLE, QUIET, SMALL
from underheaven.report.words import number, small

HEIGHT, LEVELS = 230, 80
MOST_LEVEL = 255
MS_PER_MINUTE = 60_000
GAP = 13
"""Between labels of thresholds, in pixels."""
LEAST = 100
"""The range of scores, in points, for which there is room in any case: one that never moves has none."""
ROOM = 0.06
"""Of the scores' range, left free above and below."""
Span = tuple[str, dt.date, dt.date, float]


def time_of(event: Event) -> int:
    """Milliseconds from 1970, UTC."""
    return timestamp(event.day) + event.minute * MS_PER_MINUTE


def _walk(life: Life, name: str) -> list[dict[str, Any]]:
    """A level over time: after each event, and as each step ends."""
    world = life.world
    first = timestamp(world.start)
    start = float(world.policy.score.start.value) if name in ("own", "shown", "clean") else 0
    rows = [(first, -1, start)]
    rows += [(time_of(event), event.step, getattr(event, name)) for event in life.events]
    for week in life.weeks:
        rows.append((first + world.end_of(week.step) * MS_PER_MINUTE, week.step, getattr(week, name)))
    rows.sort(key=lambda row: (row[0], row[1]))
    kept = [
        row for at, row in enumerate(rows)
        if at in (0, len(rows) - 1) or row[2] != rows[at - 1][2] or row[2] != rows[at + 1][2]
    ]  # fmt: skip
    return [{"from": at, "level": value} for at, _, value in kept]


def scores_panel(life: Life, days: tuple[dt.date, dt.date], width: int, narrow: bool) -> Chart:
    """Shown, own and clean score, and the thresholds near them."""
    walks = {name: _walk(life, name) for name in ("own", "clean", "shown")}
    values = [row["level"] for rows in walks.values() for row in rows]
    spans = thresholds(life, days)
    top = max([*values, *(value for *_, value in spans)])
    near = [value for *_, value in spans if value >= min(values) - 0.1 * (top - min(values))]
    low = min([*values, *near, *([max(value for *_, value in spans)] if spans else [])])
    room = ROOM * max(top - low, LEAST)
    domain = [low - room, top + room]
    y = alt.Y(
        "level:Q",
        axis=alt.Axis(title="score, points", tickCount=5, format=",~r"),
        scale=alt.Scale(domain=domain, nice=False, zero=False),
    )
    x = time_axis(days, narrow, labels=False)
    rules, labels = _threshold_layers(spans, domain, walks["shown"][0]["level"], x, y, narrow)
    layers = rules
    styles = {"own": (GREY, 1.4, [1, 0]), "clean": (GREEN, 1.6, [5, 3]), "shown": (BLUE, 2.2, [1, 0])}
    ends = []
    for name, rows in walks.items():
        colour, thick, dash = styles[name]
        layers.append(
            alt.Chart(alt.InlineData(values=rows))
            .mark_line(color=colour, strokeWidth=thick, strokeDash=dash, interpolate="step-after")
            .encode(x=x, y=y)
        )
        last = rows[-1]["level"]
        at = HEIGHT * (1 - (last - domain[0]) / (domain[1] - domain[0]))
        ends.append(End(f"{number(last)} {name}", at, QUIET if name == "own" else colour, name == "shown"))
    ended = end_labels(ends, width, HEIGHT)
    return alt.layer(*layers, *labels, *ended).properties(width=width, height=HEIGHT)


def thresholds(life: Life, days: tuple[dt.date, dt.date]) -> list[Span]:
    """Title, first day, day after the last and value of each threshold that is in force for the citizen."""
    world, group = life.world, life.person["group"]
    cuts = [days[0], *(day for day in change_days(world.policy) if days[0] < day < days[1]), days[1]]
    sunset = world.policy.safeguards.sunset
    found: dict[tuple[str, float], list[dt.date]] = {}
    for consequence in world.policy.consequences.values():
        below = consequence.below_of_group.get(group, consequence.below)
        for first, after in itertools.pairwise(cuts):
            value = None if sunset is not None and sunset <= first else below.on(first)
            if value is None:
                continue
            spans = found.setdefault((consequence.title, float(value)), [first, after])
            spans[1] = after
    return [(title, first, after, value) for (title, value), (first, after) in found.items()]


def _threshold_layers(
    spans: Iterable[Span], domain: Sequence[float], start: float, x: alt.X, y: alt.Y, narrow: bool
) -> tuple[list[Chart], list[Chart]]:
    """A dashed line for each threshold in sight, and for each height a label that covers no other, nor the
    score with which the life begins."""
    titles: dict[float, list[str]] = {}
    layers: list[Chart] = []
    labels: list[Chart] = []
    for name, first, after, value in spans:
        if value < domain[0]:
            continue
        titles.setdefault(value, [])
        if name not in titles[value]:
            titles[value].append(name)
        row = {"from": timestamp(first), "to": timestamp(after), "level": value}
        base = alt.Chart(alt.InlineData(values=[row])).encode(x=x, y=y)
        layers.append(base.mark_rule(color=DARK_ORANGE, strokeDash=[4, 3], strokeWidth=1).encode(x2="to:T"))
    begins, *places = (
        HEIGHT * (1 - (value - domain[0]) / (domain[1] - domain[0])) - GAP / 2 for value in (start, *titles)
    )
    highest = begins + 3 * GAP / 2 if all(value < start for value in titles) else GAP / 2
    moved = spread(places, GAP, highest, HEIGHT - GAP / 2)
    for (value, names), place in zip(titles.items(), moved, strict=True):
        text = f"{number(value)}: {shorten('; '.join(map(small, names)), 26 if narrow else 60)}"
        base = alt.Chart(alt.InlineData(values=[{"text": text}]))
        at = {"x": alt.value(5), "y": alt.value(place), "text": alt.Text("text:N")}
        style: dict[str, Any] = {"align": "left", "baseline": "middle", "fontSize": SMALL - 1}
        labels += [
            base.mark_text(stroke="white", strokeWidth=4, strokeJoin="round", **style).encode(**at),
            base.mark_text(color=DARK_ORANGE, **style).encode(**at),
        ]
    return layers, labels


def levels_panel(life: Life, days: tuple[dt.date, dt.date], width: int, narrow: bool) -> Chart:
    """Dread and hardship."""
    walks = {name: _walk(life, name) for name in ("dread", "hardship")}
    top = max([32.0, *(row["level"] for rows in walks.values() for row in rows)])
    y = alt.Y(
        "level:Q",
        axis=alt.Axis(title="level of 255", tickCount=3),
        scale=alt.Scale(domain=[0, min(MOST_LEVEL, 1.1 * top)], nice=False),
    )
    x = time_axis(days, narrow)
    layers, ends = [], []
    for (name, rows), colour, dash in zip(
        walks.items(), (PURPLE, DARK_ORANGE), ([1, 0], [5, 3]), strict=True
    ):
        layers.append(
            alt.Chart(alt.InlineData(values=rows))
            .mark_line(color=colour, strokeWidth=1.6, strokeDash=dash, interpolate="step-after")
            .encode(x=x, y=y)
        )
        last = rows[-1]["level"]
        at = LEVELS * (1 - last / min(MOST_LEVEL, 1.1 * top))
        ends.append(End(f"{number(last)} {name}", at, colour, False))
    return alt.layer(*layers, *end_labels(ends, width, LEVELS)).properties(width=width, height=LEVELS)

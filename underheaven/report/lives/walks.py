"""Levels of a life over time: the scores with the thresholds near them, dread and hardship."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from underheaven.policy.dates import change_days
from underheaven.record.lives import life as told
from underheaven.record.lives.life import Event, Life
from underheaven.report.ends import End, end_labels
from underheaven.report.labels import shorten
from underheaven.report.scales import quantity, times, timestamp
from underheaven.report.theme import BLUE, DARK_ORANGE, GREEN, GREY, PURPLE, QUIET
from underheaven.report.vega import LINE, NO_AXIS, Axis, Spec, field, marks, pixel, view, words
from underheaven.report.words import number, small

HEIGHT, LEVELS, EXTENT = 230, 80, 150
MOST_LEVEL = 255
MS_PER_MINUTE = 60_000
LEAST = 100
"""The range of scores, in points, for which there is room in any case: one that never moves has none."""
ROOM = 0.06
"""Of the scores' range, left free above and below."""
LETTERS = 34
"""Of the titles of consequences beside their threshold, at most."""
NEVER = "This citizen was never in the scheme, and has no score."
SCORES = ("own", "clean", "shown")
PIECE = {"field": "piece", "type": "nominal"}
Span = tuple[str, dt.date, dt.date, float]


def time_of(event: Event) -> int:
    """Milliseconds from 1970, UTC."""
    return timestamp(event.day) + event.minute * MS_PER_MINUTE


def walk(life: Life, name: str) -> list[dict[str, Any]]:
    """A level over time: after each event, and as each step ends; of scores, while there is one.

    `piece` numbers the stretches: a citizen who is not in the scheme has no score.
    """
    world, scored = life.world, name in SCORES
    first = timestamp(world.start)
    enrolled = {week.step: week.enrolled for week in life.weeks}
    start = float(world.policy.score.start.value) if scored else 0.0
    rows = [(first, -1, start, enrolled[life.weeks[0].step] and not _enters(life))]
    rows += [
        (time_of(event), event.step, getattr(event, name), enrolled.get(event.step, False))
        for event in life.events
    ]
    for week in life.weeks:
        at = first + world.end_of(week.step) * MS_PER_MINUTE
        rows.append((at, week.step, getattr(week, name), week.enrolled))
    rows.sort(key=lambda row: (row[0], row[1]))
    found: list[dict[str, Any]] = []
    piece = 0
    for at, _, value, there in rows:
        if scored and not there:
            piece += 1
            continue
        same = len(found) > 1 and found[-1]["piece"] == found[-2]["piece"] == piece
        if same and found[-1]["level"] == found[-2]["level"] == value:
            found.pop()
        found.append({"from": at, "level": value, "piece": piece})
    return found


def _enters(life: Life) -> bool:
    """Whether the citizen comes into the scheme in the first step that is told, and was not in it before."""
    return any(event.what == told.ENROLLED and event.step == life.weeks[0].step for event in life.events)


def scores_panel(life: Life, days: tuple[dt.date, dt.date], width: float, narrow: bool) -> list[Spec]:
    """Shown, own and clean score, and the thresholds near them; below a narrow one, what these are of.

    Of who was never in the scheme there is nothing to draw but a line that says so.
    """
    if not life.scored:
        return [_unscored(width)]
    walks = {name: walk(life, name) for name in SCORES}
    values = [row["level"] for rows in walks.values() for row in rows]
    spans = thresholds(life, days)
    top = max([*values, *(value for *_, value in spans)])
    near = [value for *_, value in spans if value >= min(values) - 0.1 * (top - min(values))]
    low = min([*values, *near, *([max(value for *_, value in spans)] if spans else [])])
    room = ROOM * max(top - low, LEAST)
    y = replace(quantity(low - room, top + room, "score, points"), extent=EXTENT)
    shown = [span for span in spans if span[-1] >= low - room]
    layers, ends = _thresholds(shown, days, y, narrow)
    styles = {"own": (GREY, 1.4, None), "clean": (GREEN, 1.6, [5, 3]), "shown": (BLUE, 2.2, None)}
    for name, rows in walks.items():
        colour, thick, dash = styles[name]
        if not rows:
            continue
        where = {"x": field("from"), "y": field("level"), "detail": PIECE}
        style = {"strokeDash": dash} if dash else {}
        layers.append(
            marks(rows, "line", where, color=colour, strokeWidth=thick, interpolate="step-after", **style)
        )
        last = rows[-1]["level"]
        label = QUIET if name == "own" else colour
        ends.append(End(f"{number(last)} {name}", _height(last, y, HEIGHT), label, name == "shown"))
    x = times(days, width, hidden=True)
    panel = view([*layers, *end_labels(ends, width, HEIGHT)], width, HEIGHT, x, y)
    return [panel, _named(shown, width)] if narrow and shown else [panel]


def _unscored(width: float) -> Spec:
    """A line in place of the scores of who has none."""
    said = words(NEVER, pixel(-EXTENT), pixel(LINE / 2), color=QUIET)
    return view(said, width, LINE, NO_AXIS, NO_AXIS)


def _height(value: float, axis: Axis, height: float) -> float:
    """Pixels from the top of a plot."""
    low, high = axis.domain
    return height * (1 - (value - low) / (high - low))


def thresholds(life: Life, days: tuple[dt.date, dt.date]) -> list[Span]:
    """Title, first day, day after the last and value of each threshold that is in force for the citizen."""
    world, group = life.world, life.person["group"]
    cuts = [days[0], *(day for day in change_days(world.policy) if days[0] < day < days[1]), days[1]]
    sunset = world.policy.safeguards.sunset
    found: dict[tuple[str, float], list[dt.date]] = {}
    for consequence in world.policy.consequences.values():
        # One that follows outcomes is where the last period left it, and nowhere for long.
        if consequence.follows is not None:
            continue
        below = consequence.below_of_group.get(group, consequence.below)
        for first, after in itertools.pairwise(cuts):
            value = None if sunset is not None and sunset <= first else below.on(first)
            if value is None:
                continue
            spans = found.setdefault((consequence.title, float(value)), [first, after])
            spans[1] = after
    return [(title, first, after, value) for (title, value), (first, after) in found.items()]


def _titles(spans: Iterable[Span], last: dt.date) -> dict[float, str]:
    """What stands below each threshold, and until when where it does not last to the end."""
    titles: dict[float, list[str]] = {}
    for name, _, after, value in spans:
        until = "" if after >= last else f" until {after:%b %Y}"
        titles.setdefault(value, [])
        if f"{small(name)}{until}" not in titles[value]:
            titles[value].append(f"{small(name)}{until}")
    return {value: "; ".join(names) for value, names in titles.items()}


def _thresholds(
    spans: Sequence[Span], days: tuple[dt.date, dt.date], y: Axis, narrow: bool
) -> tuple[list[Spec], list[End]]:
    """A dashed line for each threshold, as long as it is in force, and a label for each height."""
    rows = [
        {"from": timestamp(first), "to": timestamp(after), "level": value} for _, first, after, value in spans
    ]
    where = {"x": field("from"), "x2": field("to"), "y": field("level"), "y2": field("level")}
    layers = [marks(rows, "rule", where, color=DARK_ORANGE, strokeDash=[4, 3], strokeWidth=1)] if rows else []
    ends = [
        End(
            number(value) if narrow else f"{number(value)}  {shorten(title, LETTERS)}",
            _height(value, y, HEIGHT),
            DARK_ORANGE,
        )
        for value, title in _titles(spans, days[1]).items()
    ]
    return layers, ends


def _named(spans: Sequence[Span], width: float) -> Spec:
    """Below a narrow picture: what its thresholds are of."""
    titles = _titles(spans, max(after for _, _, after, _ in spans))
    lines = [f"{number(value)}  {title}" for value, title in sorted(titles.items(), reverse=True)]
    layers = [
        layer
        for place, line in enumerate(lines)
        for layer in words(shorten(line, 54), pixel(-EXTENT), pixel(LINE * place + 7), color=DARK_ORANGE)
    ]
    return view(layers, width, LINE * len(lines), NO_AXIS, NO_AXIS)


def levels_panel(life: Life, days: tuple[dt.date, dt.date], width: float) -> Spec:
    """Dread and hardship."""
    walks = {name: walk(life, name) for name in ("dread", "hardship")}
    top = max([32.0, *(row["level"] for rows in walks.values() for row in rows)])
    y = replace(quantity(0, min(MOST_LEVEL, 1.1 * top), "level, of 255", 3), extent=EXTENT)
    layers, ends = [], []
    for (name, rows), colour, dash in zip(walks.items(), (PURPLE, DARK_ORANGE), (None, [5, 3]), strict=True):
        where = {"x": field("from"), "y": field("level"), "detail": PIECE}
        style = {"strokeDash": dash} if dash else {}
        layers.append(
            marks(rows, "line", where, color=colour, strokeWidth=1.6, interpolate="step-after", **style)
        )
        last = rows[-1]["level"]
        ends.append(End(f"{number(last)} {name}", _height(last, y, LEVELS), colour, False))
    return view([*layers, *end_labels(ends, width, LEVELS)], width, LEVELS, times(days, width), y)

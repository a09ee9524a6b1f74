"""The days that mark a policy: rollout, announcements, news; and their marks on a picture over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from underheaven.engine.world import World
from underheaven.report.labels import lanes, text_width
from underheaven.report.scales import timestamp
from underheaven.report.theme import DARK_ORANGE, INK, PURPLE, SMALL
from underheaven.report.vega import Spec, datum, marks, pixel, words
from underheaven.report.words import day as in_words
from underheaven.report.words import percent, plain

LANE = 15
"""Height of a line of labels above a picture, in pixels."""
COLOURS = {"rollout": INK, "announcement": PURPLE, "news": DARK_ORANGE}


@dataclass(frozen=True)
class Event:
    """Something that happened on a day: `text` marks it in a picture, `title` is said below it."""

    day: dt.date
    text: str
    title: str
    kind: Literal["rollout", "announcement", "news"]


def events_of(world: World) -> list[Event]:
    """The marked days of a policy within the run, in order; those of one kind and day are one."""
    policy = world.policy
    found = [
        Event(
            each.since, f"{plain(name)} {percent(float(each.share.value))}", _rollout(name, world), "rollout"
        )
        for name, each in policy.rollout.items()
        if each.share.value
    ]
    found += [
        Event(a.since, plain(name), a.title, "announcement") for name, a in policy.announcements.items()
    ]
    found += [Event(n.day, plain(name), n.title, "news") for name, n in policy.news.items()]
    days: dict[tuple[dt.date, str], list[Event]] = {}
    for event in found:
        if world.start <= event.day <= world.end:
            days.setdefault((event.day, event.kind), []).append(event)
    return [_together(days[key]) for key in sorted(days)]


def rollout_days(world: World) -> list[dt.date]:
    """The days within the run on which the scheme may reach more people."""
    since = {each.since for each in world.policy.rollout.values() if each.share.value}
    return sorted(day for day in since if world.start < day <= world.end)


def _rollout(name: str, world: World) -> str:
    each = world.policy.rollout[name]
    where = (
        "everywhere"
        if each.regions == "all"
        else f"in {', '.join(world.society.regions[region].title for region in each.regions)}"
    )
    return f"{plain(name)}: {percent(float(each.share.value))} of communities {where}"


def _together(events: list[Event]) -> Event:
    first = events[0]
    if len(events) == 1:
        return first
    title = "; ".join(event.title for event in events)
    return Event(first.day, f"{first.text} and {len(events) - 1} more", title, first.kind)


def lift_of(events: Sequence[Event], days: Sequence[dt.date], width: float) -> float:
    """How much room the labels of events take above a picture, in pixels."""
    _, taken = _placed(events, days, width)
    return LANE * (1 + max(taken)) + 4 if taken else 0


def marked(events: Sequence[Event], days: Sequence[dt.date], width: float, height: float) -> list[Spec]:
    """Layers that mark events on a picture of time: a line down, and a label above that covers no other.

    A line ends at its own label, and goes through no other.
    """
    spans, taken = _placed(events, days, width)
    lines: list[Spec] = []
    texts: list[Spec] = []
    for event, span, lane in zip(events, spans, taken, strict=True):
        top, place = -LANE * lane - 6, _place(event, days, width)
        # A label of a lower lane through which the line would go is drawn around.
        colour = COLOURS[event.kind]
        x = datum(timestamp(event.day))
        for upper, lower in _gaps(place, lane, spans, taken, height):
            where = {"x": x, "y": pixel(upper), "x2": x, "y2": pixel(lower)}
            lines.append(marks([{}], "rule", where, color=colour, strokeDash=[2, 2], strokeWidth=1))
        backwards = span[0] < place
        style: dict[str, Any] = {"align": "right", "dx": -4} if backwards else {"align": "left", "dx": 4}
        texts += words(event.text, x, pixel(top), baseline="bottom", color=colour, **style)
    return [*lines, *texts]


def _place(event: Event, days: Sequence[dt.date], width: float) -> float:
    return width * (event.day - days[0]).days / (days[-1] - days[0]).days


def _placed(
    events: Sequence[Event], days: Sequence[dt.date], width: float
) -> tuple[list[tuple[float, float]], list[int]]:
    """The span of each event's label, and its lane from 0, the lowest."""
    spans = []
    for event in events:
        place, wide = _place(event, days, width), text_width(event.text, SMALL) + 6
        spans.append((place - wide, place) if place + wide > width * 1.05 else (place, place + wide))
    return spans, lanes(spans)


def _gaps(
    place: float, lane: int, spans: Sequence[tuple[float, float]], taken: Sequence[int], height: float
) -> list[tuple[float, float]]:
    """The parts of a line down from its label in which no lower label stands, from above."""
    crossed = sorted(
        other
        for other, (left, right) in zip(taken, spans, strict=True)
        if other < lane and left + 2 < place < right - 2
    )
    edges, foot = [], height
    for other in crossed:
        edges.append((-LANE * other - 5.0, foot))
        foot = -LANE * other - 6.0 - LANE
    edges.append((-LANE * (lane + 1) - 1.0, foot))
    return [(upper, lower) for upper, lower in edges if lower > upper]


def explained(events: Sequence[Event]) -> str:
    """What the marks stand for, in one sentence; nothing if there are none."""
    if not events:
        return ""
    return "Marked: " + "; ".join(f"{event.title} ({in_words(event.day)})" for event in events) + "."

"""The days that mark a policy: rollout, announcements, news; and their marks on a picture over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from underheaven.engine.world import World
from underheaven.report.labels import lanes, text_width
from underheaven.report.theme import DARK_ORANGE, INK, PURPLE, SMALL
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


def timestamp(day: dt.date) -> int:
    """Milliseconds from 1970, UTC: how a picture's axis counts days."""
    return (day - dt.date(1970, 1, 1)).days * 86_400_000


def time_axis(days: Sequence[dt.date], narrow: bool, labels: bool = True) -> alt.X:
    """The axis of time from the first to the last of `days`, for fields `from` (and `to`)."""
    years = (days[-1] - days[0]).days / 365.25
    axis = alt.Axis(title=None, grid=False, tickCount=5 if narrow else 10, labels=labels, ticks=labels)
    if years >= 2:
        every = max(1, round(years / (4 if narrow else 9)))
        axis = alt.Axis(
            title=None,
            grid=False,
            format="%Y",
            tickCount=alt.TimeIntervalStep(interval="year", step=every),
            labels=labels,
            ticks=labels,
        )
    domain = [timestamp(days[0]), timestamp(days[-1])]
    return alt.X("from:T", axis=axis, scale=alt.Scale(type="utc", domain=domain, nice=False))


def marks(events: Sequence[Event], days: Sequence[dt.date], width: int, height: int) -> list[alt.Chart]:
    """Layers that mark events on a picture of time: a line down, and a label above that covers no other."""
    length = (days[-1] - days[0]).days
    places = [width * (event.day - days[0]).days / length for event in events]
    spans = []
    for event, place in zip(events, places, strict=True):
        wide = text_width(event.text, SMALL) + 4
        spans.append((place - wide, place) if place + wide > width * 1.05 else (place, place + wide))
    lines, halos, texts = [], [], []
    for event, place, span, lane in zip(events, places, spans, lanes(spans), strict=True):
        top = -LANE * lane - 6
        base = alt.Chart(alt.InlineData(values=[{"from": timestamp(event.day), "text": event.text}]))
        at = {"x": alt.X("from:T"), "y": alt.value(top)}
        lines.append(
            base.mark_rule(color=COLOURS[event.kind], strokeDash=[2, 2], opacity=0.75).encode(
                x=alt.X("from:T"), y=alt.value(top - LANE + 5), y2=alt.value(height)
            )
        )
        backwards = span[0] < place
        where: dict[str, Any] = {
            "align": "right" if backwards else "left",
            "dx": -4 if backwards else 4,
            "baseline": "bottom",
        }
        label = alt.Text("text:N")
        halos.append(
            base.mark_text(stroke="white", strokeWidth=4, strokeJoin="round", **where).encode(
                text=label, **at
            )
        )
        texts.append(base.mark_text(color=COLOURS[event.kind], **where).encode(text=label, **at))
    return [*lines, *halos, *texts]


def explained(events: Sequence[Event]) -> str:
    """What the marks stand for, in one sentence; nothing if there are none."""
    if not events:
        return ""
    return "Marked: " + "; ".join(f"{event.title} ({in_words(event.day)})" for event in events) + "."

"""The picture of what dread holds back over time: critical speech, all speech, all lawful acts."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence

import altair as alt
import numpy as np

from underheaven.measure import chill
from underheaven.measure.specification import lawful
from underheaven.report.ends import End, end_labels
from underheaven.report.events import Event, events_of, explained, marks, time_axis, timestamp
from underheaven.report.picture import Picture
from underheaven.report.render import Chart
from underheaven.report.results import Results
from underheaven.report.theme import BLUE, DARK_ORANGE, NARROW, PERCENT_LABEL, QUIET, WIDE
from underheaven.report.words import of_many, percent

TITLE = "Speech held back"
HEIGHT = 250
ACTS: dict[str, tuple[str, ...]] = {
    "lawful critical speech": ("critical",),
    "all lawful speech": ("critical", "supportive"),
    "all lawful acts": ("none", "critical", "supportive"),
}
COLOURS = dict(zip(ACTS, (DARK_ORANGE, BLUE, QUIET), strict=True))
WIDTHS = dict(zip(ACTS, (2.6, 1.8, 1.8), strict=True))


def speech_chart(
    shares: Mapping[str, Sequence[float | None]],
    events: Sequence[Event],
    days: Sequence[dt.date],
    narrow: bool = False,
) -> Chart:
    """Shares held back in each period; `shares` has a line for each of `ACTS`, None where undefined.

    `days` has one day more than there are periods.
    """
    width = NARROW if narrow else WIDE
    found = [share for line in shares.values() for share in line if share is not None]
    highest = max([*found, 0.001]) * 1.08
    y = alt.Y(
        "share:Q",
        axis=alt.Axis(
            title="Held back, of what would be done", format="~%", labelExpr=PERCENT_LABEL, tickCount=5
        ),
        scale=alt.Scale(domain=[0, highest], nice=False),
    )
    middles = [(timestamp(first) + timestamp(after)) // 2 for first, after in itertools.pairwise(days)]
    lines, ends = [], []
    for name, line in shares.items():
        rows = [{"from": middle, "share": share} for middle, share in zip(middles, line, strict=True)]
        lines.append(
            alt.Chart(alt.InlineData(values=rows))
            .mark_line(color=COLOURS[name], strokeWidth=WIDTHS[name], interpolate="monotone")
            .encode(x=time_axis(days, narrow), y=y)
        )
        last = next((share for share in reversed(line) if share is not None), None)
        if last is not None:
            place = HEIGHT * (1 - last / highest)
            text = percent(last) if narrow else f"{percent(last)}  {name}"
            ends.append(End(text, place, COLOURS[name], bold=name == next(iter(shares))))
    layers = [*lines, *marks(events, days, width, HEIGHT), *end_labels(ends, width, HEIGHT)]
    main = alt.layer(*layers).properties(width=width, height=HEIGHT)
    return alt.vconcat(main, _key(shares, width), spacing=28, bounds="flush") if narrow else main


def _key(names: Mapping[str, object], width: int) -> Chart:
    """Below a narrow picture: what its lines are."""
    layers = []
    for place, name in enumerate(names):
        base = alt.Chart(alt.InlineData(values=[{"text": name}]))
        y = alt.value(16 * place + 6)
        layers += [
            base.mark_rule(color=COLOURS[name], strokeWidth=3).encode(
                x=alt.value(-34), x2=alt.value(-16), y=y
            ),
            base.mark_text(align="left", color=COLOURS[name]).encode(x=alt.value(-10), y=y, text="text:N"),
        ]
    return alt.layer(*layers).properties(width=width, height=16 * len(names))


def picture(results: Results) -> Picture:
    """How much lawful speech dread held back over the run, and how much of all that is lawful."""
    reading = (
        "Each line is a share of lawful acts that people would have done and did not do for dread: of "
        "critical speech (posts and petitions), of all speech, and of all lawful acts together. What was "
        "denied or prevented is not in it."
    )
    line, last = results.timeline, results.last
    shares = {
        name: [None if np.isnan(share) else round(share, 6) for share in found.tolist()]
        for name, speech in ACTS.items()
        for found in [chill.held_back(line.counts, tuple(lawful(*speech)(results.frame)))]
    }
    if not any(share for found in shares.values() for share in found):
        return Picture("speech", TITLE, reading, "Nothing was held back: there was nothing to dread.")
    events = events_of(results.world)
    charts = [speech_chart(shares, events, line.days, narrow) for narrow in (False, True)]
    critical = last.chill_critical.all.value
    spoken = (
        f"In {results.last_year}, {of_many(critical, 'critical posts and petitions')} that would have been "
        "written were not."
        if critical is not None
        else f"In {results.last_year} there was no critical speech to hold back."
    )
    return Picture("speech", TITLE, f"{reading} {explained(events)}".strip(), spoken, *charts)

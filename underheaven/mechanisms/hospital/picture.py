"""The picture of the hospital: minutes waited by class over time, against one line for all."""

from __future__ import annotations

import numpy as np

from underheaven.measure.counts import Counts, Floats
from underheaven.measure.expression import sixteenths
from underheaven.measure.named import evaluated, value_of
from underheaven.report.events import events_of, explained
from underheaven.report.few import kept, told
from underheaven.report.lines import Line, lines_chart
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.theme import BLUE, DARK_ORANGE, QUIET
from underheaven.report.words import capital, number

NAME, PLACE = "waits", 70

TITLE = "Who waits at the hospital"
AXIS = "minutes waited, a visit"


LINES = (
    ("slow", "", DARK_ORANGE, 2.6, ""),
    ("all", "all in one line", QUIET, 1.8, "dashed"),
    ("fast", "in the fast lane", BLUE, 2.2, ""),
)
"""Each line's key, name, colour, width and dash."""


def one_line(counts: Counts) -> Floats:
    """Minutes that a visit would wait if all stood in one line."""
    minutes = sixteenths("person.fast_minutes_one_line", "person.slow_minutes_one_line")
    return evaluated({"ratio": [minutes, ["person.fast_visits", "person.slow_visits"]]}, counts)


def picture(results: Results) -> Picture | None:
    """Minutes waited by those in the fast lane and those outside it; nothing without a hospital."""
    if results.world.society.hospital is None:
        return None
    line, lane = results.timeline, results.frame.fast_lane
    reading = "Each line is the mean wait of a visit to the hospital. " + (
        "Orange are those whose standing gives them no fast lane, blue those in it; the dashed line is what "
        "everybody would have waited in one line, with the same people."
        if lane
        else "Nobody is served before others."
    )
    slow = value_of("wait_slow", line.counts)
    if np.isnan(slow).all():
        return Picture("waits", TITLE, reading, "Nobody went to the hospital.")
    visits = {lane: line.counts[f"person.{lane}_visits"] for lane in ("slow", "fast")}
    waited = {"slow": kept({"slow": slow}, visits)}
    if lane:
        fast = value_of("wait_fast", line.counts)
        waited["fast"] = kept({"fast": fast}, visits)
        every = one_line(line.counts)
        waited["all"] = kept({"all": every}, {"all": visits["slow"] + visits["fast"]})
    lines = [
        Line(
            ("without the fast lane" if lane else "everybody") if name == "slow" else words,
            waited[name].fields[name], colour, width, "dotted" if waited[name].thin else dash, name == "slow",
        )
        for name, words, colour, width, dash in LINES
        if name in waited
    ]  # fmt: skip
    reading = f"{reading} {told([*waited.values()], 'visits')}".strip()
    events = [event for event in events_of(results.world) if event.kind == "rollout"]
    charts = [lines_chart(lines, AXIS, line.days, events, narrow, percents=False) for narrow in (False, True)]
    return Picture("waits", TITLE, f"{reading} {explained(events)}".strip(), _finding(results), *charts)


def _finding(results: Results) -> str:
    last, when = results.last, results.when
    slow, refused = last.wait_slow.all.value, last.refused.all.value
    said = f"{capital(when)} nobody outside the fast lane was served."
    if slow is not None:
        said = f"{capital(when)} a visit waited {number(slow)} minutes"
        fast, cost = last.everyone("wait_fast"), last.everyone("wait_cost")
        if fast is not None and cost is not None:
            said += (
                f" without the fast lane and {number(fast)} in it; the lane cost those outside it "
                f"{number(cost)} minutes a visit"
            )
        said += "."
    if refused:
        said += f" For lack of room {number(refused)} were refused a year, per 1,000 people of any standing."
    return said

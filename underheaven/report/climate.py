"""The picture of the opinion climate: how much of what is said is critical, and how much is said."""

from __future__ import annotations

import altair as alt
import numpy as np

from underheaven.measure.counts import ratio
from underheaven.measure.specification import lawful
from underheaven.report.events import events_of, explained
from underheaven.report.lines import Line, lines_chart, values_of
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.theme import BLUE, DARK_ORANGE, INK
from underheaven.report.words import percent

TITLE = "What is said, and what seems to be thought"
FAINT = "#c3c9d1"
HEIGHT = 170


def picture(results: Results) -> Picture | None:
    """The climate of each region and of all, and speech done; nothing where nobody speaks."""
    line, frame = results.timeline, results.frame
    said = {
        speech: line.counts.acts("done", tuple(lawful(speech)(frame)))
        for speech in ("critical", "supportive")
    }
    both = said["critical"] + said["supportive"]
    if not np.asarray(both).any():
        return None
    reading = (
        "Above: of what is said about politics, the share that is critical; the thick line is everybody, "
        "thin ones are regions. People read from it whether they are alone. Below: how much of both is "
        "said, a year and adult, in the scheme or not."
    )
    nation = ratio(said["critical"], both)
    years = line.counts.adult_years
    regions = [
        Line("", values_of(line.climate[:, place]), FAINT, 1.0) for place in range(line.climate.shape[1])
    ]
    climate = [
        *(regions if len(regions) > 1 else []),
        Line("critical, of what is said", values_of(nation), INK, 2.6),
    ]
    spoken = [
        Line(f"{speech} speech", values_of(ratio(said[speech], years)), colour, 2.2)
        for speech, colour in (("critical", DARK_ORANGE), ("supportive", BLUE))
    ]
    events = events_of(results.world)
    charts = [
        alt.vconcat(
            lines_chart(climate, "Critical, of what is said", line.days, events, narrow, height=HEIGHT),
            lines_chart(spoken, "A year, an adult", line.days, (), narrow, percents=False, height=HEIGHT),
            spacing=24,
        )
        for narrow in (False, True)
    ]
    known = nation[nation == nation]
    finding = (
        f"At the beginning {percent(float(known[0]))} of what was said about politics was critical, at the "
        f"end {percent(float(known[-1]))}."
    )
    return Picture("climate", TITLE, f"{reading} {explained(events)}".strip(), finding, *charts)

"""The picture of the opinion climate: how much of what is said is critical, and how much is said."""

from __future__ import annotations

import numpy as np

from underheaven.documents.words import counted
from underheaven.measure.counts import ratio
from underheaven.measure.frame import MINUTES_PER_YEAR
from underheaven.measure.selections import lawful
from underheaven.report.events import events_of, explained
from underheaven.report.few import FEWEST, base_of, is_few, kept, told
from underheaven.report.lines import Line, lines_chart
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.theme import BLUE, DARK_ORANGE, FAINT, INK
from underheaven.report.vega import below
from underheaven.report.words import percent

NAME, PLACE = "climate", 40

TITLE = "What is said, and what seems to be thought"
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
    adults = base_of(results.measures, lambda counts: counts.adult_years / len(results.measures.years))
    large = [place for place, region in enumerate(frame.regions) if not is_few(adults("region", region))]
    regions = [Line("", line.climate[:, place], FAINT, 1.0) for place in large]
    whole = kept({"all": nation}, {"all": both})
    climate = [
        *(regions if len(frame.regions) > 1 else []),
        Line("critical, of what is said", whole.fields["all"], INK, 2.6, "dotted" if whole.thin else ""),
    ]
    people = years * MINUTES_PER_YEAR / line.minutes
    rates = {speech: kept({speech: ratio(said[speech], years)}, {speech: people}) for speech in said}
    spoken = [
        Line(
            f"{speech} speech", rates[speech].fields[speech], colour, 2.2,
            "dotted" if rates[speech].thin else dash,
        )
        for speech, colour, dash in (("critical", DARK_ORANGE, ""), ("supportive", BLUE, "dashed"))
    ]  # fmt: skip
    reading = " ".join(
        filter(None, (reading, told([whole], "things said"), told([*rates.values()], "adults")))
    )
    if small := len(frame.regions) - len(large):
        reading += (
            f" Without {small} of {counted(len(frame.regions), 'region')}, with fewer than {FEWEST} adults."
        )
    events = events_of(results.world)
    charts = [
        below(
            [
                lines_chart(climate, "critical, of what is said", line.days, events, narrow, height=HEIGHT),
                lines_chart(spoken, "times a year, an adult", line.days, (), narrow, False, HEIGHT),
            ],
            24,
        )
        for narrow in (False, True)
    ]
    known = nation[nation == nation]
    finding = (
        f"At the beginning {percent(float(known[0]))} of what was said about politics was critical, at the "
        f"end {percent(float(known[-1]))}."
    )
    return Picture("climate", TITLE, f"{reading} {explained(events)}".strip(), finding, *charts)

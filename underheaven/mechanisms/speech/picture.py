"""The picture of what dread holds back over time: critical speech, all speech, all lawful acts."""

from __future__ import annotations

from underheaven.measure.named import evaluated
from underheaven.mechanisms.speech.measures import held_back, would_have_been
from underheaven.report.events import events_of, explained
from underheaven.report.few import kept, told
from underheaven.report.lines import Line, lines_chart
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.theme import BLUE, DARK_ORANGE, QUIET
from underheaven.report.words import capital, of_many

NAME, PLACE = "speech", 30

TITLE = "Speech held back"
AXIS = "held back, of what would be done"
ACTS: dict[str, tuple[str, str, str]] = {
    "lawful critical speech": ("critical_speech", DARK_ORANGE, ""),
    "all lawful speech": ("lawful_speech", BLUE, "dashed"),
    "all lawful acts": ("lawful_acts", QUIET, ""),
}


def picture(results: Results) -> Picture:
    """How much lawful speech dread held back over the run, and how much of all that is lawful."""
    reading = (
        "Each line is a share of lawful acts that people would have done and did not do for dread, or "
        "because hardship put them off: of critical speech (posts and petitions), of all speech, and of all "
        "lawful acts together. What was denied or prevented is not in it."
    )
    line, last = results.timeline, results.last
    lines: list[Line] = []
    every = []
    for name, (kinds, colour, dash) in ACTS.items():
        acts = evaluated(would_have_been(kinds), line.counts)
        found = kept({name: evaluated(held_back(kinds), line.counts)}, {name: acts})
        every.append(found)
        first = not lines
        dash = "dotted" if found.thin else dash
        lines.append(Line(name, found.fields[name], colour, 2.6 if first else 1.8, dash, first))
    reading = f"{reading} {told(every, 'such acts')}".strip()
    if not any(value > 0 for each in lines for value in each.values.tolist()):
        return Picture("speech", TITLE, reading, "Nothing was held back: there was nothing to dread.")
    events = events_of(results.world)
    charts = [lines_chart(lines, AXIS, line.days, events, narrow) for narrow in (False, True)]
    critical = last.chill_critical.all.value
    spoken = (
        f"{capital(results.when)}, {of_many(critical, 'critical posts and petitions')} that would have been "
        "written were held back."
        if critical is not None
        else f"{capital(results.when)} there was no critical speech to hold back."
    )
    return Picture("speech", TITLE, f"{reading} {explained(events)}".strip(), spoken, *charts)

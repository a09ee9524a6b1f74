"""The picture of looking for a partner: who is looked at, and who finds somebody."""

from __future__ import annotations

import numpy as np

from underheaven.measure.named import base_of, value_of
from underheaven.mechanisms.partners.measures import WHO
from underheaven.report.events import rollout_days
from underheaven.report.few import kept, told
from underheaven.report.panels import Kind, Panel, panels_chart
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.theme import BLUE, DARK_ORANGE
from underheaven.report.words import capital, number, of_many

NAME, PLACE = "partners", 150

TITLE = "Who is seen by those who look for a partner"
KINDS = (Kind("visible", "shown more often", BLUE), Kind("others", "all others", DARK_ORANGE, dash="dashed"))


def picture(results: Results) -> Picture | None:
    """Times looked at and matches over time; nothing where standing does not show anybody more often."""
    shown = any(each.visibility is not None for each in results.world.policy.privileges.values())
    if results.world.society.dating is None or not shown:
        return None
    line = results.timeline
    reading = (
        "First: how often a seeker is looked at in a step. Second: the share of seekers who find a partner "
        "in it. Blue are those whose standing shows them more often, orange all others: looks are shared "
        "out, so that what the ones gain the others lose."
    )
    if not np.asarray(line.counts["person.seekers"]).any():
        return Picture("partners", TITLE, reading, "Nobody looked for a partner.")
    seekers = {who: base_of(f"seen_{who}", line.counts) for who in WHO}
    panels, every = [], []
    for title, axis, measure, percents in (
        ("Looked at", "times a seeker and step", "seen", False),
        ("Find a partner", "of seekers in a step", "matched", True),
    ):
        found = kept({who: value_of(f"{measure}_{who}", line.counts) for who in WHO}, seekers)
        every.append(found)
        panels.append(Panel(title, (), found.fields, axis, percents, found.thin))
    reading = f"{reading} {told(every, 'seekers')}".strip()
    days = rollout_days(results.world)
    charts = [panels_chart(panels, KINDS, days, line.days, narrow) for narrow in (False, True)]
    return Picture("partners", TITLE, reading, _finding(results), *charts)


def _finding(results: Results) -> str:
    last, when = results.last, results.when
    matched, alike = last["matched"].all.value, last["assortativity"].all.value
    said = f"{capital(when)} nobody looked for a partner"
    if matched is not None:
        said = f"{capital(when)}, {of_many(matched, 'seekers')} found a partner in a step"
    visible, others = (last.everyone(f"seen_{who}") for who in WHO)
    if visible is not None and others is not None:
        said += (
            f"; those shown more often were looked at {number(visible)} times, others {number(others)} times"
        )
    if alike is not None:
        said += f"; the scores of partners went together with a correlation of {alike:.2f}"
    return f"{said}."

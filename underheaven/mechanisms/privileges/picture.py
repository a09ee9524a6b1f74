"""The picture of privileges: who holds each over time."""

from __future__ import annotations

from underheaven.measure.named import value_of
from underheaven.report.events import rollout_days
from underheaven.report.few import kept, told
from underheaven.report.lines import last_of
from underheaven.report.panels import Kind, Panel, panels_chart
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.theme import BLUE, PALE_BLUE
from underheaven.report.words import capital, number, of_many, percent

NAME, PLACE = "rewards", 20

TITLE = "Who holds each privilege"
KINDS = (Kind("held", "held", BLUE, PALE_BLUE),)


def picture(results: Results) -> Picture | None:
    """Share of adults in the scheme who hold each privilege over time; nothing without privileges."""
    privileges = results.frame.privileges
    if not privileges:
        return None
    reading = (
        "The share of adults in the scheme whose score is above the threshold of the privilege. Each panel "
        "has its own scale; the number above it is of the end. Dashed lines are days on which the scheme "
        "reaches more people, who begin at the start score."
    )
    line = results.timeline
    held = {name: value_of(f"holders.{name}", line.counts) for name in privileges}
    if not any(last_of(found) is not None and found[found == found].any() for found in held.values()):
        return Picture("rewards", TITLE, reading, "Nobody held a privilege.")
    every = {name: kept({"held": found}, {"held": line.in_scheme}) for name, found in held.items()}
    panels = [
        Panel(
            title,
            (f"{percent(last_of(held[name]) or 0)} hold it",),
            every[name].fields,
            "of adults in the scheme",
            thin=every[name].thin,
        )
        for name, title in privileges.items()
    ]
    reading = f"{reading} {told([*every.values()], 'adults in the scheme')}".strip()
    days = rollout_days(results.world)
    charts = [panels_chart(panels, KINDS, days, line.days, narrow) for narrow in (False, True)]
    return Picture("rewards", TITLE, reading, _finding(results), *charts)


def _finding(results: Results) -> str:
    last, when, privileges = results.last, results.when, results.frame.privileges
    shares = {name: last[f"holders.{name}"].all.value or 0 for name in privileges}
    most = max(shares, key=shares.__getitem__)
    if not shares[most]:
        return f"Nobody held a privilege {when}."
    said = f"{capital(when)}, {of_many(shares[most], 'adults in the scheme')} held “{privileges[most]}”"
    gain = last.get("gain")
    if gain is not None and gain.all.value:
        said += f"; privileges were worth {number(gain.all.value)} yuan a year per adult"
        rich, poor = gain.by("quintile")["q5"].value, gain.by("quintile")["q1"].value
        if rich is not None and poor is not None:
            said += f" ({number(rich)} in the richest fifth, {number(poor)} in the poorest)"
    return f"{said}."

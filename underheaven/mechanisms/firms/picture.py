"""The picture of firms: how many are under each sanction, and how many people work in them."""

from __future__ import annotations

from underheaven.measure.named import value_of
from underheaven.report.events import rollout_days
from underheaven.report.few import kept, told
from underheaven.report.lines import last_of
from underheaven.report.panels import Kind, Panel, panels_chart
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.theme import BLUE, DARK_ORANGE, PALE_BLUE
from underheaven.report.words import capital, number, of_many, percent

NAME, PLACE = "firms", 140

TITLE = "Firms under sanctions, and their people"
KINDS = (
    Kind("firms", "firms under it", BLUE, PALE_BLUE),
    Kind("employees", "employees in such firms", DARK_ORANGE, dash="dashed"),
)


def picture(results: Results) -> Picture | None:
    """Shares of firms and of employees under each consequence of firms over time; nothing without any."""
    consequences = results.frame.firm_consequences
    if not consequences:
        return None
    reading = (
        "Blue: the share of firms under the sanction. Orange: the share of all employed people who work in "
        "such a firm. Each panel has its own scale; the number above it is of the end."
    )
    line = results.timeline
    if not any(results.measures[f"firms_under.{name}"].all.value for name in consequences):
        return Picture("firms", TITLE, reading, "Nothing happened to any firm.")
    panels, every = [], []
    steps = line.minutes / line.counts.frame.step_minutes
    bases = {name: line.counts[f"firm.{name}"] / steps for name in ("firms", "employees")}
    for name, title in consequences.items():
        under = value_of(f"firms_under.{name}", line.counts)
        found = kept({"firms": under, "employees": value_of(f"employees_under.{name}", line.counts)}, bases)
        every.append(found)
        said = (f"{percent(last_of(under) or 0)} of firms",)
        panels.append(Panel(title, said, found.fields, "of firms, of employees", thin=found.thin))
    reading = f"{reading} {told(every, 'firms or employees')}".strip()
    days = rollout_days(results.world)
    charts = [panels_chart(panels, KINDS, days, line.days, narrow) for narrow in (False, True)]
    return Picture("firms", TITLE, reading, _finding(results), *charts)


def _finding(results: Results) -> str:
    last, consequences = results.last, results.frame.firm_consequences
    shares = {name: last[f"firms_under.{name}"].all.value or 0 for name in consequences}
    most = max(shares, key=shares.__getitem__)
    said = f"{capital(results.when)}, {of_many(shares[most], 'firms')} were under “{consequences[most]}”"
    wages = last.everyone("wages_lost")
    if wages:
        said += f". What happened to firms cost each employed person {number(wages)} yuan of wages a year"
    return f"{said}."

"""The picture of confinement: how many enter it and leave it over time."""

from __future__ import annotations

from underheaven.measure.frame import THOUSAND
from underheaven.measure.named import value_of
from underheaven.report.events import rollout_days
from underheaven.report.few import kept, told
from underheaven.report.panels import Kind, Panel, panels_chart
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.theme import BLUE, DARK_ORANGE
from underheaven.report.words import number, of_many, percent

NAME, PLACE = "spells", 100

TITLE = "Into confinement and out of it"
KINDS = (Kind("begun", "enter it", DARK_ORANGE), Kind("ended", "leave it", BLUE, dash="dashed"))


def picture(results: Results) -> Picture | None:
    """Spells in confinement begun and ended over time; nothing where nothing confines."""
    policy = results.world.policy
    titles = {name: each.title for name, each in policy.consequences.items() if each.confines}
    if not titles:
        return None
    reading = (
        "Spells begun (orange) and ended (blue) in each period, a year and per 1,000 adults in the scheme. "
        "Where orange lies above blue, more and more are confined."
    )
    line, measures = results.timeline, results.measures
    if not any(measures[f"begun.{name}"].all.value for name in titles):
        return Picture("spells", TITLE, reading, "Nobody was confined.")
    panels, every = [], []
    for name, title in titles.items():
        fields = {
            "begun": value_of(f"begun.{name}", line.counts),
            "ended": value_of(f"ended.{name}", line.counts),
        }
        left = measures[f"unended.{name}"].all.value
        never = () if left is None else (f"{percent(left)} never ended",)
        found = kept(fields, dict.fromkeys(fields, line.in_scheme))
        every.append(found)
        panels.append(Panel(title, never, found.fields, "a year, per 1,000 adults", False, found.thin))
    reading = f"{reading} {told(every, 'adults in the scheme')}".strip()
    days = rollout_days(results.world)
    charts = [panels_chart(panels, KINDS, days, line.days, narrow) for narrow in (False, True)]
    return Picture("spells", TITLE, reading, _finding(results, titles), *charts)


def _finding(results: Results, titles: dict[str, str]) -> str:
    measures = results.measures
    name = max(titles, key=lambda each: measures[f"begun.{each}"].all.value or 0)
    left = measures[f"unended.{name}"].all.value
    said = (
        []
        if left is None
        else [f"{of_many(left, f'spells under “{titles[name]}”')} had not ended with the run"]
    )
    ways = {
        "by redress": measures[f"ended_by_redress.{name}"].all.value,
        "by a change of the rules": measures[f"ended_by_rule.{name}"].all.value,
    }
    said += [f"{percent(share)} of those that ended did so {way}" for way, share in ways.items() if share]
    prevented = results.last.prevented.all.value
    if prevented:
        said.append(f"it prevented {number(prevented)} acts a year per {THOUSAND:,} adults {results.when}")
    income = results.last.everyone("confined_income")
    if income:
        said.append(f"it took {number(income)} yuan of income a year per adult in the scheme")
    text = "; ".join(said) or "Some were confined"
    return f"{text[:1].upper()}{text[1:]}."

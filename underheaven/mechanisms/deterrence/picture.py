"""The picture of deterrence: how likely a record is thought to be and is, over time and by group."""

from __future__ import annotations

from underheaven.measure.named import base_of, value_of
from underheaven.measure.results import Measure
from underheaven.report.dots import Panel as Dots
from underheaven.report.dots import dots_chart, rows_of
from underheaven.report.events import rollout_days
from underheaven.report.few import kept, told
from underheaven.report.lines import last_of
from underheaven.report.panels import Kind, Panel, panels_chart
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.theme import BLUE, ORANGE, PALE_BLUE
from underheaven.report.vega import below
from underheaven.report.words import capital, percent

NAME, PLACE = "deterrence", 85

TITLE = "How likely a record is thought to be, and is"
KINDS = (Kind("thought", "thought", BLUE, PALE_BLUE), Kind("true", "true", ORANGE))
PANELS = 6
"""Kinds drawn at most; further ones are in the table."""
DIMENSIONS = ("group", "place", "quintile")
"""Of the panels below."""


def picture(results: Results) -> Picture | None:
    """Perceived and true chances over time by kind, and by group; nothing where nobody reckons."""
    if "perceived_chance" not in results.measures:
        return None
    reading = (
        "Above: for each kind of act the chance of a record that people in the scheme reckon with when they "
        "would do it, and the share of such acts done that is recorded. Each panel has its own scale. Below: "
        f"both by group, residence and income, {results.when}, over all such kinds; a dot is the value of "
        "the people named on the left, its bar the 95 % interval where there is one; the dashed line is "
        "everyone's value."
    )
    every = results.last.perceived_chance.all.value
    if every is None:
        return Picture(NAME, TITLE, reading, "Nobody in the scheme would have done such an act.")
    line, panels, series = results.timeline, [], []
    for name in _kinds(results)[:PANELS]:
        fields = {
            "thought": value_of(f"perceived_chance.{name}", line.counts),
            "true": value_of(f"true_chance.{name}", line.counts),
        }
        bases = {
            "thought": base_of(f"perceived_chance.{name}", line.counts),
            "true": base_of(f"true_chance.{name}", line.counts),
        }
        found = kept(fields, bases)
        series.append(found)
        said = f"{_share(last_of(fields['thought']))} thought, {_share(last_of(fields['true']))} true"
        title = results.frame.kinds[name].title
        panels.append(Panel(title, (said,), found.fields, "chance of a record", thin=found.thin))
    days, charts = rollout_days(results.world), []
    for narrow in (False, True):
        over_time = panels_chart(panels, KINDS, days, line.days, narrow)
        dots = [
            _dots(results.last.perceived_chance, "Thought", narrow),
            _dots(results.last.true_chance, "True", narrow),
        ]
        charts.append(below([over_time, dots_chart(dots, narrow=narrow)], 30))
    notes = told(series, "acts")
    return Picture(NAME, TITLE, f"{reading} {notes}".strip(), _finding(results), *charts)


def _kinds(results: Results) -> list[str]:
    """The kinds that are reckoned with, those first of which most is held back for it."""
    names = [name for name in results.frame.kinds if f"perceived_chance.{name}" in results.measures]
    return sorted(names, key=lambda name: -(results.last[f"reckoned.{name}"].all.value or 0))


def _dots(measure: Measure, title: str, narrow: bool) -> Dots:
    by = {dimension: measure.by(dimension) for dimension in DIMENSIONS}
    return Dots(title, "chance of a record", rows_of(measure.all, by, narrow), percents=True)


def _share(value: float | None) -> str:
    return "none" if value is None else percent(value)


def _finding(results: Results) -> str:
    last, when = results.last, results.when
    thought, true, held = (last[name].all.value for name in ("perceived_chance", "true_chance", "reckoned"))
    said = f"{capital(when)}, people thought a record {_share(thought)} likely"
    said += (
        "; none of them did any such act"
        if true is None
        else f"; {_share(true)} of what they did was recorded"
    )
    if held is not None:
        said += f". For what a record would have cost, {percent(held)} of such acts were not done"
    return f"{said}."

"""The picture of what is denied to whom: denials of each kind by group, place and income."""

from __future__ import annotations

from underheaven.documents.words import agreeing, quoted
from underheaven.measure.results import Measure
from underheaven.report.dots import QUINTILES, Panel, dots_chart, rows_of
from underheaven.report.few import Base, hollow, in_scheme
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.words import capital, listed, number, plain

NAME, PLACE = "denied", 50

TITLE = "What is denied to whom"
PANELS = 6
"""Panels drawn at most; further kinds are in the table."""
AXIS = "a year, per 1,000 adults"
DIMENSIONS = ("group", "place", "quintile")
FIFTHS = {name: f"the {title.removesuffix(' fifth')} fifth" for name, title in QUINTILES.items()}


def _panel(measure: Measure, narrow: bool, base: Base) -> Panel:
    by = {dimension: measure.by(dimension) for dimension in DIMENSIONS}
    return Panel(_title(measure), AXIS, rows_of(measure.all, by, narrow, base))


def _measures(results: Results) -> list[Measure]:
    """What to draw: everything denied, each kind from the commonest, and what confinement prevented."""
    last = results.last
    kinds = [measure for name, measure in last.items() if name.startswith("denied.") and measure.all.value]
    kinds.sort(key=lambda measure: -(measure.all.value or 0))
    found = [last.denied] if len(kinds) != 1 else []
    prevented = [last.prevented] if last.prevented.all.value else []
    return [*found, *kinds[: PANELS - len(found) - len(prevented)], *prevented]


def _title(measure: Measure) -> str:
    return {"denied": "Everything denied", "prevented": "Prevented by confinement"}.get(
        measure.name, measure.title.partition(": ")[2]
    )


def picture(results: Results) -> Picture:
    """What people were denied because of their standing in the last year, by group, place and income."""
    reading = (
        f"Denials {results.when}, a year and per 1,000 adults in the scheme, of every kind that a "
        "consequence denies. Each panel has its own scale from 0. A dot is the value of the people named on "
        "the left, its bar the 95 % interval where there is one; the dashed line is everyone's value."
    )
    denied = results.last.denied.all.value
    measures = _measures(results)
    if not denied and len(measures) < 2:
        return Picture("denied", TITLE, reading, "Nothing was denied to anybody.")
    base = in_scheme(results.last)
    wide, narrow = ([_panel(measure, each, base) for measure in measures] for each in (False, True))
    many = sum(row.few for panel in wide for row in panel.rows)
    reading = f"{reading} {hollow('adults in the scheme', many)}".strip()
    charts = [dots_chart(wide), dots_chart(narrow, narrow=True)]
    kinds = [measure for measure in measures if measure.name.startswith("denied.")]
    commonest = [f"{quoted(_title(measure))} ({number(measure.all.value or 0)})" for measure in kinds[:3]]
    finding = f"Standing denied {number(denied or 0)} acts a year per 1,000 adults. "
    if commonest:
        which = agreeing(len(commonest), "kind most often denied is", "kinds most often denied are")
        finding += f"The {which} {listed(commonest)}. "
    return Picture("denied", TITLE, reading, finding + capital(_contrast(results)), *charts)


def _contrast(results: Results) -> str:
    """The largest difference between two categories of one dimension."""
    found = []
    for dimension in DIMENSIONS:
        by = results.last.denied.by(dimension).items()
        values = {category: value.value for category, value in by if value.value is not None}
        if len(values) > 1:
            most, least = max(values, key=values.__getitem__), min(values, key=values.__getitem__)
            found.append((values[most] - values[least], values[most], most, values[least], least))
    if not found:
        return ""
    _, high, most, low, least = max(found)
    names = FIFTHS | {"rural": "the country", "urban": "towns"}
    return (
        f"the widest gap is between {names.get(most, plain(most))} ({number(high)}) "
        f"and {names.get(least, plain(least))} ({number(low)})."
    )

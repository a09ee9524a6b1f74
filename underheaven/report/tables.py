"""The measures as tables of a page: values in words, with notes on what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from underheaven.measure.headlines import MAIN, main
from underheaven.measure.results import Measures, Value
from underheaven.measure.table import SUBJECTS
from underheaven.report.results import Results
from underheaven.report.story import caption
from underheaven.report.words import capital, in_unit, interval, plain
from underheaven.report.yearly import end_in_words, moving
from underheaven.society.schema import PLACES, QUINTILES

INCOMES = {
    "q1": "poorest fifth",
    "q2": "second fifth",
    "q3": "third fifth",
    "q4": "fourth fifth",
    "q5": "richest fifth",
}
BY_REGION = ("under", "error_share", "denied", "chill_critical", "precision", "mean_score")
MOST_YEARS = 6
LAST, END = "The last year's change", "Would settle at"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
Raw = tuple[Value, str]
"""A value and its unit."""


@dataclass(frozen=True)
class Cell:
    """A value in words, its interval, and the letter of the note that says why one of them is missing."""

    text: str
    interval: str
    note: str


@dataclass(frozen=True)
class Row:
    """A line of a table: `title` with what follows it in small letters, and the cells."""

    title: str
    aside: str
    cells: list[Cell]


@dataclass(frozen=True)
class Table:
    """A table of a page. `notes`: letter -> reason; `general`: why most intervals are missing, if so."""

    caption: str
    heads: list[str]
    rows: list[Row]
    notes: dict[str, str]
    general: str


def main_table(results: Results) -> Table:
    """The main measures of the last year, for everyone and by group, and of the whole run."""
    last, whole = results.last, results.measures
    groups = results.frame.groups
    several = len(whole.years) > 1
    rows: list[tuple[str, str, list[Raw]]] = []
    for name, short in main(results.world, last).items():
        measure = last[name]
        values = [measure.all, *(measure.by("group")[group] for group in groups)]
        values += [whole[name].all] if several else []
        rows.append((capital(short), "", [(value, measure.unit) for value in values]))
    heads = [f"Everyone, {last.period}", *(capital(plain(group)) for group in groups)]
    heads += [f"Everyone, {whole.period}"] if several else []
    return _table(caption(last), heads, rows)


def yearly_table(results: Results) -> Table | None:
    """The main measures in each of the last whole years, how they change, and whether each has settled.

    None where fewer than two whole calendar years were lived.
    """
    trends = results.trends
    years = next((trend.years for trend in trends.values()), ())[-MOST_YEARS:]
    if len(years) < 2:
        return None
    rows: list[tuple[str, str, list[Raw]]] = [
        (capital(MAIN[name]), "", [(value, trend.unit) for value in trend.values[-MOST_YEARS:]])
        for name, trend in trends.items()
    ]
    table = _table("From year to year, adults in the scheme", [*map(str, years), LAST, END], rows)
    for row, trend in zip(table.rows, trends.values(), strict=True):
        row.cells.extend((Cell(*moving(trend), ""), Cell(*end_in_words(trend), "")))
    return table


def full_tables(measures: Measures) -> dict[str, Table]:
    """Every measure, subject by subject, for everyone and by group, place and income."""
    known = {specification.name: subject for subject, them in SUBJECTS.items() for specification in them}
    tables = {}
    for subject in SUBJECTS:
        found = [measure for measure in measures.values() if known[measure.specification.name] == subject]
        if not found:
            continue
        groups = list(found[0].by("group"))
        rows: list[tuple[str, str, list[Raw]]] = []
        for measure in found:
            values = [
                measure.all,
                *(measure.by("group")[group] for group in groups),
                *(measure.by("place")[place] for place in PLACES),
                *(measure.by("quintile")[quintile] for quintile in QUINTILES),
            ]
            rows.append((measure.title, measure.unit, [(value, measure.unit) for value in values]))
        heads = ["Everyone", *groups, *PLACES, *(INCOMES[quintile] for quintile in QUINTILES)]
        tables[subject] = _table(
            f"{subject}, {measures.period}", [capital(plain(head)) for head in heads], rows
        )
    return tables


def region_table(results: Results) -> Table:
    """Some main measures of the last year in each region."""
    last = results.last
    shown = [name for name in BY_REGION if name in main(results.world, last)]
    rows: list[tuple[str, str, list[Raw]]] = [
        (region.title, "", [(last[name].by("region")[key], last[name].unit) for name in shown])
        for key, region in results.world.society.regions.items()
    ]
    return _table(f"By region, {last.period}", [capital(MAIN[name]) for name in shown], rows)


def wave_table(results: Results) -> Table | None:
    """The main measures of the last year by wave of the rollout; None where the scheme has none."""
    last, waves = results.last, results.frame.dimensions["wave"]
    if len(waves) < 2:
        return None
    rows: list[tuple[str, str, list[Raw]]] = [
        (capital(short), "", [(last[name].by("wave")[wave], last[name].unit) for wave in waves])
        for name, short in main(results.world, last).items()
    ]
    head = f"By the part of the rollout that first came, {last.period}"
    return _table(head, [capital(plain(wave)) for wave in waves], rows)


def _table(caption: str, heads: list[str], rows: Sequence[tuple[str, str, list[Raw]]]) -> Table:
    values = [value for _, _, raw in rows for value, _ in raw]
    without = Counter(value.reason for value in values if value.value is not None and value.reason)
    commonest, times = without.most_common(1)[0] if without else ("", 0)
    # What is said of most cells is said once.
    general = commonest if times > len(values) / 3 else ""
    letters: dict[str, str] = {}
    for value in values:
        if value.reason and not (value.reason == general and value.value is not None):
            letters.setdefault(value.reason, LETTERS[len(letters)])
    made = [
        Row(title, aside, [_cell(value, unit, general, letters) for value, unit in raw])
        for title, aside, raw in rows
    ]
    return Table(caption, heads, made, {letter: reason for reason, letter in letters.items()}, general or "")


def _cell(value: Value, unit: str, general: str | None, letters: dict[str, str]) -> Cell:
    said = value.reason == general and value.value is not None
    note = "" if value.reason is None or said else letters[value.reason]
    if value.value is None:
        return Cell("–", "", note)
    return Cell(in_unit(value.value, unit), interval(value, unit), note)

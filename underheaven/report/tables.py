"""The measures as tables of a page: values in words, with notes on what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from underheaven.measure.headlines import MAIN, main
from underheaven.measure.results import Measures, Value
from underheaven.measure.table import SUBJECTS
from underheaven.report.ranges import lines_of
from underheaven.report.results import Results
from underheaven.report.story import caption
from underheaven.report.traced import anchor
from underheaven.report.words import capital, in_unit, interval, plain
from underheaven.report.yearly import end_in_words, moving
from underheaven.society.schema import PLACES, QUINTILES
from underheaven.study.assuming.found import Unknown

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
Line = tuple[str, str, list[Raw], str]
"""Title of a line, what follows it in small letters, its values, and where the page explains it."""


@dataclass(frozen=True)
class Cell:
    """A value in words, its interval, and the letter of the note that says why one of them is missing."""

    text: str
    interval: str
    note: str


@dataclass(frozen=True)
class Row:
    """A line of a table: `title` with what follows it in small letters, and the cells.

    `anchor` is where the page explains the figure; "" where the line is no figure.
    """

    title: str
    aside: str
    cells: list[Cell]
    anchor: str = ""


@dataclass(frozen=True)
class Table:
    """A table of a page. `notes`: letter -> reason; `general`: why most intervals are missing, if so.

    `below` is whether intervals stand below values; `anchors` are where the page explains the figures of the
    columns, where columns are figures.
    """

    caption: str
    heads: list[str]
    rows: list[Row]
    notes: dict[str, str]
    general: str
    below: bool = True
    anchors: Sequence[str] = ()


def main_table(results: Results) -> Table:
    """The main measures of the last year, for everyone and by group, and of the whole run."""
    last, whole = results.last, results.measures
    groups = results.frame.groups
    several = len(whole.years) > 1
    rows: list[Line] = []
    for name, short in main(results.world, last).items():
        measure = last[name]
        values = [measure.all, *(measure.by("group")[group] for group in groups)]
        values += [whole[name].all] if several else []
        rows.append((capital(short), "", [(value, measure.unit) for value in values], _anchor(last, name)))
    heads = [f"Everyone, {last.period}", *(capital(plain(group)) for group in groups)]
    heads += [f"Everyone, {whole.period}"] if several else []
    return table_of(caption(last), heads, rows)


def yearly_table(results: Results) -> Table | None:
    """The main measures in each of the last whole years, how they change, and whether each has settled.

    None where fewer than two whole calendar years were lived.
    """
    trends = results.trends
    years = next((trend.years for trend in trends.values()), ())[-MOST_YEARS:]
    if len(years) < 2:
        return None
    rows: list[Line] = [
        (
            capital(MAIN[name]), "", [(value, trend.unit) for value in trend.values[-MOST_YEARS:]],
            _anchor(results.last, name),
        )
        for name, trend in trends.items()
    ]  # fmt: skip
    table = table_of("From year to year, adults in the scheme", [*map(str, years), LAST, END], rows)
    for row, trend in zip(table.rows, trends.values(), strict=True):
        row.cells.extend((Cell(*moving(trend), ""), Cell(*end_in_words(trend), "")))
    return table


def assumed_table(results: Results) -> Table | None:
    """The main measures by chance and by what is assumed; None where the latter is not known."""
    ranges = results.ranges
    lines = [] if isinstance(ranges, Unknown) else lines_of(ranges, results.world, results.last)
    if not lines:
        return None
    heads = [
        "Value",
        "Range by chance",
        "Range by assumption",
        "Part of the variance due to assumptions",
        "Depends most on",
    ]
    rows = [
        Row(
            capital(line.title), "",
            [Cell(text or "–", "", "") for text in (
                line.value, line.chance, line.assumed, line.share, line.most_by
            )],
            _anchor(results.last, line.name),
        )
        for line in lines
    ]  # fmt: skip
    return Table(f"Range by assumption, {results.last.period}", heads, rows, {}, "", below=False)


def full_tables(measures: Measures) -> dict[str, Table]:
    """Every measure, subject by subject, for everyone and by group, place and income."""
    known = {specification.name: subject for subject, them in SUBJECTS.items() for specification in them}
    tables = {}
    for subject in SUBJECTS:
        found = [measure for measure in measures.values() if known[measure.specification.name] == subject]
        if not found:
            continue
        groups = list(found[0].by("group"))
        rows: list[Line] = []
        for measure in found:
            values = [
                measure.all,
                *(measure.by("group")[group] for group in groups),
                *(measure.by("place")[place] for place in PLACES),
                *(measure.by("quintile")[quintile] for quintile in QUINTILES),
            ]
            raw = [(value, measure.unit) for value in values]
            rows.append((measure.title, measure.unit, raw, anchor(measure.specification)))
        heads = ["Everyone", *groups, *PLACES, *(INCOMES[quintile] for quintile in QUINTILES)]
        tables[subject] = table_of(
            f"{subject}, {measures.period}", [capital(plain(head)) for head in heads], rows
        )
    return tables


def region_table(results: Results) -> Table:
    """Some main measures of the last year in each region."""
    last = results.last
    shown = [name for name in BY_REGION if name in main(results.world, last)]
    rows: list[Line] = [
        (region.title, "", [(last[name].by("region")[key], last[name].unit) for name in shown], "")
        for key, region in results.world.society.regions.items()
    ]
    table = table_of(f"By region, {last.period}", [capital(MAIN[name]) for name in shown], rows)
    return replace(table, anchors=[_anchor(last, name) for name in shown])


def wave_table(results: Results) -> Table | None:
    """The main measures of the last year by wave of the rollout; None where the scheme has none."""
    last, waves = results.last, results.frame.dimensions["wave"]
    if len(waves) < 2:
        return None
    rows: list[Line] = [
        (
            capital(short), "", [(last[name].by("wave")[wave], last[name].unit) for wave in waves],
            _anchor(last, name),
        )
        for name, short in main(results.world, last).items()
    ]  # fmt: skip
    head = f"By the part of the rollout that came first, {last.period}"
    return table_of(head, [capital(plain(wave)) for wave in waves], rows)


def table_of(caption: str, heads: list[str], rows: Sequence[Line]) -> Table:
    """A table of values in words."""
    values = [value for _, _, raw, _ in rows for value, _ in raw]
    without = Counter(value.reason for value in values if value.value is not None and value.reason)
    commonest, times = without.most_common(1)[0] if without else ("", 0)
    # What is said of most cells is said once.
    general = commonest if times > len(values) / 3 else ""
    letters: dict[str, str] = {}
    for value in values:
        if value.reason and not (value.reason == general and value.value is not None):
            letters.setdefault(value.reason, LETTERS[len(letters)])
    made = [
        Row(title, aside, [_cell(value, unit, general, letters) for value, unit in raw], explained)
        for title, aside, raw, explained in rows
    ]
    return Table(caption, heads, made, {letter: reason for reason, letter in letters.items()}, general or "")


def _anchor(measures: Measures, name: str) -> str:
    """Where the page explains a measure."""
    return anchor(measures[name].specification)


def _cell(value: Value, unit: str, general: str | None, letters: dict[str, str]) -> Cell:
    said = value.reason == general and value.value is not None
    note = "" if value.reason is None or said else letters[value.reason]
    if value.value is None:
        return Cell("–", "", note)
    return Cell(in_unit(value.value, unit), interval(value, unit), note)

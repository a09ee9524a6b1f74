"""A run in the terminal: what ran, what came of it, and where to read more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from underheaven.engine.world import World
from underheaven.measure.headlines import MAIN, main
from underheaven.measure.lived.figures import UNITS
from underheaven.measure.lived.lived import Lived
from underheaven.measure.results import Measure, Measures, Value
from underheaven.measure.trend import Trend
from underheaven.policy.flags import flags
from underheaven.report.followed import (
    SHORT,
    SIDES_NOTE,
    SIDES_SHORT,
    by_opinion,
    consequences,
    cost_of,
    sentences_of,
    told,
)
from underheaven.report.ranges import NO_MEASURE, how, known, lines_of, unknown
from underheaven.report.reproduce import label
from underheaven.report.story import SYNTHETIC, caption, sentences
from underheaven.report.words import SPACE, capital, in_unit, interval
from underheaven.report.yearly import SETTLED, headline, shown, verdict
from underheaven.study.assuming.found import Ranges, Unknown

MOST_GROUPS, MOST_CORRECTIONS = 3, 3
LEAST = 0.0001
"""Share below which a column says no more than that it is less."""


class Ran(Protocol):
    """What is told of how a run went."""

    @property
    def world(self) -> World:
        """What ran."""

    @property
    def folder(self) -> Path:
        """Where it is kept."""

    @property
    def digest(self) -> str | None:
        """The digest of the run; None if it was interrupted."""

    @property
    def seconds(self) -> float:
        """How long it took."""

    @property
    def citizen_weeks_per_second(self) -> float:
        """How fast it was."""

    @property
    def peak_rss_bytes(self) -> int:
        """How much memory it took at most."""


def summary(
    ran: Ran,
    measures: Measures,
    trends: Mapping[str, Trend],
    html: Path | None = None,
    given: Mapping[str, str] | None = None,
    ranges: Ranges | Unknown | None = None,
    lived: Lived | None = None,
) -> RenderableType:
    """What a newcomer should see after a run, in 80 columns; colour carries nothing.

    `trends` are the main measures' paths, `html` is where the report was written, if it
    was; `given` are the names of `policy` and `society`, or of their files, for which the run was asked;
    `ranges` is how far the main measures hang on what is assumed, or why that is not known.
    `lived` is what came of people who were lived again, if any were.
    """
    given = given or {}
    world = ran.world
    last = measures.last_year or measures
    policy = label(world.policy.policy, given.get("policy"))
    society = label(world.society.society, given.get("society"))
    parts: list[RenderableType] = [
        Text(f"{policy} on {society}, seed {world.seed}", style="bold"),
        Text(SYNTHETIC),
        Text(),
        *(Text(sentence) for sentence in sentences(world, measures)),
        Text(),
    ]
    found = [last[name] for name in main(world, last)]
    if found:
        parts += [_table(world, last, found), Text()]
        if ranges is not None:
            parts += [*_assumed(ranges, world, last), Text()]
    if years := shown(trends):
        parts += [_yearly(trends, years), Text(), Text(f"{headline(trends)} {SETTLED}".strip()), Text()]
    if lived is not None:
        parts += people_followed(lived)
    if known := flags(world.policy):
        parts += [Text("What to know about this policy:", style="bold"), _lines(known), Text()]
    if corrections := world.policy.corrections:
        heading = Text("What scholarship corrects in what is described:", style="bold")
        parts += [heading, _short(corrections), Text()]
    return Group(*parts, *_where(ran, html))


def _table(world: World, last: Measures, found: list[Measure]) -> Group:
    """The main measures; without intervals, and why, where none has one."""
    groups = world.society.groups if len(world.society.groups) <= MOST_GROUPS else ()
    spans = [span(measure.all, measure.unit) for measure in found]
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column(caption(last), no_wrap=True)
    table.add_column("everyone", justify="right", no_wrap=True)
    if any(spans):
        table.add_column("95 % interval", no_wrap=True)
    for group in groups:
        table.add_column(Text(group, overflow="ellipsis"), justify="right", no_wrap=True, max_width=10)
    for measure, between in zip(found, spans, strict=True):
        values = [measure.all, *(measure.by("group")[group] for group in groups)]
        everyone, *others = ["-" if v.value is None else brief(v.value, measure.unit) for v in values]
        table.add_row(MAIN[measure.name], everyone, *([between or "-"] if any(spans) else []), *others)
    missing = next((measure.all.reason for measure in found if measure.all.reason), None)
    return (
        Group(table)
        if any(spans) or missing is None
        else Group(table, Text(f"{capital(missing)}; a run with more citizens has intervals."))
    )


def _assumed(ranges: Ranges | Unknown, world: World, last: Measures) -> list[RenderableType]:
    """The main measures by chance and by what is assumed."""
    ranges = known(ranges, last)
    if isinstance(ranges, Unknown):
        return [Text(unknown(ranges.why))]
    lines = lines_of(ranges, world, last)
    if not lines:
        return [Text(unknown(NO_MEASURE))]
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("Range by assumption", no_wrap=True)
    table.add_column("5th to 95th", no_wrap=True)
    table.add_column("depends most on")
    for line in lines:
        table.add_row(line.title, line.assumed.replace(SPACE, " "), line.most_by or "-")
    return [table, Text(how(ranges, last.years[-1]))]


def _yearly(trends: Mapping[str, Trend], years: list[int]) -> Table:
    """The main measures in the last whole years, and whether each has settled."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("From year to year", no_wrap=True)
    for year in years:
        table.add_column(str(year), justify="right", no_wrap=True)
    table.add_column("change a year", no_wrap=True)
    for name, trend in trends.items():
        values = dict(zip(trend.years, trend.values, strict=True))
        cells = ["-" if (v := values[year].value) is None else brief(v, trend.unit) for year in years]
        table.add_row(MAIN[name], *cells, verdict(trend))
    return table


def people_followed(lived: Lived) -> Iterator[RenderableType]:
    """What became of those under a consequence, and who is spared beside who is hit."""
    cohorts = told(lived)
    if cohorts:
        table = _plain_table("Of those under any consequence", [each.cohort.short for each in cohorts])
        table.add_row("people", *(f"{each.everyone:,}" for each in cohorts))
        for name, short in SHORT.items():
            unit = UNITS[name]
            table.add_row(short, *(_brief(each.of(name), unit) for each in cohorts))
        yield from (table, Text())
    if any(lived.sides[side, ""][0].value is not None for side in SIDES_SHORT):
        table = _plain_table(f"Hit and spared, {lived.year}", list(SIDES_SHORT.values()))
        for name, title in consequences(lived).items():
            cells = [_brief(lived.sides[side, name][0], "share") for side in SIDES_SHORT]
            if any(cell != "-" for cell in cells):
                table.add_row(Text(title, overflow="ellipsis"), *cells)
        yield from (table, Text(SIDES_NOTE), Text())
    if cohorts:
        said = [*sentences_of(lived), by_opinion(lived), cost_of(lived)]
        yield from (Text(" ".join(filter(None, said))), Text())


def _plain_table(head: str, columns: Sequence[str]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column(head, no_wrap=True)
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _brief(value: Value, unit: str) -> str:
    return "-" if value.value is None else brief(value.value, unit)


def brief(value: float, unit: str) -> str:
    """A value in its unit; the smallest shares are not told apart, so that columns stay narrow."""
    return f"<0.01{SPACE}%" if unit == "share" and 0 < value < LEAST else in_unit(value, unit)


def span(value: Value, unit: str) -> str:
    """The interval, as brief; nothing if there is none."""
    if value.low is None or value.high is None:
        return ""
    if unit == "share" and value.high < LEAST:
        return brief(value.high, unit).replace(SPACE, " ")
    low = Value(value.value, 0.0 if unit == "share" and value.low < LEAST else value.low, value.high, None)
    return interval(low, unit).replace(SPACE, " ")


def _short(corrections: tuple[str, ...]) -> Table:
    """The first sentence of the first few."""
    lines = [_first_sentence(correction) for correction in corrections[:MOST_CORRECTIONS]]
    if (more := len(corrections) - MOST_CORRECTIONS) > 0:
        lines.append(f"{more} more, with sources, in the report and in the policy.")
    return _lines(lines)


def _lines(lines: Iterable[str]) -> Table:
    table = Table.grid(padding=(0, 1))
    for line in lines:
        table.add_row("-", Text(line))
    return table


def _first_sentence(text: str) -> str:
    return f"{text.split('. ')[0].rstrip('.')}."


def _where(ran: Ran, html: Path | None) -> list[Text]:
    speed, memory = ran.citizen_weeks_per_second, ran.peak_rss_bytes / 2**20
    rate = f"{speed / 1e6:.1f} million" if speed >= 1e5 else f"{speed:,.0f}"
    lines = [
        Text(
            f"Took {ran.seconds:.1f} s: {rate} citizen-weeks a second, {memory:,.0f} MiB of memory at most."
        ),
        Text(f"Run:    {ran.folder}", no_wrap=True, overflow="ignore"),
    ]
    if ran.digest:
        lines.append(Text(f"Digest: {ran.digest}", no_wrap=True, overflow="ignore"))
    if html:
        lines.append(Text(f"Report: {html}", no_wrap=True, overflow="ignore"))
    return lines

"""Every shipped policy gives what the table beside it says.

Beside each policy of the catalogue stands a table of intervals: of quotients that mean something, and of
the columns of the tallies over the whole run, of everybody and by region. They come from a hundred seeds.
Nearly every other seed lies within all of them, and most worlds that lack a mechanism, or have a number
halved, lie outside some: [how many](expected.md) is measured. Here one more seed is lived for each policy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.cpu import Engine
from underheaven.engine.layout import layout_of
from underheaven.engine.records import YearRecord
from underheaven.engine.world import World
from underheaven.policy.expected import Expected, Intervals, Row, load_expected, load_intervals
from underheaven.policy.loading import policy_names
from underheaven.verify.case import Case, Finding
from underheaven.verify.shipped import policy_of, society_of
from underheaven.verify.small import SEED

COMMUNITY = 1_024
EVERYWHERE = "everywhere"
"""The place of all regions."""
FALSE_ALARM = 1e-3


@dataclass(frozen=True)
class Counted:
    """What a run counted: `tallies` int64[years, regions, columns], with the names of each axis."""

    years: tuple[int, ...]
    regions: tuple[str, ...]
    columns: tuple[str, ...]
    tallies: NDArray[np.int64]

    def places(self) -> dict[str, NDArray[np.int64]]:
        """The counts of the whole run, of everybody and of each region: int64[columns] by name."""
        whole = self.tallies.sum(axis=0)
        regions = {region: whole[number] for number, region in enumerate(self.regions)}
        return {EVERYWHERE: whole.sum(axis=0), **regions}

    def sums(self, row: Row) -> tuple[int, int]:
        """What a row counts above the line and below it. A column that is not there counts 0."""
        counts = self.tallies.sum(axis=1)
        if row.year is not None:
            counts = counts[[self.years.index(row.year)]]
        above, below = (int(counts[:, _fitting(self.columns, names)].sum()) for names in (row.of, row.over))
        return above, below

    def quotient(self, row: Row) -> float:
        """What a row measures; NaN where nothing is below the line."""
        above, below = self.sums(row)
        return above / below * float(row.times) if below else float("nan")


@cache
def _fitting(columns: tuple[str, ...], patterns: tuple[str, ...]) -> list[int]:
    """The numbers of the columns that patterns name, once for each pattern."""
    return [number for each in patterns for number, name in enumerate(columns) if fnmatchcase(name, each)]


@dataclass(frozen=True)
class Outside:
    """What lies outside its interval: a column in a place, or a quotient by its words, with no place."""

    what: str
    place: str
    low: float
    high: float
    found: float

    @property
    def named(self) -> str:
        """What it is, with the place."""
        return f"{self.what}, {self.place}" if self.place else self.what


table_of = cache(load_expected)


def world_of(name: str, seed: int) -> World:
    """The world that a policy's table is about, under a seed."""
    table = table_of(name)
    return World(
        policy_of(name), society_of(table.society), seed, table.first_day, table.last_day, table.citizens,
        community_size=COMMUNITY,
    )  # fmt: skip


def count(world: World) -> Counted:
    """Live a world, and keep what was counted by year and region."""
    engine = Engine(world)
    try:
        years = [record for record in engine.records() if isinstance(record, YearRecord)]
    finally:
        engine.close()
    columns = layout_of(world).columns
    tallies = np.zeros((len(years), len(world.society.regions), len(columns)), np.int64)
    for number, year in enumerate(years):
        of_rows = year.tallies.sum(axis=1)[:, : len(columns)]
        np.add.at(tallies[number], [region for _, region, _ in year.rows], of_rows)
    return Counted(tuple(year.year for year in years), tuple(world.society.regions), columns, tallies)


def outside(table: Expected, intervals: Intervals, counted: Counted) -> Iterator[Outside]:
    """All of a run that lies outside its interval, quotients first; what is undefined lies in none."""
    for row in table.rows:
        low, high = intervals.rows[row.what]
        if not low <= (value := counted.quotient(row)) <= high:
            yield Outside(row.what, "", low, high, value)
    places = counted.places()
    for place, of in intervals.counts.items():
        known = dict(zip(counted.columns, places[place].tolist(), strict=True))
        for column, (low, high) in of.items():
            if not low <= (found := known.get(column, 0)) <= high:
                yield Outside(column, place, low, high, found)


def findings(name: str, counted: Counted) -> Iterator[Finding]:
    """What became of a policy's quotients, and of its counts in each place.

    One finding where all lie within their intervals, else one for each that does not.
    """
    intervals = load_intervals(name)
    given: dict[str, Any] = {"tolerance": "within", "false_alarm": FALSE_ALARM}
    missed = list(outside(table_of(name), intervals, counted))
    for place, many in [("", len(intervals.rows)), *((at, len(of)) for at, of in intervals.counts.items())]:
        here = [each for each in missed if each.place == place]
        for each in here:
            said = f"{each.low:,.6g} to {each.high:,.6g}"
            yield Finding(f"{name}: {each.named}", said, each.found, passed=False, **given)
        if not here:
            what = f"{name}: counts, {place}" if place else f"{name}: quotients"
            yield Finding(f"{what} that lie within", many, many, passed=True, **given)


def run() -> Sequence[Finding]:
    """Each policy of the catalogue under one more seed."""
    return [finding for name in policy_names() for finding in findings(name, count(world_of(name, SEED)))]


CASES = (
    Case(
        name="shipped",
        title="Shipped policies give what their tables say",
        checks="what a run of each shipped policy counts, of everybody and by region",
        kind="engine",
        label="emergent",
        source="docs/expected.md",
        tolerance="the intervals beside the policy, from runs with a hundred other seeds",
        false_alarm=FALSE_ALARM,
        run=run,
        quick=False,
        tested=True,
    ),
)

"""How well the synthesised people meet the margins they were made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.society.archetypes import Archetypes
from underheaven.society.fitting import margins, normalised
from underheaven.society.schema import Society
from underheaven.society.sizes import citizens_of_regions
from underheaven.society.synthesis import HOUSEHOLD_START, Synthesiser

HOUSEHOLD_SIZES = "household_sizes"


@dataclass(frozen=True)
class Row:
    """One category of one margin of one region: the share wanted, and the share found."""

    region: str
    margin: str
    category: str
    wanted: float
    found: float

    @property
    def error(self) -> float:
        """How far the share found is from the share wanted."""
        return abs(self.found - self.wanted)


@dataclass(frozen=True)
class Summary:
    """The fit in a few numbers; errors are differences of shares."""

    citizens: int
    communities: int
    households: int
    national_errors: dict[str, float]
    """Margin -> the largest error of a category in the nation."""
    regional_errors: dict[str, float]
    """Margin -> the largest error of a category in a region."""
    segregation_wanted: float
    segregation_found: float
    """Share of the variance of group within regions that lies between their communities."""
    household_size_wanted: float
    household_size_found: float
    """Mean persons in a household."""
    small_child_households: float
    """Share of households with a small child; it follows from ages and sizes."""
    acts_per_citizen_year: dict[str, float]
    """Kind -> acts considered in a year, mean over all citizens."""
    acts_per_citizen_day: float


@dataclass(frozen=True)
class Fit:
    """A row for every category of every margin and region, and what they come to."""

    rows: tuple[Row, ...]
    summary: Summary


@dataclass(frozen=True)
class _Found:
    """What was synthesised in one region."""

    name: str
    columns: list[NDArray[np.uint16]]
    people: NDArray[np.int64]
    sizes: NDArray[np.int64]
    small_child_households: int

    @property
    def number(self) -> int:
        return int(self.people.sum())


def fit(society: Society, seed: int, citizens: int, community_size: int = 4096) -> Fit:
    """Synthesises `citizens` people and compares them with the margins.

    Raises InputError where margins and associations contradict each other.
    """
    synthesiser, archetypes = Synthesiser(society, seed, community_size), Archetypes(society)
    regions = [
        _synthesise(synthesiser, archetypes, region, number)
        for region, number in enumerate(citizens_of_regions(society, citizens))
        if number > 0
    ]
    rows = {found.name: _rows(society, archetypes, found) for found in regions}
    people = np.sum([found.people for found in regions], axis=0)
    by_kind = {kind: float(archetypes.rates(kind) @ people) / citizens for kind in society.acts}
    households = sum(len(found.sizes) for found in regions)
    wanted = sum(found.number / _mean_size(rows[found.name]) for found in regions)
    between, total = np.sum([_variances(archetypes, found.columns) for found in regions], axis=0)
    summary = Summary(
        citizens=citizens,
        communities=sum(len(found.columns) for found in regions),
        households=households,
        national_errors=_largest(_nation(regions, rows)),
        regional_errors=_largest([row for region in rows.values() for row in region]),
        segregation_wanted=float(society.segregation.value),
        segregation_found=float(between / total) if total else 0.0,
        household_size_wanted=citizens / wanted,
        household_size_found=citizens / households,
        small_child_households=sum(found.small_child_households for found in regions) / households,
        acts_per_citizen_year=by_kind,
        acts_per_citizen_day=sum(by_kind.values()) / 365.25,
    )
    return Fit(tuple(row for region in rows.values() for row in region), summary)


def _synthesise(synthesiser: Synthesiser, archetypes: Archetypes, region: int, number: int) -> _Found:
    size = synthesiser.community_size
    columns = [
        synthesiser.fill(region, begin // size, min(size, number - begin)) for begin in range(0, number, size)
    ]
    column = np.concatenate(columns)
    starts = np.flatnonzero(column & HOUSEHOLD_START)
    return _Found(
        list(archetypes.society.regions)[region],
        columns,
        np.bincount(archetypes.of(column), minlength=archetypes.number),
        np.diff(starts, append=len(column)),
        int(archetypes.codes("child")[archetypes.of(column[starts])].sum()),
    )


def _rows(society: Society, archetypes: Archetypes, found: _Found) -> list[Row]:
    region = society.regions[found.name]
    rows = []
    for margin in margins(society, region):
        index = np.zeros(archetypes.number, dtype=np.int64)
        for attribute in margin.attributes:
            index = index * len(archetypes.categories[attribute]) + archetypes.codes(attribute)
        counts = np.zeros(len(margin.categories), dtype=np.int64)
        np.add.at(counts, index, found.people)
        rows += [
            Row(found.name, margin.name, category, float(wanted), int(count) / found.number)
            for category, wanted, count in zip(margin.categories, margin.shares, counts, strict=True)
        ]
    sizes = list(region.household_sizes.values)
    wanted_sizes = normalised(list(region.household_sizes.values.values()))
    return rows + [
        Row(found.name, HOUSEHOLD_SIZES, size, float(wanted), float(np.mean(found.sizes == int(size))))
        for size, wanted in zip(sizes, wanted_sizes, strict=True)
    ]


def _mean_size(rows: Sequence[Row]) -> float:
    return sum(int(row.category) * row.wanted for row in rows if row.margin == HOUSEHOLD_SIZES)


def _nation(regions: Sequence[_Found], rows: dict[str, list[Row]]) -> list[Row]:
    """The rows of all regions together, weighted by people, or by households where they are counted."""
    wanted: dict[tuple[str, str], float] = defaultdict(float)
    got: dict[tuple[str, str], float] = defaultdict(float)
    people = sum(found.number for found in regions)
    households = sum(len(found.sizes) for found in regions)
    for found in regions:
        for row in rows[found.name]:
            of_households = row.margin == HOUSEHOLD_SIZES
            weight = len(found.sizes) / households if of_households else found.number / people
            wanted[row.margin, row.category] += weight * row.wanted
            got[row.margin, row.category] += weight * row.found
    return [Row("", *key, wanted[key], got[key]) for key in wanted]


def _largest(rows: Sequence[Row]) -> dict[str, float]:
    errors: dict[str, float] = {}
    for row in rows:
        errors[row.margin] = max(errors.get(row.margin, 0.0), row.error)
    return errors


def _variances(archetypes: Archetypes, columns: Sequence[NDArray[np.uint16]]) -> tuple[float, float]:
    """Variance of group between the communities of a region, and in all; times the number of people."""
    groups = len(archetypes.categories["group"])
    group = archetypes.codes("group")
    counts = np.array([np.bincount(group[archetypes.of(column)], minlength=groups) for column in columns])
    people = counts.sum(axis=1, keepdims=True)
    mean = counts.sum(axis=0) / people.sum()
    between = float((people * (counts / people - mean) ** 2).sum())
    return between, float(people.sum() * (mean * (1 - mean)).sum())


def fit_as_json(society: Society, found: Fit) -> dict[str, Any]:
    """Every margin of every region, wanted and found, and the summary."""
    return {
        "society": society.society,
        "title": society.title,
        "synthetic": True,
        "summary": asdict(found.summary),
        "margins": [asdict(row) for row in found.rows],
    }

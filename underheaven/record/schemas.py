"""The columns of a run folder's Parquet files, and arrays of counts as Arrow tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from underheaven.engine.layout import BINS, Layout
from underheaven.engine.records import Int64, YearRecord
from underheaven.record.arrays import column_of, texts_of
from underheaven.society.schema import PLACES, QUINTILES

NAMED = pa.dictionary(pa.int16(), pa.string())
"""A column of names, stored as numbers."""


@dataclass(frozen=True)
class Names:
    """What the axes of a run's counts are called, and the hash of its world."""

    world: str
    layout: Layout
    regions: tuple[str, ...]
    groups: tuple[str, ...]
    cells: tuple[tuple[str, str, str], ...]

    def schema(self, fields: Sequence[tuple[str, pa.DataType]]) -> pa.Schema:
        """A schema that says that it is synthetic, and of which world."""
        return pa.schema(list(fields), metadata={"synthetic": "true", "world": self.world})

    @property
    def steps(self) -> pa.Schema:
        """A row per step, region and group: every tally."""
        counts = [(name, pa.int64()) for name in self.layout.columns]
        return self.schema([("step", pa.int32()), ("region", NAMED), ("group", NAMED), *counts])

    @property
    def histogram(self) -> pa.Schema:
        """A row per step, region and group: enrolled adults in each of 64 bins of the shown score."""
        return self.schema(
            [("step", pa.int32()), ("region", NAMED), ("group", NAMED), ("bins", pa.list_(pa.int64(), BINS))]
        )

    @property
    def public(self) -> pa.Schema:
        """A row per step and region: the public state, and what everybody knows, after the step."""
        fields = [(name, pa.int64()) for name in (*self.layout.public, *self.layout.known)]
        return self.schema([("step", pa.int32()), ("region", NAMED), *fields])

    @property
    def years(self) -> pa.Schema:
        """A row per year, block, wave, region, group, place and quintile that holds anybody: every tally."""
        keys = [(name, NAMED) for name in ("region", "group", "place", "quintile")]
        counts = [(name, pa.int64()) for name in self.layout.columns]
        first = [("year", pa.int32()), ("block", pa.int16()), ("wave", pa.int16())]
        return self.schema([*first, *keys, *counts])

    @property
    def communities(self) -> pa.Schema:
        """A row per community; `enrolled_from` is a step, null if the scheme never reaches it."""
        return self.schema(
            [
                ("region", NAMED),
                ("community", pa.int32()),
                ("citizens", pa.int32()),
                ("enrolled_from", pa.int32()),
            ]
        )


def named(numbers: NDArray[np.integer], names: Sequence[str]) -> pa.DictionaryArray:
    """A column of names from their numbers."""
    return pa.DictionaryArray.from_arrays(column_of(numbers.astype(np.int16)), texts_of(names))


def _columns(matrix: Int64) -> list[pa.Array]:
    return [column_of(column) for column in np.ascontiguousarray(matrix.T)]


def _places(names: Names, first: int, count: int) -> list[pa.Array]:
    """Step, region and group of `count` steps in order."""
    step, region, group = np.meshgrid(
        np.arange(first, first + count),
        np.arange(len(names.regions)),
        np.arange(len(names.groups)),
        indexing="ij",
    )
    return [
        column_of(step.ravel().astype(np.int32)),
        named(region.ravel(), names.regions),
        named(group.ravel(), names.groups),
    ]


def steps_table(names: Names, first: int, tallies: Int64) -> pa.Table:
    """Tallies int64[steps, R, G, M] of the steps from `first` on."""
    columns = _columns(tallies.reshape(-1, names.layout.width))
    return pa.Table.from_arrays([*_places(names, first, len(tallies)), *columns], schema=names.steps)


def histogram_table(names: Names, first: int, histogram: Int64) -> pa.Table:
    """Histograms int64[steps, R, G, 64] of the steps from `first` on."""
    bins = pa.FixedSizeListArray.from_arrays(column_of(histogram.reshape(-1)), BINS)
    return pa.Table.from_arrays([*_places(names, first, len(histogram)), bins], schema=names.histogram)


def public_table(names: Names, first: int, public: Int64, known: Int64) -> pa.Table:
    """Public state int64[steps, R, F] and what is known int64[steps, R, K] of the steps from `first` on."""
    step, region = np.meshgrid(
        np.arange(first, first + len(public)), np.arange(len(names.regions)), indexing="ij"
    )
    return pa.Table.from_arrays(
        [
            column_of(step.ravel().astype(np.int32)),
            named(region.ravel(), names.regions),
            *_columns(public.reshape(-1, public.shape[-1])),
            *_columns(known.reshape(-1, known.shape[-1])),
        ],
        schema=names.public,
    )


def years_table(names: Names, record: YearRecord) -> pa.Table:
    """A year's tallies; cells that hold nobody have no row."""
    row, cell = np.nonzero(record.tallies.any(axis=-1))
    keys = np.array(record.rows, dtype=np.int64).reshape(-1, 3)
    cells = [
        (names.groups.index(group), PLACES.index(place), QUINTILES.index(quintile))
        for group, place, quintile in names.cells
    ]
    group, place, quintile = np.array(cells, dtype=np.int64)[cell].T
    return pa.Table.from_arrays(
        [
            column_of(np.full(len(row), record.year, dtype=np.int32)),
            column_of(keys[row, 0].astype(np.int16)),
            column_of(keys[row, 2].astype(np.int16)),
            named(keys[row, 1], names.regions),
            named(group, names.groups),
            named(place, PLACES),
            named(quintile, QUINTILES),
            *_columns(record.tallies[row, cell]),
        ],
        schema=names.years,
    )


def communities_table(names: Names, communities: Int64) -> pa.Table:
    """Rows (region number, community, citizens, first enrolled step or -1), int64[n, 4]."""
    region, community, citizens, since = communities.T
    return pa.Table.from_arrays(
        [
            named(region, names.regions),
            column_of(community.astype(np.int32)),
            column_of(citizens.astype(np.int32)),
            column_of(since.astype(np.int32), since < 0),
        ],
        schema=names.communities,
    )

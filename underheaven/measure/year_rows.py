"""The counts of calendar years in rows: what an engine hands on, and what a folder keeps."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from underheaven.engine.records import Int64, YearRecord
from underheaven.society.schema import PLACES, QUINTILES


class YearRows(NamedTuple):
    """Rows of years whose keys are the same: added up as they are, which spares most of the adding by key.

    `keys` are block, wave, group, region, place and quintile, int64[n] each; `tallies` int64[n, M].
    """

    years: list[int]
    keys: list[Int64]
    tallies: Int64

    @classmethod
    def of(cls, record: YearRecord) -> YearRows:
        """A year of an engine; its tallies are not copied."""
        rows, cells, width = record.tallies.shape
        keys = np.array(record.rows, dtype=np.int64).reshape(-1, 3)
        classes, quintile = np.divmod(np.tile(np.arange(cells), rows), len(QUINTILES))
        group, place = np.divmod(classes, len(PLACES))
        block, region, wave = np.repeat(keys, cells, axis=0).T
        tallies = record.tallies.reshape(-1, width)
        return cls([record.year], [block, wave, group, region, place, quintile], tallies)

    @property
    def name(self) -> bytes:
        """The keys as one value to look them up by."""
        return b"".join(key.tobytes() for key in self.keys)

    def __add__(self, other: YearRows | None) -> YearRows:  # type: ignore[override]
        """The rows of the years of both."""
        if other is None:
            return self
        return YearRows(other.years + self.years, self.keys, other.tallies + self.tallies)

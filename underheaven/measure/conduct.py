"""The census of conduct, read back: adults in the scheme by score, deeds and standing (record/census.py)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pyarrow as pa

from underheaven.engine.layout import BINS, BLOCKS
from underheaven.engine.records import Int64
from underheaven.measure.frame import Frame
from underheaven.measure.replicates import Strata, strata_of
from underheaven.measure.run import numbers
from underheaven.record.arrays import array_of
from underheaven.record.census import DONE, EXPECTED, FREE, IN_ERROR, SANCTIONED
from underheaven.record.query import RunFolder

SIZES = {"score": BINS, "expected": len(EXPECTED), "done": len(DONE), "standing": IN_ERROR + 1}
COUNTS = ("adults", "expected_deeds_thousandths", "deeds")
THOUSAND = 1_000


@dataclass(frozen=True)
class Conduct:
    """The census of one year: `keys` int64[n] by name, `counts` int64[n, 3] in the order of `COUNTS`.

    `counted` says whether deeds done are known, `kept` whether the run kept a census.
    """

    frame: Frame
    year: int
    keys: dict[str, Int64]
    counts: Int64
    counted: bool
    kept: bool
    _tables: dict[tuple[tuple[str, ...], str], Int64] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(cls, folder: RunFolder, frame: Frame, year: int) -> Conduct:
        """The census of a year of a run; empty where nobody was in the scheme, or the run kept none."""
        parts = list[dict[str, Int64]]()
        totals, counted = list[Int64](), True
        names = ("block", "region", "group", *SIZES)
        if kept := (folder.path / "census.parquet").is_file():
            for batch in folder.batches("census", year=year):
                there = array_of(batch.column("year")) == year
                counted = counted and bool(array_of(batch.column("done").is_valid())[there].all())
                plain = ("block", "score", "expected", "done")
                key = {name: _filled(batch, name)[there] for name in plain}
                key["region"] = numbers(batch.column("region"), frame.regions)[there]
                key["group"] = numbers(batch.column("group"), frame.groups)[there]
                sanctioned, error = (
                    array_of(batch.column(name))[there].astype(bool) for name in ("sanctioned", "in_error")
                )
                key["standing"] = np.where(error, IN_ERROR, np.where(sanctioned, SANCTIONED, FREE))
                parts.append({name: key[name].astype(np.int64) for name in names})
                totals.append(np.stack([_filled(batch, name)[there] for name in COUNTS], axis=1))
        none = np.zeros(0, dtype=np.int64)
        keys = {name: np.concatenate([none, *(part[name] for part in parts)]) for name in names}
        counts = np.concatenate([np.zeros((0, len(COUNTS)), dtype=np.int64), *totals])
        return cls(frame, year, keys, counts, counted and len(counts) > 0, kept)

    def by(self, *axes: str, count: str = "adults") -> Int64:
        """Adults (or their deeds) by group, region, block and further axes, int64[G, R, 32, ...]."""
        if (axes, count) not in self._tables:
            self._tables[axes, count] = self._table(axes, count)
        return self._tables[axes, count]

    def _table(self, axes: tuple[str, ...], count: str) -> Int64:
        sizes = (len(self.frame.groups), len(self.frame.regions), BLOCKS, *(SIZES[axis] for axis in axes))
        key = [self.keys[name] for name in ("group", "region", "block", *axes)]
        place = np.ravel_multi_index(key, sizes)
        weights = self.counts[:, COUNTS.index(count)]
        # Whole numbers below 2^53: exact in any order.
        flat = np.bincount(place, weights, int(np.prod(sizes)))
        found = flat.astype(np.int64).reshape(sizes)
        found.flags.writeable = False
        return found

    @cached_property
    def adults(self) -> Int64:
        """Adults in the scheme by group, region and block, int64[G, R, 32]."""
        return self.by()

    @cached_property
    def strata(self) -> Strata:
        """How the groups of the regions lie over the blocks."""
        return strata_of(self.adults)

    @property
    def bases(self) -> tuple[str, ...]:
        """The conduct that is known: expected, and done where it was counted."""
        return ("expected", "done") if self.counted else ("expected",)


def _filled(batch: pa.RecordBatch, name: str) -> Int64:
    """A column of counts, int64[n], with 0 where one is missing."""
    column = batch.column(name)
    if not column.null_count:
        return array_of(column).astype(np.int64)
    there = array_of(column.is_valid()).astype(bool)
    found = np.zeros(len(column), dtype=np.int64)
    found[there] = array_of(column.drop_null())
    return found

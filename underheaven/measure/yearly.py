"""Counts of each calendar year, of everyone alone, in blocks: what the paths of measures are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from underheaven.engine.layout import BLOCKS
from underheaven.engine.records import Int64, YearRecord
from underheaven.measure.counts import Counts
from underheaven.measure.frame import DERIVED, Frame
from underheaven.measure.period import period_of
from underheaven.measure.replicates import Design, design_of, strata_of
from underheaven.measure.run import rows_by_year
from underheaven.measure.weights import shares_of, weights_of
from underheaven.society.schema import PLACES, QUINTILES

CELLS_OF_GROUP = len(PLACES) * len(QUINTILES)


@dataclass(frozen=True)
class YearCounts:
    """One calendar year of everyone, as a measure reads it: all three have one category.

    `counts` float64[1, M], weighed (weights.py); `replicates` float64[1, 32, M], the others standing for a
    block; `without` int64[1, 32, M], one block left out; `design` is how people lie over the blocks
    (`replicates.py`).
    """

    year: int
    counts: Counts
    replicates: Counts
    without: Counts
    design: Design


class Yearly:
    """The counts of calendar years as they come, from an engine or from a folder.

    A year is gathered by group, region and block, int64[G, R, 32, M] with the M columns of `Frame.columns`,
    and summed up once it is complete, so that one year at most is held in full.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame

    def of_record(self, record: YearRecord) -> YearCounts:
        """A year that an engine has just lived."""
        gathered, cells = self._nothing(), record.tallies.shape[1]
        block, region, _ = np.array(record.rows, dtype=np.int64).reshape(-1, 3).T
        for cell in range(cells):
            group, quintile = cell // CELLS_OF_GROUP, np.full(len(block), cell % len(QUINTILES))
            self._add(gathered, np.full(len(block), group), region, block, quintile, record.tallies[:, cell])
        return self._of(record.year, gathered)

    def of_rows(self, batches: Iterable[pa.RecordBatch]) -> Iterator[YearCounts]:
        """Every year of the rows of `years.parquet`, in order."""
        year, gathered = None, self._nothing()
        for rows in rows_by_year(batches, self.frame):
            if year is not None and rows.years != [year]:
                yield self._of(year, gathered)
                gathered = self._nothing()
            year = rows.years[0]
            block, _, group, region, _, quintile = rows.keys
            self._add(gathered, group, region, block, quintile, rows.tallies)
        if year is not None:
            yield self._of(year, gathered)

    def _nothing(self) -> Int64:
        frame = self.frame
        return np.zeros((len(frame.groups), len(frame.regions), BLOCKS, len(frame.columns)), dtype=np.int64)

    def _add(
        self, to: Int64, group: Int64, region: Int64, block: Int64, quintile: Int64, tallies: Int64
    ) -> None:
        """Add rows int64[n, M] without the derived columns at places int64[n] each."""
        flat = to.reshape(-1, to.shape[-1])
        number = np.ravel_multi_index((group, region, block), to.shape[:3])
        order = np.argsort(number, kind="stable")
        firsts = np.flatnonzero(np.diff(number[order], prepend=-1))
        if not len(firsts):
            return
        places = number[order][firsts]
        derived = self.frame.derived(tallies[order], quintile[order])
        flat[places, : -len(DERIVED)] += np.add.reduceat(tallies[order], firsts)
        flat[places, -len(DERIVED) :] += np.add.reduceat(derived, firsts)

    def _of(self, year: int, gathered: Int64) -> YearCounts:
        persons = gathered[..., self.frame.columns["person.persons"]]
        strata, weights = strata_of(persons), weights_of(persons.sum(axis=2), shares_of(self.frame))
        total, taken = gathered.sum(axis=2), strata.stretch * weights[..., None]
        change = np.einsum("grm,grb->bm", total, strata.share * taken) - np.einsum(
            "grbm,grb->bm", gathered, taken
        )
        whole = np.einsum("grm,gr->m", total, weights)
        without = (total[:, :, None] - gathered).sum(axis=(0, 1))
        counts = (whole[None], (whole + change)[None], without[None])
        everyone, replicates, rest = (Counts(self.frame, tallies, None) for tallies in counts)
        return YearCounts(year, everyone, replicates, rest, design_of(persons[None], strata))


def is_whole(frame: Frame, year: int) -> bool:
    """Whether the run lived all of a calendar year."""
    return period_of(frame.world, [year]).is_a_year

"""The counts of a run's years, gathered while it is lived, so that none has to be read at its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from underheaven.engine.records import Int64, StepRecord, YearRecord
from underheaven.measure.frame import Frame
from underheaven.measure.pool import Pool
from underheaven.measure.totals import Totals
from underheaven.measure.year_rows import YearRows
from underheaven.measure.yearly import YearCounts, Yearly

NOTHING: Int64 = np.zeros(0, dtype=np.int64)


class Gathering:
    """What `pools_of` and `Yearly` read from the folder of a run, from its records as they come.

    `years` are the counts of each year. Rows are added up as they are, and by key when all are there: pools
    have room for every cell and block, which is much.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.years: list[YearCounts] = []
        self._yearly = Yearly(frame)
        self._rows: dict[bytes, YearRows] = {}
        self._last: YearRows | None = None
        self._before: Pool | None = None
        self._steps: list[StepRecord] = []
        groups, width = len(frame.groups), len(frame.layout.columns)
        self._by_group: Int64 = np.zeros((groups, width), np.int64)
        self._there = np.zeros(groups, bool)

    def add_step(self, record: StepRecord) -> None:
        """Add the histogram and the queue of the next step."""
        self._steps.append(replace(record, tallies=NOTHING))

    def add_year(self, record: YearRecord) -> None:
        """Add the next year, whose steps were added."""
        self.years.append(self._yearly.of_record(record))
        if self._last is not None:
            self._add(self._last)
        self._last, world = YearRows.of(record), self.frame.world
        if record.year + 1 == world.year_of(world.steps - 1):
            # Adding by key takes long: it is done while the run's last year is lived.
            self._add(self._last)
            self._last, self._before = None, self._pooled()
        by_cell = record.tallies.sum(axis=0)
        self._by_group += by_cell.reshape(len(self._by_group), -1, by_cell.shape[-1]).sum(axis=1)
        self._there |= record.tallies.any(axis=(0, 2)).reshape(len(self._there), -1).any(axis=1)

    def totals(self, columns: Iterable[str]) -> Totals:
        """The sums of some columns of tallies over all years, as `totals` reads them from the folder."""
        wanted = {name: self.frame.columns[name] for name in columns}
        return Totals(
            tuple(each.year for each in self.years),
            {
                group: {name: int(counts[column]) for name, column in wanted.items()}
                for group, counts, there in zip(
                    self.frame.groups, self._by_group, self._there.tolist(), strict=True
                )
                if there
            },
        )

    def pools(self) -> list[Pool]:
        """The counts of all years, and of the last apart, handed over. ValueError where there is no year."""
        if self._last is None:
            raise ValueError("no year was gathered")
        names = [each.year for each in self.years]
        last = Pool(self.frame, names[-1:])
        last.add_rows(self._last)
        whole = self._before or self._pooled()
        whole.years = names
        whole += last
        self._last = self._before = None
        for record in self._steps:
            for pool in (whole, last):
                pool.add_step(record)
        return [whole, last]

    def _pooled(self) -> Pool:
        """The rows of earlier years by cell and block, handed over."""
        pool = Pool(self.frame)
        while self._rows:
            pool.add_rows(self._rows.popitem()[1])
        return pool

    def _add(self, rows: YearRows) -> None:
        self._rows[rows.name] = rows + self._rows.get(rows.name)

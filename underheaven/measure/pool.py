"""A period's counts, gathered by category and block from years and steps as they come."""

from __future__ import annotations

from collections.abc import Container, Sequence

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.layout import BINS, BLOCKS
from underheaven.engine.records import Int64, StepRecord, YearRecord
from underheaven.measure.counts import Counts
from underheaven.measure.frame import Frame
from underheaven.society.schema import PLACES, QUINTILES


class Pool:
    """Counts of some calendar years (all, if `years` is None): everyone, then each category in turn.

    Categories are everyone, the groups, the regions, the places and the quintiles, in this order.
    `tallies` int64[categories, 32, M]; `histogram` int64[R, G, 64].
    """

    def __init__(self, frame: Frame, years: Container[int] | None = None) -> None:
        self.frame = frame
        self.years = years
        self.seen: set[int] = set()
        sizes = [1, *(len(names) for names in frame.dimensions.values())]
        self._firsts = np.concatenate([[0], np.cumsum(sizes)])
        self.tallies: Int64 = np.zeros((self._firsts[-1], BLOCKS, frame.layout.width), dtype=np.int64)
        self.histogram: Int64 = np.zeros((len(frame.regions), len(frame.groups), BINS), dtype=np.int64)

    def wants(self, year: int) -> bool:
        """Whether a calendar year belongs to the period."""
        return self.years is None or year in self.years

    def add_year(self, record: YearRecord) -> None:
        """Add a year of an engine, if it belongs to the period."""
        if not self.wants(record.year):
            return
        rows, cells, width = record.tallies.shape
        keys = np.array(record.rows, dtype=np.int64).reshape(-1, 2)
        classes, quintile = np.divmod(np.tile(np.arange(cells), rows), len(QUINTILES))
        group, place = np.divmod(classes, len(PLACES))
        block, region = np.repeat(keys, cells, axis=0).T
        self.add_rows(record.year, block, (group, region, place, quintile), record.tallies.reshape(-1, width))

    def add_rows(self, year: int, block: Int64, categories: Sequence[Int64], tallies: Int64) -> None:
        """Add rows of one year: block int64[n]; group, region, place, quintile int64[n] each; int64[n, M]."""
        self.seen.add(year)
        if not len(block):
            return
        flat = self.tallies.reshape(-1, self.tallies.shape[-1])
        for first, category in zip(self._firsts[:-1], (np.zeros_like(block), *categories), strict=True):
            key = (first + category) * BLOCKS + block
            order = np.argsort(key, kind="stable")
            places, starts = np.unique(key[order], return_index=True)
            flat[places] += np.add.reduceat(tallies[order], starts, axis=0)

    def add_step(self, record: StepRecord) -> None:
        """Add the histogram of a step of an engine, if it belongs to the period."""
        if self.wants(self.frame.year_of(record.step)):
            self.histogram += record.histogram

    def __add__(self, other: Pool) -> Pool:
        """The counts of separate people, or of separate times, together."""
        both = Pool(self.frame, self.years)
        both.seen = self.seen | other.seen
        both.tallies = self.tallies + other.tallies
        both.histogram = self.histogram + other.histogram
        return both

    @property
    def present(self) -> NDArray[np.bool_]:
        """Whether a block holds anybody of a category, bool[categories, 32]."""
        return np.asarray(self.tallies[..., self.frame.columns["person.persons"]] > 0)

    def counts(self) -> Counts:
        """Everything of each category: tallies int64[categories, M], histogram int64[categories, 64].

        Places and quintiles have an empty histogram: it is kept by region and group alone.
        """
        histogram = np.zeros((len(self.tallies), BINS), dtype=np.int64)
        everyone, groups, regions = self._firsts[:3]
        histogram[everyone] = self.histogram.sum(axis=(0, 1))
        histogram[groups:regions] = self.histogram.sum(axis=0)
        histogram[regions : self._firsts[3]] = self.histogram.sum(axis=1)
        return Counts(self.frame, self.tallies.sum(axis=1), histogram)

    def without(self) -> Counts:
        """Everything but one block at a time: int64[categories, 32, M], without a histogram."""
        total = self.tallies.sum(axis=1, keepdims=True)
        return Counts(self.frame, total - self.tallies, None)

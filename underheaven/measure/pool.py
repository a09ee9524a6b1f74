"""A period's counts, gathered by category and block from years and steps as they come."""

from __future__ import annotations

from collections.abc import Container, Sequence

import numpy as np

from underheaven.engine.layout import BINS, BLOCKS
from underheaven.engine.records import Int64, StepRecord, YearRecord
from underheaven.measure.counts import Counts
from underheaven.measure.frame import Frame
from underheaven.measure.replicates import Design, Strata, design_of, strata_of
from underheaven.society.schema import PLACES, QUINTILES

CELL, BLOCK = (0, 1, 2, 3), 4
"""Axes of a pool's tallies: group, region, place and quintile; then the block."""


def by_category(tallies: Int64) -> Int64:
    """Tallies [groups, regions, places, quintiles, ...] summed to [categories, ...], ordered as in `Pool`."""
    everyone = tallies.sum(axis=CELL)[None]
    parts = [tallies.sum(axis=tuple(other for other in CELL if other != axis)) for axis in CELL]
    return np.concatenate([everyone, *parts])


class Pool:
    """Counts of some calendar years (all, if `years` is None) by cell and block, and by category.

    Categories are everyone, the groups, the regions, the places and the quintiles, in this order.
    `tallies` int64[groups, regions, places, quintiles, 32, M]; `histogram` int64[R, G, 64].
    """

    def __init__(self, frame: Frame, years: Container[int] | None = None) -> None:
        self.frame = frame
        self.years = years
        self.seen: set[int] = set()
        cells = [len(names) for names in frame.dimensions.values()]
        self.tallies: Int64 = np.zeros((*cells, BLOCKS, frame.layout.width), dtype=np.int64)
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
        key = np.ravel_multi_index((*categories, block), self.tallies.shape[:-1])
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

    def counts(self) -> Counts:
        """Everything of each category: tallies int64[categories, M], histogram int64[categories, 64].

        Places and quintiles have an empty histogram: it is kept by region and group alone.
        """
        distribution = [self.histogram.sum(axis=axes) for axes in ((0, 1), 0, 1)]
        kept = np.concatenate([distribution[0][None], *distribution[1:]])
        tallies = by_category(self.tallies.sum(axis=BLOCK))
        histogram = np.zeros((len(tallies), BINS), dtype=np.int64)
        histogram[: len(kept)] = kept
        return Counts(self.frame, tallies, histogram)

    def without(self) -> Counts:
        """Everything but one block at a time: int64[categories, 32, M], without a histogram."""
        tallies = by_category(self.tallies)
        return Counts(self.frame, tallies.sum(axis=1, keepdims=True) - tallies, None)

    def replicates(self) -> Counts:
        """Everything, the others standing for one block at a time: float64[categories, 32, M].

        Without a histogram; how they stand for it is told in replicates.py.
        """
        share, stretch = self.strata
        total = self.tallies.sum(axis=BLOCK)
        changes = [
            np.einsum(f"grpqm,grb->{axis}bm", total, share * stretch)
            - np.einsum(f"grpqbm,grb->{axis}bm", self.tallies, stretch)
            for axis in "grpq"
        ]
        everyone = changes[0].sum(axis=0, keepdims=True)
        tallies = by_category(total)[:, None, :] + np.concatenate([everyone, *changes])
        return Counts(self.frame, tallies, None)

    @property
    def persons(self) -> Int64:
        """Person-steps by cell and block, int64[groups, regions, places, quintiles, 32]."""
        return self.tallies[..., self.frame.columns["person.persons"]]

    @property
    def strata(self) -> Strata:
        """How the groups of the regions lie over the blocks."""
        return strata_of(self.persons.sum(axis=(2, 3)))

    def design(self) -> Design:
        """How the people of each category lie over the blocks."""
        persons = self.persons
        whole = persons.sum(axis=(2, 3))
        groups, regions = whole.shape[:2]
        parts = [
            whole[None],
            np.eye(groups, dtype=np.int64)[:, :, None, None] * whole,
            np.eye(regions, dtype=np.int64)[:, None, :, None] * whole,
            np.moveaxis(persons.sum(axis=3), 2, 0),
            np.moveaxis(persons.sum(axis=2), 2, 0),
        ]
        return design_of(np.concatenate(parts), self.strata)

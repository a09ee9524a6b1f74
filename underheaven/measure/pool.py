"""A period's counts, gathered by category and block from years and steps as they come."""

from __future__ import annotations

from collections.abc import Container, Sequence

import numpy as np

from underheaven.engine.layout import BINS, BLOCKS
from underheaven.engine.records import Int64, StepRecord, YearRecord
from underheaven.measure.counts import Counts, Floats, Numbers
from underheaven.measure.frame import DERIVED, Frame
from underheaven.measure.replicates import Design, Strata, design_of, strata_of
from underheaven.measure.weights import shares_of, weights_of
from underheaven.measure.year_rows import YearRows

CELL, BLOCK = (0, 1, 2, 3), 4
"""Axes of a pool's tallies: group, region, place and quintile; then the block."""
AT_ONCE = 64
"""Rows that are added together."""
QUEUE = 3
"""What is kept of the queue of appeals (counts.py)."""


def by_category(tallies: Numbers) -> Numbers:
    """Tallies [groups, regions, places, quintiles, ...] summed to [categories, ...] without the waves."""
    # A nation's regions are many: what is summed over them is small, and is gone through again at no cost.
    regions = tallies.sum(axis=(2, 3)).sum(axis=0)
    others = tallies.sum(axis=1)
    groups, places, quintiles = (others.sum(axis=axes) for axes in ((1, 2), (0, 2), (0, 1)))
    return np.concatenate([groups.sum(axis=0)[None], groups, regions, places, quintiles])


def _add(to: Int64, key: Sequence[Int64], rows: Int64, derived: Int64) -> None:
    """Add rows int64[n, M - D] and their D derived columns, int64[n, D], at the places that the key names.

    `to` is int64[..., M]; the key is int64[n] each.
    """
    flat = to.reshape(-1, to.shape[-1])
    number = np.ravel_multi_index(tuple(key), to.shape[:-1])
    # First the first row of each place, then the second, and so on: there are few for each, and np.add.at
    # takes many times as long for wide rows.
    order = np.argsort(number, kind="stable")
    first = np.flatnonzero(np.diff(number[order], prepend=-1))
    turn = np.arange(len(order)) - np.repeat(first, np.diff(first, append=len(order)))
    for which in range(int(turn.max(initial=-1)) + 1):
        of_turn = order[turn == which]
        # A nation's rows are many: few are copied at once.
        for begin in range(0, len(of_turn), AT_ONCE):
            some = of_turn[begin : begin + AT_ONCE]
            flat[number[some], : -len(DERIVED)] += rows[some]
            flat[number[some], -len(DERIVED) :] += derived[some]


class Pool:
    """Counts of some calendar years (all, if `years` is None) by cell and block, and by category.

    Categories are everyone, the groups, the regions, the places, the quintiles and the waves, in this order.
    `tallies` int64[groups, regions, places, quintiles, 32, M], `waves` int64[groups, regions, waves, 32, M],
    M columns of `Frame.columns`; `histogram` int64[R, G, 64]; `queue` int64[R, 3], as in `Counts`.
    """

    def __init__(self, frame: Frame, years: Container[int] | None = None) -> None:
        self.frame = frame
        self.years = years
        self.seen: set[int] = set()
        *cells, waves = [len(names) for names in frame.dimensions.values()]
        width = len(frame.columns)
        self.tallies: Int64 = np.zeros((*cells, BLOCKS, width), dtype=np.int64)
        self.waves: Int64 = np.zeros((*cells[:2], waves, BLOCKS, width), dtype=np.int64)
        self.histogram: Int64 = np.zeros((len(frame.regions), len(frame.groups), BINS), dtype=np.int64)
        self.queue: Int64 = np.zeros((len(frame.regions), QUEUE), dtype=np.int64)
        self._wait: Int64 = np.zeros(len(frame.regions), dtype=np.int64)
        self._over_regions: tuple[Floats, Floats] | None = None
        self._shares: Floats | None = shares_of(frame)
        self._public = [frame.layout.public.index("appeals")]
        self._known = [frame.layout.known.index(name) for name in ("appeal_wait", "backlog")]

    def wants(self, year: int) -> bool:
        """Whether a calendar year belongs to the period."""
        return self.years is None or year in self.years

    def add_year(self, record: YearRecord) -> None:
        """Add a year of an engine, if it belongs to the period."""
        if self.wants(record.year):
            self.add_rows(YearRows.of(record))

    def add_rows(self, rows: YearRows) -> None:
        """Add rows of years that belong to the period."""
        self.seen |= set(rows.years)
        self._over_regions = None
        block, wave, *cell = rows.keys
        if not len(block):
            return
        derived = self.frame.derived(rows.tallies, cell[3])
        _add(self.tallies, (*cell, block), rows.tallies, derived)
        _add(self.waves, (*cell[:2], wave, block), rows.tallies, derived)

    def add_step(self, record: StepRecord) -> None:
        """Add the histogram and the queue of a step of an engine, if it belongs to the period."""
        wanted = self.wants(self.frame.year_of(record.step))
        if wanted:
            self.histogram += record.histogram
        self.add_queue(wanted, *record.public[:, self._public].T, *record.known[:, self._known].T)

    def add_queue(self, wanted: bool, appeals: Int64, wait: Int64, backlog: Int64) -> None:
        """Add the queue of a step, int64[R] each, if it is `wanted`; steps must come in order.

        An appeal waits as long as the queue said after the step before: `wait` is that after this one.
        """
        if wanted:
            self.queue += np.stack([appeals, appeals * self._wait, backlog], axis=1)
        self._wait = wait

    def __add__(self, other: Pool) -> Pool:
        """The counts of separate people, or of separate times, together."""
        both = Pool(self.frame, self.years)
        both.seen, both._shares = self.seen | other.seen, self._shares
        both.tallies = self.tallies + other.tallies
        both.waves = self.waves + other.waves
        both.histogram = self.histogram + other.histogram
        both.queue = self.queue + other.queue
        return both

    def __iadd__(self, other: Pool) -> Pool:
        """Take in the counts of separate people, or of separate times."""
        self.seen |= other.seen
        self._over_regions = None
        for mine, theirs in (
            (self.tallies, other.tallies),
            (self.waves, other.waves),
            (self.histogram, other.histogram),
            (self.queue, other.queue),
        ):
            mine += theirs
        return self

    def under(self, frame: Frame) -> Pool:
        """A copy that goes on counting in another world with the same axes and columns."""
        copy = Pool(frame, self.years) + self
        copy._wait = self._wait.copy()
        return copy

    @property
    def weights(self) -> Floats:
        """What a person of each group and region counts for, float64[groups, regions] (weights.py)."""
        persons = self.persons.sum(axis=(2, 3, 4))
        return np.ones(persons.shape) if self._shares is None else weights_of(persons, self._shares)

    def counts(self) -> Counts:
        """Everything of each category, weighed: float64[categories, M], with histogram and queue.

        Both are empty for categories by which they are not kept (`KEPT` in specification.py). The queue is
        that of everybody, and is not weighed.
        """
        weights = self.weights
        scores = weights.T[..., None] * self.histogram
        distribution = [scores.sum(axis=axes) for axes in ((0, 1), 0, 1)]
        kept = np.concatenate([distribution[0][None], *distribution[1:]])
        whole = weights[:, :, None, None, None] * self.tallies.sum(axis=BLOCK)
        waves = np.einsum("grwm,gr->wm", self.waves.sum(axis=3), weights)
        tallies = np.concatenate([by_category(whole), waves])
        histogram = np.zeros((len(tallies), BINS))
        histogram[: len(kept)] = kept
        queue = np.zeros((len(tallies), QUEUE), dtype=np.int64)
        queue[0] = self.queue.sum(axis=0)
        first = 1 + len(self.frame.groups)
        queue[first : first + len(self.queue)] = self.queue
        return Counts(self.frame, tallies, histogram, queue)

    def without(self) -> Counts:
        """Everything but one block at a time, as counted: int64[categories, 32, M].

        Without histogram and queue. It tells what is defined without a block.
        """
        tallies = np.concatenate([by_category(self.tallies), self.waves.sum(axis=(0, 1))])
        return Counts(self.frame, tallies.sum(axis=1, keepdims=True) - tallies, None)

    def replicates(self) -> Counts:
        """Everything, weighed, the others standing for one block at a time: float64[categories, 32, M].

        Without histogram and queue; how they stand for it is told in replicates.py.
        """
        (share, stretch), weights = self.strata, self.weights
        kept, taken = share * stretch * weights[..., None], stretch * weights[..., None]
        change, _ = self.over_regions()
        total = self.tallies.sum(axis=BLOCK)
        by_region = np.einsum("grm,grb->rbm", total.sum(axis=(2, 3)), kept) - np.einsum(
            "grbm,grb->rbm", self.tallies.sum(axis=(2, 3)), taken
        )
        changes = [change.sum(axis=(1, 2)), by_region, change.sum(axis=(0, 2)), change.sum(axis=(0, 1))]
        everyone = changes[0].sum(axis=0, keepdims=True)
        waves = self.waves.sum(axis=3)
        changes.append(
            np.einsum("grwm,grb->wbm", waves, kept) - np.einsum("grwbm,grb->wbm", self.waves, taken)
        )
        tallies = self.counts().tallies[:, None, :] + np.concatenate([everyone, *changes])
        return Counts(self.frame, tallies, None)

    def over_regions(self) -> tuple[Floats, Floats]:
        """What leaving out a block changes, and what it holds, weighed and summed over regions.

        Both are float64[groups, places, quintiles, 32, M]. They are kept until rows are added: an audit asks
        for them with every breakdown.
        """
        if self._over_regions is None:
            (share, stretch), weights = self.strata, self.weights
            total = self.tallies.sum(axis=BLOCK)
            change = np.einsum("grpqm,grb->gpqbm", total, share * stretch * weights[..., None])
            held = np.zeros(change.shape)
            # Region by region: einsum would first copy all tallies as floats.
            for group, region in np.ndindex(self.tallies.shape[:2]):
                weighed = self.tallies[group, region] * weights[group, region]
                held[group] += weighed
                change[group] -= weighed * stretch[group, region][:, None]
            self._over_regions = change, held
        return self._over_regions

    @property
    def steps(self) -> int:
        """How many steps the period has."""
        return self.frame.steps_in(self.seen)

    def as_counted(self) -> Pool:
        """The same counts with nobody weighed."""
        plain = self + Pool(self.frame, self.years)
        plain._shares = None
        return plain

    def of_regions(self) -> Pool:
        """The same counts, all of the first group and nobody weighed: regions alone are strata.

        Of pairs, whose two may be of different groups and must weigh the same.
        """
        merged = Pool(self.frame, self.years)
        merged.seen, merged._shares = self.seen, None
        merged.tallies[0], merged.waves[0] = self.tallies.sum(axis=0), self.waves.sum(axis=0)
        return merged

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
            np.moveaxis(self.waves[..., self.frame.columns["person.persons"]], 2, 0),
        ]
        return design_of(np.concatenate(parts), self.strata)

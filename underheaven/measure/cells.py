"""Tallies of any intersection of group, region, place and quintile, with blocks left out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import numpy as np

from underheaven.engine.records import Int64
from underheaven.measure.counts import Counts, Floats, Numbers
from underheaven.measure.few import Base
from underheaven.measure.named import base_for
from underheaven.measure.pool import CELL, Pool
from underheaven.measure.rows import EVERYONE
from underheaven.measure.sample import Sample, Statistic, evaluated_once
from underheaven.measure.specification import Measure, Specification

AXES = ("group", "region", "place", "quintile")


class Cells:
    """Everyone, then each combination of the categories of `by`, in order, as a sample of a pool.

    `names` are the combinations, a name for each of `by`. With `columns`, only these of the tallies are
    there; others are 0 (a nation's cells by all four axes are many).
    """

    def __init__(self, pool: Pool, by: tuple[str, ...]) -> None:
        self.frame, self._steps = pool.frame, pool.steps
        self.by = by
        of = [pool.frame.dimensions[name] for name in by]
        self.names: list[tuple[str, ...]] = list(product(*of))
        kept = tuple(AXES.index(name) for name in by)
        letters = "".join("grpq"[axis] for axis in kept)
        change, blocks = _by_region(pool, letters) if "r" in letters else _without_regions(pool, letters)
        combined = len(self.names)
        change = change.reshape(combined, *change.shape[-2:])
        blocks = blocks.reshape(combined, *blocks.shape[-2:])
        if by:
            change, blocks = _everyone(change, blocks)
        whole = blocks.sum(axis=1)
        self.sample = Sample(
            whole, whole[:, None] + change, whole[:, None] - blocks, self._people(pool, kept), pool.strata
        )

    @staticmethod
    def _people(pool: Pool, kept: tuple[int, ...]) -> Int64:
        """Persons of each combination by group, region and block, everyone first, int64[C, G, R, 32]."""
        persons = pool.persons
        out = [persons.sum(axis=(2, 3))]
        for place in product(*(range(persons.shape[axis]) for axis in kept)) if kept else ():
            only = np.zeros_like(persons)
            where = tuple(place[kept.index(axis)] if axis in kept else slice(None) for axis in CELL)
            only[where] = persons[where]
            out.append(only.sum(axis=(2, 3)))
        return np.stack(out)

    @property
    def titles(self) -> list[tuple[str, str]]:
        """What each category is one of, and its name; everyone first."""
        return [(EVERYONE, EVERYONE), *((", ".join(self.by), ", ".join(name)) for name in self.names)]

    def of(self, measure: Measure) -> Statistic:
        """A measure as a function of tallies, which evaluates each table once."""
        return evaluated_once(lambda tallies: measure(Counts(self.frame, tallies, None)))

    def base(self, specification: Specification, entry: str = "") -> Base:
        """What a measure rests on in each category."""
        return base_for(specification, entry, Counts(self.frame, self.sample.whole, None), self._steps)

    def total(self, columns: Iterable[str]) -> Floats:
        """The sum of some columns, float64[categories]."""
        numbers = [self.frame.columns[name] for name in columns]
        return np.asarray(self.sample.whole[:, numbers].sum(axis=1), dtype=np.float64)


def _by_region(pool: Pool, letters: str) -> tuple[Floats, Numbers]:
    """Of each cell what leaving out a block changes, summed to the combinations as it is made, and blocks."""
    (share, stretch), weights = pool.strata, pool.weights
    total = pool.tallies.sum(axis=4)
    change = np.einsum(f"grpqm,grb->{letters}bm", total, share * stretch * weights[..., None], optimize=True)
    change -= np.einsum(f"grpqbm,grb->{letters}bm", pool.tallies, stretch * weights[..., None], optimize=True)
    return change, np.einsum(f"grpqbm,gr->{letters}bm", pool.tallies, weights, optimize=True)


def _without_regions(pool: Pool, letters: str) -> tuple[Floats, Numbers]:
    """The same of combinations that tell no region apart."""
    change, blocks = pool.over_regions()
    summed = f"gpqbm->{letters}bm"
    return np.einsum(summed, change), np.einsum(summed, blocks)


def _everyone(change: Floats, blocks: Numbers) -> tuple[Floats, Numbers]:
    return (
        np.concatenate([change.sum(axis=0, keepdims=True), change]),
        np.concatenate([blocks.sum(axis=0, keepdims=True), blocks]),
    )

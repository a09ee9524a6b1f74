"""Examples among the citizens of a run, found by a measure; equals are told apart by their numbers alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.records import Int64
from underheaven.engine.world import MINUTES_PER_DAY
from underheaven.record.examples import OPERATORS, SIXTEENTHS, Unit, Where
from underheaven.record.people import WHO, Block

SHOWN = "shown"
"""A column that every block has to have: how those who are found stand at the end."""


@dataclass(frozen=True)
class Example:
    """One citizen found: the number, the value by which it was ranked, in its unit, and who it is."""

    citizen: int
    value: float
    who: dict[str, str]
    shown: int
    """The score at the end, in sixteenths of a point."""


@dataclass
class Search:
    """Examples as blocks of people come: the first `limit` of all that were found.

    `categories` are those of each attribute and of `region`; `adults` says which age bands are adult;
    `clear` is the score from which on nothing is in force, int64[regions, groups], sixteenths.
    """

    where: Where
    limit: int
    categories: dict[str, tuple[str, ...]]
    adults: NDArray[np.bool_]
    clear: Int64
    step_minutes: int
    searched: int = 0
    found: int = 0
    _kept: list[tuple[int, int, tuple[int, ...], int]] = field(default_factory=list)

    def add_all(self, blocks: Iterable[Block]) -> None:
        """Search blocks of people, each once and in any order."""
        for block in blocks:
            self.add(block)

    def add(self, block: Block) -> None:
        """Search a block of people."""
        rank = self.where.rank
        value = np.asarray(block.columns[rank.column], np.int64)
        meant = self._meant(block)
        if rank.family:
            value, first = self._families(block, value)
            meant &= first
        self.searched += len(value)
        self.found += int(meant.sum())
        rows = np.flatnonzero(meant)
        key = value[rows] if rank.lowest else -value[rows]
        best = rows[np.lexsort((block.citizen[rows], key))[: self.limit]]
        codes = np.stack([block.codes[name][best] for name in WHO], axis=1).tolist()
        signed = (value[best] if rank.lowest else -value[best]).tolist()
        shown = block.columns[SHOWN][best].tolist()
        new = zip(signed, block.citizen[best].tolist(), map(tuple, codes), shown, strict=True)
        self._kept = sorted([*self._kept, *new])[: self.limit]

    @property
    def examples(self) -> list[Example]:
        """Those found so far, in order."""
        rank = self.where.rank
        sign, size = (1 if rank.lowest else -1), self._size(rank.unit)
        return [
            Example(
                citizen,
                sign * key * size,
                {name: self.categories[name][code] for name, code in zip(WHO, codes, strict=True)},
                shown,
            )
            for key, citizen, codes, shown in self._kept
        ]

    def _size(self, unit: Unit) -> float:
        """What one of what is counted comes to in a unit: a step in days, a sixteenth in points."""
        return {"days": self.step_minutes / MINUTES_PER_DAY, "points": 1 / SIXTEENTHS}.get(unit, 1.0)

    def _meant(self, block: Block) -> NDArray[np.bool_]:
        meant = np.ones(len(block.citizen), bool)
        for question in self.where.questions:
            meant &= question.who(block.columns, self.clear[block.codes["region"], block.codes["group"]])
        for each in self.where.comparisons:
            values = np.asarray(block.columns[each.column] * self._size(each.unit), np.float64)
            meant &= OPERATORS[each.operator](values, float(each.number))
        for attribute, code in self.where.categories:
            meant &= block.codes[attribute] == code
        return meant

    def _families(self, block: Block, shown: Int64) -> tuple[Int64, NDArray[np.bool_]]:
        """For each citizen the mean of the household's adults, and whether it is the first of them."""
        adult = self.adults[block.codes["age"]]
        households = int(block.household[-1]) + 1 if len(block.household) else 0
        members = block.household[adult]
        many = np.bincount(members, minlength=households)
        total = np.zeros(households, np.int64)
        np.add.at(total, members, shown[adult])
        first = np.zeros(len(shown), bool)
        first[np.flatnonzero(adult)[np.unique(members, return_index=True)[1]]] = True
        mean = total // np.maximum(many, 1)
        return mean[block.household], first

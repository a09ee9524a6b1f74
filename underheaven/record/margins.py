"""Tallies of a community that is lived again, laid out by opinion, sex and age.

The cell in which somebody is counted also says what group and residence they are of, for thresholds and for
what sources see. So cells beyond those of the run are given copies of these rows: the engine counts all its
columns in other cells, and does nothing else differently.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from underheaven.engine.layout import BINS, CELLS, FIFTHS
from underheaven.engine.records import Int64
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.record.reliving import Reliving
from underheaven.society.archetypes import Archetypes
from underheaven.society.schema import PLACES

WANTED = ("opinion", "sex", "age")
TOO_YOUNG = "too young to be scored"
"""The ages that are not scored, taken together."""
MOST_GROUPS = 25
"""Groups that a tally can have: a cell's number is a byte, and a group has ten."""


@dataclass(frozen=True)
class Margins:
    """What a tally tells apart: `names` in order, with the categories of each; and the cells for it.

    `many` combinations are numbered with the last name running fastest. `combination_of` and `cell_of` are
    int64[archetypes]; `combination_in` int64[cells] is the one that a cell counts; `group_in`
    int64[groups of cells] the group whose thresholds and sources each group of ten cells has.
    """

    names: dict[str, tuple[str, ...]]
    combination_of: Int64
    cell_of: Int64
    combination_in: Int64
    group_in: Int64

    @property
    def many(self) -> int:
        """Combinations of the categories."""
        return math.prod(len(each) for each in self.names.values())

    @staticmethod
    def of(world: World, tables: Tables) -> Margins:
        """As many of `WANTED`, in their order, as there are cells for."""
        alike = _alike(tables)
        classes = int(alike.max()) + 1
        # One group of cells for each sort of groups is there already; the others are copies.
        each = 1 + (MOST_GROUPS - len(alike)) // classes
        codes, names = dict[str, Int64](), dict[str, tuple[str, ...]]()
        for name, code, categories in _attributes(world):
            if math.prod(map(len, names.values())) * len(categories) <= each * FIFTHS:
                codes[name], names[name] = code, categories
        archetypes = Archetypes(world.society)
        combination = np.zeros(archetypes.number, np.int64)
        for name, code in codes.items():
            combination = combination * len(names[name]) + code
        group_in = np.concatenate(
            [np.arange(len(alike)), np.repeat(np.unique(alike, return_index=True)[1], each - 1)]
        )
        sort = alike[archetypes.codes("group")]
        block, fifth = np.divmod(combination, FIFTHS)
        first = np.unique(alike, return_index=True)[1][sort]
        group = np.where(block == 0, first, len(alike) + sort * (each - 1) + block - 1)
        cell = (group * len(PLACES) + archetypes.codes("place")) * FIFTHS + fifth
        counts = np.zeros(CELLS * len(group_in), np.int64)
        counts[cell] = combination
        return Margins(names, combination, cell, counts, group_in)

    def lay_out(self, lived: Reliving, like: Reliving | None = None) -> None:
        """Count by these cells from now on; no step may have been lived.

        Tables and room to work in are shared with `like`, which was laid out so and is never lived at the
        same time.
        """
        if like is None:
            self._make_room(lived)
        else:
            lived.tables, lived.scratch = like.tables, like.scratch
            # Of what is added up over all steps, that of the community's year alone is read.
            lived.sums = like.sums._replace(year=np.zeros_like(like.sums.year))
        lived.hand_over()

    def _make_room(self, lived: Reliving) -> None:
        # With the tables of mechanisms, which are found and not written down.
        tables: Any = lived.tables
        scratch, width = lived.scratch, lived.layout.width
        groups, regions = len(self.group_in), len(lived.world.society.regions)
        classes = (len(PLACES) * self.group_in[:, None] + np.arange(len(PLACES))).ravel()
        lived.tables = tables._replace(
            cell_of=self.cell_of.astype(np.uint8),
            below=np.ascontiguousarray(tables.below[:, self.group_in]),
            seen=np.ascontiguousarray(tables.seen[:, :, classes]),
            standards=tables.standards._replace(group_in=self.group_in.astype(np.int64)),
        )
        counting = scratch.counting._replace(
            tally=np.zeros((CELLS * groups, width), np.int64),
            acts=np.zeros((CELLS * groups, *scratch.counting.acts.shape[1:]), np.int64),
            histogram=np.zeros((len(scratch.counting.histogram), groups, BINS), np.int32),
        )
        lived.scratch = scratch._replace(counting=counting)
        lived.sums = lived.sums._replace(
            tallies=np.zeros((regions, groups, width), np.int64),
            histogram=np.zeros((regions, groups, BINS), np.int64),
            year=np.zeros((1, CELLS * groups, width), np.int64),
        )

    def counted(self, lived: Reliving) -> Int64:
        """What was counted since the first day, int64[combinations, M]."""
        found = np.zeros((self.many, lived.layout.width), np.int64)
        np.add.at(found, self.combination_in, lived.sums.year[0])
        return found

    def by(self, name: str, tallies: Int64) -> Int64:
        """Counts by the categories of one of the names, int64[categories, M], of counts [combinations, M]."""
        shape = [len(each) for each in self.names.values()]
        axis = list(self.names).index(name)
        others = tuple(number for number in range(len(shape)) if number != axis)
        summed: Int64 = tallies.reshape(*shape, -1).sum(axis=others)
        return summed


def _alike(tables: Tables) -> Int64:
    """Numbers groups from 0, those with the same thresholds and the same sources alike, int64[groups].

    Where a threshold moves by group, none are alike.
    """
    seen = np.stack([tables.seen[:, :, place :: len(PLACES)] for place in range(len(PLACES))])
    apart = bool(np.any(tables.standards.by_group))
    keys = [
        (tables.below[:, group].tobytes(), seen[..., group, :, :].tobytes(), group if apart else 0)
        for group in range(tables.below.shape[1])
    ]
    order = list(dict.fromkeys(keys))
    return np.array([order.index(key) for key in keys], np.int64)


def _attributes(world: World) -> Iterator[tuple[str, Int64, tuple[str, ...]]]:
    """Name, code of each archetype, and categories; ages that are not scored are one."""
    archetypes = Archetypes(world.society)
    for name in WANTED:
        code, categories = archetypes.codes(name), archetypes.categories[name]
        if name == "age":
            scored = world.policy.score.scored_from_age.value
            adult = np.array([band.first >= scored for band in world.society.age_bands.values()])
            number = np.where(adult, np.cumsum(adult) - 1, adult.sum())
            code = number[code]
            kept = tuple(each for each, is_adult in zip(categories, adult, strict=True) if is_adult)
            categories = kept if adult.all() else (*kept, TOO_YOUNG)
        yield name, code, categories

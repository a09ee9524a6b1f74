"""People from margins: any community of any region, at any time, from the seed alone.

What a community holds is a function of the society, the seed, the region, the community's number and
its number of slots: no community need be made before another, and none is stored (docs/synthesis.md).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.by_address import handed
from underheaven.draws import CELLS, HOUSE, MEMBER, fill, key, words
from underheaven.kernels import entry
from underheaven.society.dealing import deal, edges
from underheaven.society.households import HOUSEHOLD_START as HOUSEHOLD_START
from underheaven.society.households import settle, write_out
from underheaven.society.making import MAKING, Making, Where, making_of, where_of, words_of
from underheaven.society.schema import Society
from underheaven.society.synthesis_tables import synthesis_tables

ARCHETYPE = 0x0FFF
"""The bits of the archetype column that hold the archetype's number."""


def _make_people(_step: int, first: int, last: int, every: int, seed: tuple[int, int], arguments: Any) -> int:
    """Fill each `every`-th community from `first` to before `last` with people.

    `arguments` is the address of a directory (`making`), or uncompiled a `Making`. Returns `last`.
    """
    where, x = where_of(arguments), words_of(arguments)
    for number in range(first, last, every):
        region, community, n = where.region[number], where.number[number], where.size[number]
        place = region << 20 | community
        begins = words(place, 0, 0, CELLS, seed)
        edges(region, community, arguments)
        deal(region, n, begins[0], arguments)
        fill(place, x.slot, n, 0, MEMBER, seed, x.member)
        fill(place, x.slot, n, 0, HOUSE, seed, x.house)
        houses = settle(place, region, n, begins[1], seed, arguments)
        write_out(houses, where.begin[number], arguments)
    return last


make_people = entry(_make_people)


class Synthesiser:
    """Fills communities with people. Immutable: one may serve any number of threads."""

    def __init__(self, society: Society, seed: int, community_size: int) -> None:
        """Fits every region; raises InputError where margins and associations contradict each other."""
        self.society, self.community_size = society, community_size
        self.seed = key(seed)
        self.tables = synthesis_tables(society, self.seed)

    def fill(self, region: int, community: int, n: int) -> NDArray[np.uint16]:
        """The archetype column of a community of n slots, uint16 [n].

        Bits 0 to 11 hold the archetype's number, bit 15 is set on the first slot of each household.
        """
        if not 0 < n <= self.community_size:
            raise ValueError(f"a community has 1 to {self.community_size} slots, not {n}")
        one = [np.array([number], np.int64) for number in (region, community, 0, n)]
        records = making_of(self.tables, Where(one[0], one[1], one[2], one[3], np.zeros(n, np.uint16)), n)
        directory = MAKING.written(records)
        make_people(0, 0, 1, 1, self.seed, handed(records, directory))
        return records.where.column

    def records(self, where: Where) -> Making:
        """All that one thread is handed to make the people of some communities, with room of its own."""
        return making_of(self.tables, where, self.community_size)

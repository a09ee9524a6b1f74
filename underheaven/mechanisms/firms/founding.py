"""Where the firms of a community begin: a score is kept for each firm, and not for each place.

Sizes are drawn once and for all, so firms can be counted before anybody lives. They are numbered in the
order of their places, community by community.
"""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven.by_address import Directory
from underheaven.draws import key
from underheaven.engine.laid import Laid, Lay
from underheaven.engine.state import Communities
from underheaven.engine.world import World
from underheaven.kernels import entry
from underheaven.life.tables import Tables
from underheaven.mechanisms.association.kernel import modulus, size_of_firms
from underheaven.mechanisms.firms.rule import FirmTables

I64 = NDArray[np.int64]


class Ground(NamedTuple):
    """Where firms begin."""

    place: Annotated[I64, "p"]
    """Room for the places at which the firms of one community begin."""
    block: int
    """Places of a workplace: firms are cut within such a block."""


class Founded(NamedTuple):
    """All that numbering firms reads and writes."""

    communities: Communities
    firm: FirmTables
    ground: Ground


FOUNDED = Directory(Founded)
communities_of = FOUNDED.reader("communities", Communities)
firm_of = FOUNDED.reader("firm", FirmTables)
ground_of = FOUNDED.reader("ground", Ground)


def _found(_step: int, first: int, last: int, _every: int, seed: tuple[int, int], arguments: Any) -> int:
    """Number the firms of communities `first` to before `last`; returns `last`.

    Each begins with the number behind the last firm of the community before. The places at which those of
    the last community begin are left in the room.
    """
    c, firm, ground = communities_of(arguments), firm_of(arguments), ground_of(arguments)
    for number in range(first, last):
        firms, places = 0, modulus(c.size[number])
        place = c.region[number] << 20 | c.number[number]
        for begin in range(0, places, ground.block):
            q, end = begin, min(begin + ground.block, places)
            size = size_of_firms(place, begin, seed, firm.size, firm.size_until)
            while q < end:
                ground.place[firms] = q
                firms += 1
                q += size
        c.firms[number + 1] = c.firms[number] + firms
    return last


found = entry(_found)


class Founding:
    """The firms of a world that are scored; none where the policy scores none."""

    def __init__(self, world: World, tables: Tables, lay: Lay = Laid) -> None:
        """`lay` lays records out where the kernels run."""
        self._seed, self._lay, self._firm = key(world.seed), lay, tables.firms
        self._ground = Ground(np.zeros(modulus(world.community_size), np.int64), int(tables.workplace_size))

    def places(self, region: int, community: int, n: int) -> I64:
        """The places at which the firms of a community of n citizens begin, int64 [firms]."""
        where = dict(zip(Communities._fields, (region, community, 0, n, 0, 0), strict=False))
        columns = {name: np.array([number], np.int64) for name, number in where.items()}
        firms, row = np.zeros(2, np.int64), np.zeros(1, np.int64)
        records = self._founded(Communities(**columns, firms=firms, year_row=row))
        return records.ground.place[: records.communities.firms[-1]].copy()

    def numbered(self, communities: Communities) -> Communities:
        """The communities with the number of the first firm of each."""
        own = communities._replace(firms=np.zeros(len(communities.size) + 1, np.int64))
        firms: I64 = self._founded(own).communities.firms
        return communities._replace(firms=firms.copy())

    def _founded(self, communities: Communities) -> Founded:
        laid = self._lay(FOUNDED, Founded(communities, self._firm, self._ground))
        if self._firm.scheme:
            laid.run(found, 0, 0, len(communities.size), 1, self._seed)
        records: Founded = laid.records
        return records

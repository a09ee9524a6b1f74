"""Who works where: the places of a community's workplaces, cut into firms (specification, 8.2 and 26)."""

from __future__ import annotations

from typing import NamedTuple

from underheaven.documents.problems import refuse
from underheaven.engine.reference.decimals import CERTAIN, choose, cumulative
from underheaven.engine.reference.people import Archetype, Community
from underheaven.engine.reference.philox import Draws, Purpose
from underheaven.engine.reference.ties import Affine
from underheaven.engine.world import World

ONE_CHOICE: tuple[int, ...] = (CERTAIN,)


class Workplace(NamedTuple):
    """A firm: its first place, the slots in its places in their order, and its sector's number."""

    first: int
    slots: list[int]
    sector: int


class Workplaces:
    """The workplaces of every community."""

    def __init__(self, world: World, draws: Draws) -> None:
        """Raises InputError where a firm would be larger than a workplace."""
        self._draws, self._block = draws, world.society.behaviour.workplace_size.value
        ages = world.society.behaviour.employed_ages
        self._employed = [band in ages for band in world.society.age_bands]
        self._sizes, self._size_until, self._sector_until = [self._block], ONE_CHOICE, ONE_CHOICE
        firms = world.society.firms
        if firms is not None:
            self._sizes = [int(size) for size in firms.sizes]
            if max(self._sizes) > self._block:
                raise refuse(
                    f"firms of {max(self._sizes)} places",
                    f"a workplace has {self._block}",
                    "raise `workplace_size`, or leave out the largest firms",
                )
            self._size_until = cumulative([share.value for share in firms.sizes.values()])
            self._sector_until = cumulative([share.value for share in firms.sectors.values()])

    def employs(self, who: Archetype) -> bool:
        """Whether somebody is of an age that has an employer."""
        return self._employed[who.age]

    def places(self, community: Community) -> Affine:
        """Which slot is in which place."""
        return Affine.keyed(self._draws.words(Purpose.WORK, community.place), len(community.people))

    def of(self, community: Community) -> list[Workplace]:
        """The workplaces of a community, in the order of places."""
        places = self.places(community)
        found = []
        for block in range(0, places.size, self._block):
            size = self._sizes[choose(self._word(community, block, 0), self._size_until)]
            end = min(block + self._block, places.size)
            for first in range(block, end, size):
                slots = [places.of(place) for place in range(first, min(first + size, end))]
                sector = choose(self._word(community, first, 1), self._sector_until)
                present = [slot for slot in slots if slot < len(community.people)]
                found.append(Workplace(first, present, sector))
        return found

    def _word(self, community: Community, place: int, number: int) -> int:
        return self._draws.words(Purpose.FIRM, community.place, place)[number]

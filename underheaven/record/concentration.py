"""How concentrated the records of a run are: over all its citizens, or over some communities lived again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from underheaven import draws
from underheaven.counted.columns import Life
from underheaven.engine.drawing import draw
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.here import JOINERS, NOBODY, stage
from underheaven.engine.records import Int64
from underheaven.engine.world import World
from underheaven.record.lasting import occupants
from underheaven.record.query import RunFolder
from underheaven.record.reliving import Reliving
from underheaven.record.sampling import communities_of, spread, with_lives

CITIZENS = 100_000
"""Citizens up to whom everybody is lived again; of more, so many."""
FEWEST = 8
"""Communities that are lived again at least, so that there is an interval."""


@dataclass(frozen=True)
class OfCommunities:
    """The costly records of each person scored of some communities of a run."""

    world: World
    records: tuple[Int64, ...]
    """By community, int64 [scored]."""
    communities: int
    """Of the whole run."""

    @property
    def everybody(self) -> bool:
        """Whether these are all communities."""
        return len(self.records) == self.communities

    @property
    def people(self) -> int:
        """Persons scored in them."""
        return sum(map(len, self.records))


def records_of(folder: RunFolder, citizens: int = CITIZENS) -> OfCommunities:
    """Records of each person scored at the end of a run: of all, or of some communities evenly spread.

    Communities are lived again, so many that `citizens` live in them. InputError if what everybody knew is
    not as the run left it.
    """
    world = folder.world
    every = communities_of(world)
    some = spread(world, min(len(every), max(FEWEST, citizens // world.community_size)))
    return OfCommunities(world, tuple(_lived_again(folder, some)), len(every))


def _lived_again(folder: RunFolder, communities: list[tuple[int, int]]) -> Iterator[Int64]:
    for lived, lives in with_lives(folder, communities):
        yield lives[Life.COSTLY_RECORDS, _scored(lived)].astype(np.int64)


def _scored(lived: Reliving) -> Any:
    """Who of a community is in the scheme in the last step, bool [n]."""
    t, now = lived.tables, stage(len(lived.knowns) - 1, 0, lived.communities)
    archetype = lived.state.archetype & ARCHETYPE
    adult = t.adult[archetype] == 1
    if now == JOINERS:
        place = draws.counter(lived.region, lived.community)
        who = occupants(lived.size, lived.state.generation)
        words = draw(place, who, 0, draws.PERSON, draws.key(lived.world.seed))
        return adult & (words[3] < t.joining[archetype])
    return adult & (now != NOBODY)

"""Goods of which a region has a fixed number, allotted to families once a year (specification, 18)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from underheaven.engine.reference.cut import Cut
from underheaven.engine.reference.frozen import Frozen
from underheaven.engine.reference.people import Community
from underheaven.engine.reference.philox import Draws, Purpose, belonging
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.reference.shape import Allotted
from underheaven.engine.reference.tally import Counter
from underheaven.engine.reference.watching import density
from underheaven.engine.world import World
from underheaven.mechanisms.places.model import Place


class Home(NamedTuple):
    """A community as it is at the start of a step, and where what happens in it is counted."""

    community: Community
    frozen: Frozen
    counter: Counter


@dataclass(frozen=True)
class Family:
    """A household that wants a place."""

    home: Home
    slots: list[int]
    rank: int
    word: int

    @property
    def at(self) -> int:
        """Community and first slot in one number."""
        return self.home.community.number << 12 | self.slots[0]


class Places:
    """The yearly allotment of each good."""

    def __init__(self, world: World, draws: Draws, scheme: Scheme) -> None:
        self._world, self._draws, self._scheme = world, draws, scheme
        self._goods = list(world.society.places.items())

    def allot(self, region: int, step: int, homes: Sequence[Home]) -> list[Cut]:
        """Allot what a step allots in a region; `homes` are all its communities."""
        if step == 0 or self._world.year_of(step) == self._world.year_of(step - 1):
            return [Cut() for _ in self._goods]
        # Ranks are read before any good is lost, but no good moves a score.
        return [
            self._of_good(number, self._ranked(name, step), region, homes)
            for number, (name, _) in enumerate(self._goods)
        ]

    def _ranked(self, name: str, step: int) -> bool:
        """Whether a good is given by rank in a step, not by lot alone."""
        world = self._world
        positional, sunset = world.policy.positional.get(name), world.policy.safeguards.sunset
        first = step * world.step_minutes
        return (
            positional is not None
            and world.minute_of(positional.since) <= first
            and (sunset is None or world.minute_of(sunset) > first)
        )

    def _of_good(self, number: int, ranked: bool, region: int, homes: Sequence[Home]) -> Cut:
        name, good = self._goods[number]
        families = [family for home in homes for family in self._families(name, good, ranked, home)]
        here = list(self._world.society.regions.values())[region]
        room = math.floor(good.share.value * density(good.density, here) * len(families))
        room = min(len(families), room)
        placed = sorted(families, key=lambda family: (-family.rank, family.word, family.at))[:room]
        drawn = sorted(families, key=lambda family: (family.word, family.at))[:room]
        placed_at, drawn_at = {family.at for family in placed}, {family.at for family in drawn}
        for family in families:
            outcome = {
                Allotted.FAMILIES: True,
                Allotted.PLACED: family.at in placed_at,
                Allotted.DISPLACED: family.at in drawn_at - placed_at,
                Allotted.FAVOURED: family.at in placed_at - drawn_at,
            }
            community, _, counter = family.home
            cell = community.people[family.slots[0]].cell
            for what, true in outcome.items():
                counter.add(cell, counter.shape.place(number, what), int(true))
            if outcome[Allotted.DISPLACED]:
                for slot in family.slots:
                    if self._scheme.adult(community.people[slot]):
                        community.burden(slot, math.floor(good.hardship.value))
        if not room:
            return Cut()
        return Cut(placed[-1].rank, placed[-1].word, placed[-1].at, drawn[-1].word, drawn[-1].at)

    def _families(self, name: str, good: Place, ranked: bool, home: Home) -> list[Family]:
        """The families of a community that want a good."""
        community, frozen, _ = home
        found = []
        for slots in community.households():
            adults = [slot for slot in slots if self._scheme.adult(community.people[slot])]
            child = any(community.people[slot].child for slot in slots)
            if adults and (child or good.families == "all"):
                words = self._draws.words(Purpose.PLACES, community.place, slots[0], 0, frozen.step)
                rank = (
                    self._rank(community, [slot for slot in adults if frozen.members[slot]]) if ranked else 0
                )
                found.append(Family(home, slots, rank, belonging(words, name)[0]))
        return found

    def _rank(self, community: Community, members: Sequence[int]) -> int:
        """The mean score of a family's enrolled adults."""
        if not members:
            return self._scheme.start
        return sum(community.shown[slot] for slot in members) // len(members)

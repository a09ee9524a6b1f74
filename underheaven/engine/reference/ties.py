"""Who is tied to whom: household, employer and friends, computed from the seed (specification, 8.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from underheaven.engine.reference.people import Community
from underheaven.engine.reference.philox import Draws, Purpose

LARGEST_HOUSEHOLD = 64


class Ties(NamedTuple):
    """The slots to which one citizen is tied; one that is met twice stands twice."""

    household: list[int]
    employer: list[int]
    friends: list[int]


class Affine(NamedTuple):
    """The permutation i -> (a·i + b) mod size of a power of two of places; a is odd."""

    a: int
    b: int
    size: int

    @classmethod
    def keyed(cls, words: Sequence[int], citizens: int) -> Affine:
        """The permutation of two words, over the smallest power of two that holds the citizens."""
        size = max(2, 1 << (citizens - 1).bit_length())
        return cls((words[0] | 1) % size, words[1] % size, size)

    def of(self, place: int) -> int:
        """Where a place goes."""
        return (self.a * place + self.b) % self.size

    def back(self, place: int) -> int:
        """Where a place comes from."""
        return pow(self.a, -1, self.size) * (place - self.b) % self.size


def ties(
    draws: Draws,
    community: Community,
    tied: Sequence[bool],
    employed: Sequence[bool],
    workplaces: Sequence[Sequence[int]],
) -> list[Ties]:
    """The ties of every slot; `tied` are the enrolled adults, and nobody else has or is a tie.

    `workplaces` are the slots of each, in the order of their places.
    """
    found = [Ties([], [], []) for _ in tied]
    for home in community.households():
        members = [slot for slot in home if tied[slot]][:LARGEST_HOUSEHOLD]
        for slot in members:
            found[slot].household.extend(other for other in members if other != slot)
    for workplace in workplaces:
        members = [slot for slot in workplace if tied[slot] and employed[slot]]
        for slot in members[1:]:
            found[members[0]].employer.append(slot)
            found[slot].employer.append(members[0])
    for slot, friends in enumerate(_friends(draws, community)):
        if tied[slot]:
            found[slot].friends.extend(
                other for other in friends if other < len(tied) and other != slot and tied[other]
            )
    return found


def _friends(draws: Draws, community: Community) -> list[list[int]]:
    """Two near and two far places for each slot, whoever is there."""
    citizens = len(community.people)
    words = draws.words(Purpose.FRIENDS, community.place)
    far = Affine.keyed(words, citizens)
    near = 4 + (words[2] >> 28)
    return [
        [(slot + near) % citizens, (slot - near) % citizens, far.of(slot), far.back(slot)]
        for slot in range(citizens)
    ]

"""Looking for a partner: who is shown to whom, and who matches (specification, 25)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from underheaven.engine.reference.decimals import threshold
from underheaven.engine.reference.frozen import Frozen
from underheaven.engine.reference.people import Community
from underheaven.engine.reference.philox import Draws, Purpose
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.reference.segments import Segment
from underheaven.engine.reference.shape import Person
from underheaven.engine.reference.tally import Counter
from underheaven.engine.world import World

USUAL = 16
"""The visibility of somebody without a privilege, in sixteenths."""


class Partners:
    """The meetings of a world; `kind` is the act that makes a seeker, None where nobody looks."""

    def __init__(self, world: World, draws: Draws, scheme: Scheme) -> None:
        self._draws, self._scheme, self._dating = draws, scheme, world.society.dating
        self.kind: int | None = None
        if self._dating is not None:
            self.kind = list(world.society.acts).index(self._dating.kind)

    def meet(self, community: Community, frozen: Frozen, seekers: Sequence[int], counter: Counter) -> None:
        """Let the seekers of a step, slots in order, look at each other."""
        if self._dating is None:
            return
        segment = self._scheme.at_end(frozen.step)
        shining = {slot: self._privileged(community, frozen, slot, segment) for slot in seekers}
        visibility = {slot: max(shining[slot], default=USUAL) for slot in seekers}
        met = Meeting(community, visibility, {slot for slot in seekers if shining[slot]}, counter)
        for slot in seekers:
            met.count(slot, Person.SEEKERS, Person.SEEKERS_VISIBLE)
        acceptance, everybody = threshold(self._dating.acceptance.value), sum(visibility.values())
        for number in range(self._dating.rounds.value):
            for slot in seekers:
                if slot not in met.matched:
                    words = self._draws.words(Purpose.DATE, community.place, slot, number, frozen.step)
                    seen = met.shown_to(slot, words[0])
                    if seen is not None:
                        met.count(seen, Person.SEEN, Person.SEEN_VISIBLE)
                        back = acceptance * visibility[slot] * len(seekers) // everybody
                        if words[1] < min(1 << 32, back):
                            self._match(community, met, slot, seen, counter)

    def _privileged(self, community: Community, frozen: Frozen, slot: int, segment: Segment) -> list[int]:
        """The visibilities, in sixteenths, of somebody's privileges that have one."""
        if not frozen.members[slot]:
            return []
        found = [
            self._scheme.privileges[privilege].visibility
            for privilege in self._scheme.favour(community.shown[slot], segment)
        ]
        return [math.floor(16 * visibility.value) for visibility in found if visibility is not None]

    def _match(self, community: Community, met: Meeting, slot: int, other: int, counter: Counter) -> None:
        for one, two in ((slot, other), (other, slot)):
            met.matched.add(one)
            met.count(one, Person.MATCHED, Person.MATCHED_VISIBLE)
            mine, theirs = (self._scheme.band(community.shown[each]) for each in (one, two))
            counts = {Person.BINS: mine, Person.SQUARES: mine * mine, Person.PRODUCTS: mine * theirs}
            for what, amount in counts.items():
                counter.add(community.people[one].cell, counter.shape.person(what), amount)


class Meeting:
    """The seekers of one community in one step, and who of them has found a partner."""

    def __init__(
        self, community: Community, visibility: dict[int, int], shining: set[int], counter: Counter
    ) -> None:
        """`visibility` of each seeker in the order of slots; `shining` have it from a privilege."""
        self._community, self._visibility = community, visibility
        self._shining, self._counter = shining, counter
        self.matched: set[int] = set()

    def shown_to(self, slot: int, word: int) -> int | None:
        """Whom a seeker looks at: one of the other sex without a partner, the visible more often."""
        people = self._community.people
        free = {
            other: visible
            for other, visible in self._visibility.items()
            if people[other].sex != people[slot].sex and other not in self.matched
        }
        x = word * sum(free.values()) >> 32
        for other, visible in free.items():
            if x < visible:
                return other
            x -= visible
        return None

    def count(self, slot: int, what: Person, if_visible: Person) -> None:
        """Count somebody, and again among those whom a privilege makes visible."""
        cell = self._community.people[slot].cell
        self._counter.add(cell, self._counter.shape.person(what))
        if slot in self._shining:
            self._counter.add(cell, self._counter.shape.person(if_visible))

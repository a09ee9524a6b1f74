"""To whom a citizen is tied who came under a consequence in a step (specification, 8.2 and 8.4a)."""

from __future__ import annotations

from underheaven import draws
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.life.score import standing
from underheaven.mechanisms.association.kernel import FIRST_OF_HOUSEHOLD, LARGEST_HOUSEHOLD, inverse, modulus
from underheaven.record.reliving import Reliving
from underheaven.record.telling.citizen import Citizen


def household_of(reliving: Reliving, slot: int) -> range:
    """The slots of the household that a slot is in."""
    archetype, first, last = reliving.state.archetype, slot, slot + 1
    while first > 0 and not archetype[first] & FIRST_OF_HOUSEHOLD:
        first -= 1
    while last < reliving.size and not archetype[last] & FIRST_OF_HOUSEHOLD:
        last += 1
    return range(first, last)


class Associates:
    """The household and the friends of a citizen, as slots; somebody met twice stands twice."""

    def __init__(self, citizen: Citizen) -> None:
        reliving, i, n = citizen.reliving, citizen.slot, citizen.reliving.size
        self._citizen = citizen
        self._household = household_of(reliving, i)
        m, words = modulus(n), citizen.lasting_words(draws.FRIENDS)
        a, b, near = (words[0] | 1) & (m - 1), words[1] & (m - 1), (4 + (words[2] >> 28)) % n
        places = [(i - near) % n, (i + near) % n] if near else []
        places += [(inverse(a, m) * (i - b)) & (m - 1), (a * i + b) & (m - 1)]
        self._friends = [place for place in places if place < n and place != i]

    def struck(self) -> int:
        """How many ties lead to somebody who came under any consequence in the step just lived."""
        citizen = self._citizen
        if not citizen.member:
            return 0
        return sum(map(self._newly, [*self._family(), *self._friends]))

    def _family(self) -> list[int]:
        """The others of the household; of a very large one only the first who are scored count."""
        member, counted, family = self._citizen.reliving.scratch.slots.member, 0, []
        for slot in self._household:
            if counted == LARGEST_HOUSEHOLD:
                break
            counted += int(member[slot])
            family.append(slot)
        i = self._citizen.slot
        return [slot for slot in family if slot != i] if i in family else []

    def _newly(self, slot: int) -> bool:
        """Whether somebody came from no consequence to some."""
        reliving, t = self._citizen.reliving, self._citizen.tables
        x, step = reliving.scratch, self._citizen.step
        if not x.slots.member[slot]:
            return False
        group = int(t.class_of[int(reliving.state.archetype[slot]) & ARCHETYPE]) >> 1
        z, z_before = t.last_segment[step], t.last_segment[max(0, step - 1)]
        if not standing(int(x.tying.after[0, slot]), t.below[z, group], t.highest[z]):
            return False
        earlier = int(x.slots.shown_before[slot])
        was = x.slots.was_member[slot] and standing(earlier, t.below[z_before, group], t.highest[z_before])
        return not was

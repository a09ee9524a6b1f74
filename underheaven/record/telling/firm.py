"""The firm that a citizen works in, where the policy scores firms (specification, 26)."""

from __future__ import annotations

import numpy as np

from underheaven import draws
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.here import NOBODY, stage
from underheaven.engine.settling import SCORES
from underheaven.life.score import add, raised, standing
from underheaven.mechanisms.association.kernel import OFFSET, has_ties, inverse, modulus
from underheaven.mechanisms.firms.kernel import CERTAIN
from underheaven.record.telling.citizen import POINT, Citizen
from underheaven.record.telling.life import FIRM


class Employer:
    """The firm in whose places the citizen is, if the citizen is employed and firms are scored."""

    def __init__(self, citizen: Citizen) -> None:
        self._citizen = citizen
        t, reliving = citizen.tables, citizen.reliving
        self.scored = bool(t.firms.scheme and t.employed[citizen.number])
        m, words = modulus(reliving.size), citizen.lasting_words(draws.WORK)
        self._a, self._b, self._last = (words[0] | 1) & (m - 1), words[1] & (m - 1), m - 1
        self._place = (inverse(self._a, m) * (citizen.slot - self._b)) & self._last
        self._before = int(t.firms.start)
        begins = reliving.founding.places(reliving.region, reliving.community, reliving.size)
        self._number = int(np.searchsorted(begins, self._place, side="right")) - 1

    def newly(self) -> list[int]:
        """The consequences that the firm came under in the step just lived, in order; asked once a step."""
        if not self.scored:
            return []
        citizen, t = self._citizen, self._citizen.tables
        reliving, step, communities = citizen.reliving, citizen.step, citizen.reliving.communities
        score, before = int(reliving.state.firm[self._number]), self._before
        self._before = score
        if stage(step, 0, communities) == NOBODY:
            return []
        z, z_before = citizen.last_segment, int(t.last_segment[max(0, step - 1)])
        now = standing(score, t.firms.below[z], CERTAIN)
        if stage(step - 1, 0, communities) != NOBODY:
            now &= ~standing(before, t.firms.below[z_before], CERTAIN)
        return [int(d) for d in t.firms.order if now >> int(d) & 1]

    def _first(self) -> int:
        """The place at which the firm begins."""
        sizes, block = self._citizen.reliving.scratch.tying.employer, int(self._citizen.tables.workplace_size)
        first = self._place // block * block
        while first + int(sizes[first]) <= self._place:
            first += int(sizes[first])
        return first

    def blames(self, newly: list[int]) -> bool:
        """Whether what the firm came under costs or gives its representative points."""
        citizen = self._citizen
        return citizen.member and any(citizen.tables.firms.representative[d] for d in newly)

    def leads(self) -> bool:
        """Whether the citizen seems to represent the firm: nobody in a lower place who may do so.

        Certain where ties have a weight; without them others' scores within the step are not kept, and
        those at its end are looked at.
        """
        first = self._first()
        slots = ((self._a * place + self._b) & self._last for place in range(first, self._place))
        return all(map(self._barred, slots)) and not self._barred(self._citizen.slot)

    def _barred(self, slot: int) -> bool:
        """Whether somebody in a place of the firm is no employee, or may not represent it."""
        citizen, t, reliving = self._citizen, self._citizen.tables, self._citizen.reliving
        x = reliving.scratch
        number = int(reliving.state.archetype[slot]) & ARCHETYPE if slot < reliving.size else 0
        if slot >= reliving.size or not t.employed[number]:
            return True
        z = citizen.last_segment
        tied = has_ties(t.weights[z])
        score = (int(x.tying.packed[slot]) >> 24 & SCORES) - OFFSET if tied else int(x.tying.after[0, slot])
        under = standing(score, t.below[z, int(t.class_of[number]) >> 1], t.highest[z])
        return bool(x.slots.member[slot] and under & int(t.barring))

    def fall(self, newly: list[int], representative: bool) -> None:
        """Tell what it does to the citizen."""
        citizen, t, now = self._citizen, self._citizen.tables, self._citizen.now
        for d in newly:
            points, before = int(t.firms.representative[d]), now.own
            if representative and points:
                now.own = add(now.own, points, int(t.low), int(t.high))
                now.clean_own = add(now.clean_own, points, int(t.low), int(t.high))
                if points < 0:
                    now.dread = raised(now.dread, int(t.record_dread))
            now.hardship = raised(now.hardship, int(t.firms.hardship[d]))
            citizen.say_at_end(
                FIRM,
                of=citizen.layout.firm_consequences[d],
                outcome="representative" if representative and points else "employee",
                points=points / POINT if representative else 0.0,
                moved=(now.own - before) / POINT,
            )

"""The count of everybody at the end of a step (specification, 9 and 12)."""

from __future__ import annotations

from underheaven.engine.reference.frozen import Frozen
from underheaven.engine.reference.model import Model
from underheaven.engine.reference.people import Community
from underheaven.engine.reference.scheme import NOTHING
from underheaven.engine.reference.shape import Above, Person, Public, Under
from underheaven.engine.reference.tally import Counter


class Census:
    """Counts one community; made at the start of a step, taken at its end.

    `before` is everybody's standing at the end of the last step.
    """

    def __init__(self, model: Model, community: Community, frozen: Frozen) -> None:
        """Note how everybody stood at the end of the last step, and who had hardship then."""
        self._model, self._community, self._frozen = model, community, frozen
        scheme, world = model.scheme, model.world
        self.before = [NOTHING for _ in community.people]
        if frozen.step:
            segment = scheme.at(frozen.step * world.step_minutes - 1)
            self.before = [
                scheme.standing(who, score, segment, frozen.known.moved_before)
                if member and frozen.members[slot]
                else NOTHING
                for slot, (who, score, member) in enumerate(
                    zip(community.people, community.shown, frozen.members_before, strict=True)
                )
            ]
        self._shown = list(community.shown)
        self._hard = [level > 0 for level in community.hardship]

    def take(self, counter: Counter, returned: frozenset[int]) -> None:
        """Count everybody at the end of the step; `returned` were given points back."""
        for slot in range(len(self._community.people)):
            self._count_person(counter, slot)
            if self._frozen.members[slot]:
                self._count_score(counter, slot)
                self._count_standing(counter, slot, slot in returned)

    def _count_person(self, counter: Counter, slot: int) -> None:
        community, world, step = self._community, self._model.world, self._frozen.step
        who = community.people[slot]
        minutes = world.end_of(step) - step * world.step_minutes
        counts = {Person.PERSONS: 1, Person.PERSON_MINUTES: minutes}
        if self._model.scheme.adult(who):
            counts |= {
                Person.ADULTS: 1,
                Person.ADULT_MINUTES: minutes,
                Person.DREAD: community.dread[slot],
                Person.HARDSHIP: community.hardship[slot],
            }
        if self._frozen.members[slot]:
            counts |= {
                Person.ENROLLED: 1,
                Person.ENROLLED_MINUTES: minutes,
                Person.SHOWN: community.shown[slot],
                Person.PULL: abs(community.shown[slot] - community.own[slot]),
            }
            counter.add_public(Public.ENROLLED)
        for what, amount in counts.items():
            counter.add(who.cell, self._model.shape.person(what), amount)

    def _count_score(self, counter: Counter, slot: int) -> None:
        community, scheme = self._community, self._model.scheme
        score, who = community.shown[slot], community.people[slot]
        counter.step.histogram[community.region][who.group][scheme.band(score)] += 1
        for privilege in scheme.favour(score, scheme.at_end(self._frozen.step)):
            counter.add(who.cell, self._model.shape.privilege(privilege, Above.HOLDERS))

    def _count_standing(self, counter: Counter, slot: int, returned: bool) -> None:
        community, model = self._community, self._model
        who, shape, scheme = community.people[slot], model.shape, model.scheme
        segment = scheme.at_end(self._frozen.step)
        before = self.before[slot]
        now, clean, own, at_start = (
            scheme.standing(who, score, segment, self._frozen.known.moved)
            for score in (
                community.shown[slot],
                community.clean[slot],
                community.own[slot],
                self._shown[slot],
            )
        )
        left = before - now
        by_consequence = {
            Under.UNDER: now,
            Under.IN_ERROR: now - clean,
            Under.BY_TIES: now - own,
            Under.SPARED_BY_TIES: own - now,
            Under.ENTERED: now - before,
            Under.LEFT: left,
            Under.LEFT_BY_RULE: left - at_start,
            Under.LEFT_BY_REDRESS: left & at_start if returned else NOTHING,
        }
        for under, which in by_consequence.items():
            for consequence in which:
                counter.add(who.cell, shape.consequence(consequence, under))
        entered, hard = bool(now and not before), self._hard[slot]
        works = model.workplaces.employs(who)
        by_any = {
            Person.ANY_UNDER: bool(now),
            Person.ANY_IN_ERROR: bool(now and not clean),
            Person.ANY_BY_TIES: bool(now and not own),
            Person.ANY_ENTERED: entered,
            Person.ANY_LEFT: bool(before and not now),
            Person.RISK_PLAIN: not before and not hard,
            Person.RISK_HARD: not before and hard,
            Person.ENTERED_PLAIN: entered and not hard,
            Person.ENTERED_HARD: entered and hard,
            Person.EMPLOYED_CONFINED: works and bool(now & scheme.confining),
        }
        for what, true in by_any.items():
            counter.add(who.cell, shape.person(what), int(true))
        counter.add_public(Public.SANCTIONED, int(bool(now)))

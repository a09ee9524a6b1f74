"""The count of everybody at the end of a step (specification, 9 and 12)."""

from __future__ import annotations

from underheaven.engine.reference.model import Frozen, Model
from underheaven.engine.reference.people import Community
from underheaven.engine.reference.scheme import NOTHING
from underheaven.engine.reference.tally import BINS, Counter, Person, Public, Under


class Census:
    """Counts one community; made at the start of a step, taken at its end."""

    def __init__(self, model: Model, community: Community, frozen: Frozen) -> None:
        """Note how everybody stood at the end of the last step, and who had hardship then."""
        self._model, self._community, self._step = model, community, frozen.step
        scheme, world = model.scheme, model.world
        self._scored = [frozen.enrolled and scheme.adult(who) for who in community.people]
        self._standing = [NOTHING for _ in community.people]
        if frozen.enrolled_before:
            segment = scheme.at(frozen.step * world.step_minutes - 1)
            self._standing = [
                scheme.standing(score, segment) if scored else NOTHING
                for score, scored in zip(community.shown, self._scored, strict=True)
            ]
        self._hard = [level > 0 for level in community.hardship]

    def take(self, counter: Counter) -> None:
        """Count everybody at the end of the step."""
        for slot in range(len(self._community.people)):
            self._count_person(counter, slot)
            if self._scored[slot]:
                self._count_score(counter, slot)
                self._count_standing(counter, slot)

    def _count_person(self, counter: Counter, slot: int) -> None:
        community, world = self._community, self._model.world
        who = community.people[slot]
        minutes = world.end_of(self._step) - self._step * world.step_minutes
        counts = {Person.PERSONS: 1, Person.PERSON_MINUTES: minutes}
        if self._model.scheme.adult(who):
            counts |= {
                Person.ADULTS: 1,
                Person.ADULT_MINUTES: minutes,
                Person.DREAD: community.dread[slot],
                Person.HARDSHIP: community.hardship[slot],
            }
        if self._scored[slot]:
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
        score, group = community.shown[slot], community.people[slot].group
        place = (score - scheme.minimum) * BINS // (scheme.maximum - scheme.minimum + 1)
        counter.step.histogram[community.region][group][place] += 1

    def _count_standing(self, counter: Counter, slot: int) -> None:
        community, model = self._community, self._model
        cell, shape = community.people[slot].cell, model.shape
        segment = model.scheme.at(model.world.end_of(self._step) - 1)
        before = self._standing[slot]
        now, clean, own = (
            model.scheme.standing(column[slot], segment)
            for column in (community.shown, community.clean, community.own)
        )
        by_consequence = {
            Under.UNDER: now,
            Under.IN_ERROR: now - clean,
            Under.BY_TIES: now - own,
            Under.SPARED_BY_TIES: own - now,
            Under.ENTERED: now - before,
            Under.LEFT: before - now,
        }
        for under, which in by_consequence.items():
            for consequence in which:
                counter.add(cell, shape.consequence(consequence, under))
        entered, hard = bool(now and not before), self._hard[slot]
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
        }
        for what, true in by_any.items():
            counter.add(cell, shape.person(what), int(true))
        counter.add_public(Public.SANCTIONED, int(bool(now)))

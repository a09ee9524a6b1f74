"""One citizen in one step: what holds for it at a minute, and what is counted of it."""

from __future__ import annotations

import math

from underheaven.engine.reference.differing import Habits
from underheaven.engine.reference.event import Event
from underheaven.engine.reference.frozen import Frozen
from underheaven.engine.reference.model import Model
from underheaven.engine.reference.people import Community
from underheaven.engine.reference.philox import Purpose, Words
from underheaven.engine.reference.scheme import NOTHING
from underheaven.engine.reference.segments import Segment
from underheaven.engine.reference.shape import Outcome, Person, Played, Reckoned
from underheaven.engine.reference.tally import Counter


class Citizen:
    """One citizen in one step. Minutes count within the step; `sought` turns true with the first search."""

    def __init__(
        self, model: Model, community: Community, slot: int, frozen: Frozen, counter: Counter
    ) -> None:
        """Nothing has happened yet."""
        self.model, self.community, self.slot, self.frozen, self.counter = (
            model, community, slot, frozen, counter,
        )  # fmt: skip
        self.who = community.people[slot]
        self.member = frozen.members[slot]
        self.habits = Habits(self.who, frozen.classes[slot])
        self.lasting_word, self.speech_word, self.effort_word, _ = frozen.persons[slot]
        self.begin = frozen.step * model.world.step_minutes
        self.length = model.world.end_of(frozen.step) - self.begin
        self.sought = False

    @property
    def shown(self) -> int:
        """The score that thresholds read."""
        return self.community.shown[self.slot]

    def words(self, purpose: Purpose, draw: int = 0) -> Words:
        """Words of this step."""
        return self.model.draws.words(purpose, self.community.place, self.slot, draw, self.frozen.step)

    def minute(self, word: int) -> int:
        """The minute that a word stands for; at or after `length` it does not exist."""
        return word * self.model.world.step_minutes >> 32

    def segment(self, minute: int) -> Segment:
        """The segment of a minute."""
        return self.model.scheme.at(self.begin + minute)

    def hour(self, minute: int) -> int:
        """The hour of the day at a minute."""
        return (self.begin + minute) // 60 % 24

    def standing(self, segment: Segment) -> frozenset[int]:
        """The consequences in force."""
        return (
            self.model.scheme.standing(self.who, self.shown, segment, self.frozen.known.moved)
            if self.member
            else NOTHING
        )

    def favour(self, segment: Segment) -> frozenset[int]:
        """The privileges in force."""
        return self.model.scheme.favour(self.shown, segment) if self.member else NOTHING

    def confined(self, kind: int, segment: Segment) -> bool:
        """Whether house arrest keeps the citizen from an act (specification, 6.5)."""
        model = self.model
        return (
            model.acts[kind].outside
            and kind not in model.exempt
            and model.redress.contexts is None
            and bool(self.standing(segment) & model.scheme.confining)
        )

    def denied(self, kind: int, segment: Segment) -> bool:
        """Whether a consequence denies the citizen an act (specification, 6.5)."""
        model, contexts = self.model, self.model.redress.contexts
        if kind in model.exempt:
            return False
        if contexts is not None and not self.community.contexts[self.slot] >> contexts[kind] & 1:
            return False
        return any(kind in model.scheme.denied[consequence] for consequence in self.standing(segment))

    def count(self, kind: int, outcome: Outcome) -> None:
        """Count what becomes of an act."""
        self.counter.add(self.who.cell, self.model.shape.act(kind, outcome))

    def reckon(self, kind: int, reckoned: Reckoned, amount: int = 1) -> None:
        """Count what is reckoned with at an act."""
        self.counter.add(self.who.cell, self.model.shape.reckon(kind, reckoned), amount)

    def spend(self, kind: int, played: Played, effort: int) -> None:
        """Count what a game costs, in 65,536ths of effort."""
        self.counter.add(self.who.cell, self.model.shape.game(kind, played), effort)

    def count_person(self, what: Person, amount: int = 1) -> None:
        """Count something that happens to the citizen."""
        self.counter.add(self.who.cell, self.model.shape.person(what), amount)

    def deed(self, event: Event, good: bool, caught: bool) -> None:
        """Go by a deed that a record would cost points for, whether there is one or not."""
        points, deterrence = self.segment(event.minute).points[event.kind], self.model.deterrence
        if (points.good if good else points.bad) < 0:
            deterrence.meet(self.community, self.slot, caught)
            if deterrence.hears:
                self.counter.add_public(self.model.shape.deeds)
                self.counter.add_public(self.model.shape.deeds + 1, int(caught))

    def frighten(self, dread: int) -> None:
        """Add to the citizen's dread."""
        self.community.frighten(self.slot, dread)

    def burden(self, kind: int) -> None:
        """Add the hardship of going without an act."""
        self.community.burden(self.slot, math.floor(self.model.acts[kind].hardship.value))

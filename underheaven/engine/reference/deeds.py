"""What becomes of an act that is considered, and what follows from it (specification, 6.5, 6.6, 7.1)."""

from __future__ import annotations

import math

from underheaven.engine.reference.citizen import Citizen
from underheaven.engine.reference.event import Event
from underheaven.engine.reference.philox import Purpose, belonging
from underheaven.engine.reference.recording import Recording
from underheaven.engine.reference.segments import Segment
from underheaven.engine.reference.shape import Above, Outcome, Person, Played, Public, Reckoned


class Deeds:
    """The acts and games of one citizen in one step."""

    def __init__(self, citizen: Citizen, recording: Recording) -> None:
        self._citizen, self._recording = citizen, recording

    def act(self, event: Event) -> None:
        """Decide on an act that is considered."""
        citizen, kind = self._citizen, event.kind
        deciding, segment = citizen.model.deciding, citizen.segment(event.minute)
        usual = deciding.baseline(citizen.habits, kind)
        today = self._today(kind, segment)
        citizen.count(kind, Outcome.CONSIDERED)
        left = self._reckon(event, segment, today)
        if citizen.confined(kind, segment):
            if event.decision < usual:
                self._forbid(kind, Outcome.PREVENTED)
        elif event.decision >= left:
            if event.decision < usual:
                citizen.count(kind, Outcome.HELD_BACK)
                if event.decision < today:
                    citizen.reckon(kind, Reckoned.HELD_BACK)
        else:
            if event.decision >= usual:
                citizen.count(kind, Outcome.BROUGHT_ON)
            if citizen.denied(kind, segment):
                self._forbid(kind, Outcome.DENIED)
            elif self._finds_room(event, segment):
                self._do(event, segment)
            else:
                citizen.count(kind, Outcome.REFUSED)
                citizen.burden(kind)

    def game(self, event: Event) -> None:
        """Decide whether to do something for the score's sake."""
        citizen, kind = self._citizen, event.kind
        segment = citizen.segment(event.minute)
        if (
            citizen.model.gaming.plays(
                citizen.habits,
                kind,
                segment,
                citizen.shown,
                citizen.effort_word,
                event.decision,
                citizen.frozen.known.moved,
            )
            and not citizen.denied(kind, segment)
            and not citizen.confined(kind, segment)
        ):
            citizen.count(kind, Outcome.GAMED)
            self._spend(kind, segment)
            self._speak(kind)
            self._be_seen(event, segment, Purpose.LOOK, good=True)

    def _spend(self, kind: int, segment: Segment) -> None:
        """Count the effort of a game, and whether wrong records alone are why it is spent."""
        citizen = self._citizen
        gaming, who, word = citizen.model.gaming, citizen.who, citizen.effort_word
        if not gaming.counts_effort:
            return
        spent = gaming.spent(who, kind, word)
        citizen.spend(kind, Played.EFFORT, spent)
        clean = citizen.community.clean[citizen.slot]
        if not gaming.is_worth(citizen.habits, kind, segment, clean, word, citizen.frozen.known.moved):
            citizen.spend(kind, Played.IN_ERROR, spent)

    def _today(self, kind: int, segment: Segment) -> int:
        """The threshold of doing an act now."""
        citizen, known = self._citizen, self._citizen.frozen.known
        model, community, slot = citizen.model, citizen.community, citizen.slot
        if model.acts[kind].speech == "critical" and model.voices.silent(citizen.speech_word, known.climate):
            return 0
        return model.deciding.today(
            citizen.habits, kind, segment, community.dread[slot], community.hardship[slot], known.climate
        )

    def _reckon(self, event: Event, segment: Segment, today: int) -> int:
        """The threshold of doing an act now that a record is reckoned with, by whoever would do it."""
        citizen, known, kind = self._citizen, self._citizen.frozen.known, event.kind
        deterrence = citizen.model.deterrence
        if event.decision >= today or not citizen.member or not deterrence.reckons(kind, segment):
            return today
        chance = deterrence.chance(citizen.community, citizen.slot, kind, segment)
        citizen.reckon(kind, Reckoned.WEIGHED)
        citizen.reckon(kind, Reckoned.CHANCE_SUM, chance)
        loss = deterrence.loss(citizen.who, citizen.shown, kind, segment, known.moved)
        return deterrence.left(kind, today, chance, loss)

    def _forbid(self, kind: int, outcome: Outcome) -> None:
        """What being denied or prevented does to a citizen."""
        citizen = self._citizen
        citizen.count(kind, outcome)
        citizen.frighten(math.floor(citizen.model.world.society.behaviour.dread.denial.value))
        citizen.burden(kind)

    def _fast(self, segment: Segment) -> bool:
        """Whether the citizen is served before others."""
        privileges = self._citizen.model.scheme.privileges
        return any(privileges[p].fast_lane for p in self._citizen.favour(segment))

    def _finds_room(self, event: Event, segment: Segment) -> bool:
        """Whether the hospital, if it is wanted, has room."""
        citizen = self._citizen
        if event.kind != citizen.model.hospital.kind:
            return True
        fast = self._fast(segment)
        citizen.counter.add_public(citizen.model.shape.visits_wanted(fast))
        return event.spare >= citizen.frozen.known.queue.refused(fast)

    def _do(self, event: Event, segment: Segment) -> None:
        citizen, kind = self._citizen, event.kind
        model, who = citizen.model, citizen.who
        citizen.count(kind, Outcome.DONE)
        self._speak(kind)
        if kind == model.hospital.kind:
            self._wait(segment)
        for privilege in citizen.favour(segment):
            if kind in model.scheme.cheaper[privilege]:
                citizen.counter.add(who.cell, model.shape.privilege(privilege, Above.USES))
        citizen.sought |= kind == model.partners.kind
        good = True
        if model.credit.granted(kind):
            good = model.credit.repaid(who, kind, citizen.shown, event.spare)
            if good:
                citizen.count(kind, Outcome.REPAID)
        for heard in citizen.frozen.heard:
            if kind in heard.kinds:
                citizen.frighten(heard.dread)
        model.deterrence.hear(citizen.community, citizen.slot, kind, citizen.frozen.step, model.announcing)
        self._be_seen(event, segment, Purpose.SEE, good)

    def _speak(self, kind: int) -> None:
        speech = self._citizen.model.acts[kind].speech
        if speech == "critical":
            self._citizen.counter.add_public(Public.CRITICAL)
        elif speech == "supportive":
            self._citizen.counter.add_public(Public.SUPPORTIVE)

    def _wait(self, segment: Segment) -> None:
        """Count a visit to the hospital."""
        citizen, queue = self._citizen, self._citizen.frozen.known.queue
        fast = self._fast(segment)
        if fast:
            columns = (Person.FAST_VISITS, Person.FAST_MINUTES, Person.FAST_ONE_LINE)
        else:
            columns = (Person.SLOW_VISITS, Person.SLOW_MINUTES, Person.SLOW_ONE_LINE)
        for column, amount in zip(columns, (1, queue.wait(fast), queue.wait_one_line), strict=True):
            citizen.count_person(column, amount)

    def _be_seen(self, event: Event, segment: Segment, purpose: Purpose, good: bool) -> None:
        """Be recorded by the first source that sees it, if any does and there is a rule."""
        citizen, kind = self._citizen, event.kind
        if not citizen.member or not segment.points[kind].in_force:
            return
        citizen.count(kind, Outcome.ANSWERABLE)
        model = citizen.model
        limits = model.watching.seen(
            segment,
            citizen.community.region,
            citizen.who,
            kind,
            citizen.hour(event.minute),
            citizen.frozen.known.attention,
        )
        words = citizen.words(purpose, event.draw)
        for source, limit in zip(model.watching.slots[kind], limits, strict=True):
            if belonging(words, model.watching.names[source])[0] < limit:
                self._recording.write(event, source, true=True, good=good)
                return
        citizen.deed(event, good, caught=False)

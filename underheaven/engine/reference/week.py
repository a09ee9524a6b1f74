"""What one citizen lives through in one step, minute by minute (specification, 5 to 7)."""

from __future__ import annotations

from collections import Counter as Tallies
from typing import NamedTuple

from underheaven.engine.reference.decimals import choose, count
from underheaven.engine.reference.mistaking import Stream
from underheaven.engine.reference.model import Frozen, Model
from underheaven.engine.reference.people import Community
from underheaven.engine.reference.philox import Purpose
from underheaven.engine.reference.scheme import NOTHING, Segment
from underheaven.engine.reference.tally import Counter, Outcome, Person, Public

MINUTES_PER_DAY = 1_440
MOST = 255
ACT, MATCH, CLERK = range(3)


class Event(NamedTuple):
    """Something that happens to a citizen; events are applied in the order of the first three fields.

    `minute` counts within the step. `source` writes a wrong record, and is -1 for an act; `decision` is
    the act's word.
    """

    minute: int
    stream: int
    draw: int
    kind: int
    source: int = -1
    decision: int = 0


class Week:
    """One citizen's step."""

    def __init__(
        self, model: Model, community: Community, slot: int, frozen: Frozen, counter: Counter
    ) -> None:
        """Nothing has happened yet."""
        self._model, self._community, self._slot, self._step = model, community, slot, frozen.step
        self._who = community.people[slot]
        self._scored = frozen.enrolled and model.scheme.adult(self._who)
        self._climate, self._counter = frozen.climate, counter
        self._begin = frozen.step * model.world.step_minutes
        self._length = model.world.end_of(frozen.step) - self._begin
        # Records written so far, true or wrong and true alone, by (kind, day).
        self._written: Tallies[tuple[int, int]] = Tallies()
        self._true: Tallies[tuple[int, int]] = Tallies()

    def live(self) -> None:
        """Apply everything that happens, in order."""
        counts = self._words(Purpose.COUNT, 0)
        events = self._acts(counts[0])
        if self._scored:
            model = self._model
            word = model.draws.words(Purpose.PERSON, self._community.place, self._slot)[0]
            lasting = choose(word, model.lasting)
            events += self._mistakes(model.false_matches, MATCH, Purpose.MATCH, lasting, counts[1])
            events += self._mistakes(model.clerical_mistakes, CLERK, Purpose.CLERK, 0, counts[2])
        for event in sorted(events):
            if event.stream == ACT:
                self._act(event)
            else:
                self._record(event, event.source, wrong=True)

    def _words(self, purpose: Purpose, draw: int) -> tuple[int, int, int, int]:
        return self._model.draws.words(purpose, self._community.place, self._slot, draw, self._step)

    def _minute(self, word: int) -> int:
        return word * self._model.world.step_minutes >> 32

    def _segment(self, minute: int) -> Segment:
        return self._model.scheme.at(self._begin + minute)

    def _acts(self, word: int) -> list[Event]:
        """The acts considered."""
        events = []
        considering = self._model.considering
        for draw in range(count(word, considering.counts(self._who))):
            kind, minute, decision, _ = self._words(Purpose.ACT, draw)
            if self._minute(minute) < self._length:
                number = considering.kinds(self._who).choose(kind)
                events.append(Event(self._minute(minute), ACT, draw, number, decision=decision))
        return events

    def _mistakes(
        self, stream: Stream, number: int, purpose: Purpose, lasting: int, word: int
    ) -> list[Event]:
        """The wrong records of one stream."""
        events = []
        region, group = self._community.region, self._who.group
        for draw in range(count(word, stream.counts(self._step, region, group, lasting))):
            when, what, keep, _ = self._words(purpose, draw)
            minute = self._minute(when)
            if minute < self._length:
                segment = self._segment(minute)
                if stream.keeps(self._step, segment, region, group, keep):
                    source, kind = stream.entry(segment, region, group, what)
                    events.append(Event(minute, number, draw, kind, source))
        return events

    def _standing(self, segment: Segment) -> frozenset[int]:
        if not self._scored:
            return NOTHING
        return self._model.scheme.standing(self._community.shown[self._slot], segment)

    def _count(self, kind: int, outcome: Outcome) -> None:
        self._counter.add(self._who.cell, self._model.shape.act(kind, outcome))

    def _count_person(self, what: Person, amount: int = 1) -> None:
        self._counter.add(self._who.cell, self._model.shape.person(what), amount)

    def _frighten(self, dread: int) -> None:
        levels = self._community.dread
        levels[self._slot] = min(MOST, levels[self._slot] + dread)

    def _act(self, event: Event) -> None:
        """Decide on an act; if it is done, hear the announcements and be seen."""
        model, c, slot, kind = self._model, self._community, self._slot, event.kind
        segment = self._segment(event.minute)
        act = list(model.world.society.acts.values())[kind]
        standing = self._standing(segment)
        usual = model.deciding.baseline(self._who, kind)
        today = model.deciding.today(self._who, kind, segment, c.dread[slot], c.hardship[slot], self._climate)
        self._count(kind, Outcome.CONSIDERED)
        if act.outside and any(model.scheme.confining[consequence] for consequence in standing):
            if event.decision < usual:
                self._refuse(kind, Outcome.PREVENTED)
        elif event.decision >= today:
            if event.decision < usual:
                self._count(kind, Outcome.HELD_BACK)
        else:
            if event.decision >= usual:
                self._count(kind, Outcome.BROUGHT_ON)
            if any(kind in model.scheme.denied[consequence] for consequence in standing):
                self._refuse(kind, Outcome.DENIED)
            else:
                self._do(event, segment, act.speech)

    def _refuse(self, kind: int, outcome: Outcome) -> None:
        """What being denied or prevented does to a citizen."""
        society, levels = self._model.world.society, self._community.hardship
        self._count(kind, outcome)
        self._frighten(int(society.behaviour.dread.denial.value))
        hardship = int(list(society.acts.values())[kind].hardship.value)
        levels[self._slot] = min(MOST, levels[self._slot] + hardship)

    def _do(self, event: Event, segment: Segment, speech: str) -> None:
        kind = event.kind
        self._count(kind, Outcome.DONE)
        if speech == "critical":
            self._counter.add_public(Public.CRITICAL)
        elif speech == "supportive":
            self._counter.add_public(Public.SUPPORTIVE)
        for kinds, dread in segment.announcements:
            if kind in kinds:
                self._frighten(dread)
        if self._scored and segment.points[kind] != 0:
            self._count(kind, Outcome.ANSWERABLE)
            watching, who = self._model.watching, self._who
            seen = watching.seen(segment, self._community.region, who.group, who.place, kind)
            words = self._words(Purpose.SEE, event.draw) if seen else ()
            for source, word, limit in zip(watching.slots[kind], words, seen, strict=False):
                if word < limit:
                    self._record(event, source, wrong=False)
                    break

    def _record(self, event: Event, source: int, wrong: bool) -> None:
        """Write a record, true or wrong, of an enrolled adult."""
        scheme, c, slot, kind = self._model.scheme, self._community, self._slot, event.kind
        segment = self._segment(event.minute)
        points = segment.points[kind]
        if points == 0:
            return
        self._count(kind, Outcome.WRONG if wrong else Outcome.RECORDED)
        self._counter.add(self._who.cell, self._model.shape.source(source, wrong))
        self._counter.add_public(Public.RECORDS + source)
        standing = self._standing(segment)
        which = (kind, (self._begin + event.minute) // MINUTES_PER_DAY)
        most = scheme.per_day[kind]
        counts = most is None or self._written[which] < most
        counts_clean = not wrong and (most is None or self._true[which] < most)
        self._written[which] += 1
        if not wrong:
            self._true[which] += 1
        if counts:
            before = c.own[slot]
            c.own[slot], c.shown[slot] = scheme.clamp(before + points), scheme.clamp(c.shown[slot] + points)
            self._count_person(Person.CLAMPED, int(c.own[slot] != before + points))
            self._count_person(Person.LOST, max(0, before - c.own[slot]))
            self._count_person(Person.GAINED, max(0, c.own[slot] - before))
        if counts_clean:
            c.clean_own[slot] = scheme.clamp(c.clean_own[slot] + points)
            c.clean[slot] = scheme.clamp(c.clean[slot] + points)
        fear = self._model.world.society.behaviour.dread
        if counts and points < 0:
            self._frighten(int(fear.record.value))
        if self._standing(segment) - standing:
            self._frighten(int(fear.sanction.value))

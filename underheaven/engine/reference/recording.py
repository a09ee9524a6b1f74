"""The records of one citizen in one step (specification, 7.6 and 23.1 to 23.3)."""

from __future__ import annotations

import math
from collections import Counter as Tallies

from underheaven.engine.reference.citizen import Citizen
from underheaven.engine.reference.event import Event
from underheaven.engine.reference.ledger import Entry
from underheaven.engine.reference.moving import move_own
from underheaven.engine.reference.philox import Purpose, belonging
from underheaven.engine.reference.shape import Outcome, Person, Public

MINUTES_PER_DAY = 1_440


class Recording:
    """Writes records of an enrolled adult, in the order of events."""

    def __init__(self, citizen: Citizen) -> None:
        """No record has been written yet."""
        self._citizen = citizen
        # Records written so far, true or wrong and true alone, by (kind, day).
        self._written: Tallies[tuple[int, int]] = Tallies()
        self._true: Tallies[tuple[int, int]] = Tallies()

    def write(self, event: Event, source: int, true: bool, good: bool) -> None:
        """Write a record of an event; `good` is the outcome of an act that has one."""
        citizen, kind, minute = self._citizen, event.kind, event.minute
        redress = citizen.model.redress
        rule = citizen.segment(minute).points[kind]
        if not rule.in_force:
            return
        words = citizen.words(Purpose.RECORD, event.stream << 8 | event.draw)
        review, appeal, success, _ = belonging(words, None if true else event.writer)
        if redress.struck(true, review):
            citizen.count_person(Person.STRUCK_TRUE if true else Person.STRUCK_WRONG)
            if true:
                citizen.deed(event, good, caught=False)
            return
        if true:
            citizen.deed(event, good, caught=True)
        citizen.count(kind, Outcome.RECORDED if true else Outcome.WRONG)
        citizen.counter.add(citizen.who.cell, citizen.model.shape.source(source, not true))
        citizen.counter.add_public(Public.RECORDS + source)
        counts, counts_clean = self._counting(kind, minute, true)
        points = rule.good if good else rule.bad
        appealed = points < 0 and counts and redress.appealed(true, appeal)
        entry = Entry(
            slot=citizen.slot,
            at=citizen.begin + minute,
            points=points,
            true=true,
            counts=counts,
            counts_clean=counts_clean,
            applied=not redress.waits(points, appealed),
            appealed=appealed,
            upheld=appealed and redress.upheld(true, success),
            decide=0,
            moved_own=0,
            moved_clean=0,
        )
        if appealed:
            entry.decide = redress.decided(entry.at, citizen.frozen.known.appeal_wait)
            citizen.count_person(Person.APPEALED_TRUE if true else Person.APPEALED_WRONG)
            citizen.counter.add_public(citizen.model.shape.appeals_filed)
        self._take_effect(entry, kind)
        kept = not entry.applied or appealed or redress.expires(points)
        if kept and (counts or counts_clean):
            citizen.community.ledger.append(entry)

    def _counting(self, kind: int, minute: int, true: bool) -> tuple[bool, bool]:
        """Whether a record counts, and whether it does for the clean walk: only the first of a day do."""
        which = (kind, (self._citizen.begin + minute) // MINUTES_PER_DAY)
        most = self._citizen.model.scheme.per_day[kind]
        counts = most is None or self._written[which] < most
        counts_clean = true and (most is None or self._true[which] < most)
        self._written[which] += 1
        self._true[which] += true
        return counts, counts_clean

    def _take_effect(self, entry: Entry, kind: int) -> None:
        """Move the scores if nothing waits, and frighten."""
        citizen, points = self._citizen, entry.points
        model, community, slot = citizen.model, citizen.community, citizen.slot
        segment = citizen.segment(entry.at - citizen.begin)
        standing = citizen.standing(segment)
        clamp = model.scheme.clamp
        if entry.applied and entry.counts:
            entry.moved_own = move_own(community, slot, points, model.scheme, citizen.counter)
            community.shown[slot] = clamp(community.shown[slot] + points)
        if entry.applied and entry.counts_clean:
            before = community.clean_own[slot]
            community.clean_own[slot] = clamp(before + points)
            entry.moved_clean = community.clean_own[slot] - before
            community.clean[slot] = clamp(community.clean[slot] + points)
        dread = model.world.society.behaviour.dread
        if entry.counts and points < 0:
            if model.redress.contexts is not None:
                community.contexts[slot] |= 1 << model.redress.contexts[kind]
            citizen.frighten(math.floor(dread.record.value))
        if citizen.standing(segment) - standing:
            citizen.frighten(math.floor(dread.sanction.value))

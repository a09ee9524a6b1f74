"""Firms at the close of a step: what they do, are scored for and bring upon people (specification, 26)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from underheaven.engine.reference.decimals import accrued, threshold
from underheaven.engine.reference.frozen import Frozen
from underheaven.engine.reference.people import Community
from underheaven.engine.reference.philox import Draws, Purpose
from underheaven.engine.reference.scheme import NOTHING, Scheme
from underheaven.engine.reference.segments import Segment
from underheaven.engine.reference.shape import Deal, Firm, FirmUnder, Person
from underheaven.engine.reference.tally import Counter
from underheaven.engine.reference.trading import Trading
from underheaven.engine.reference.workplaces import Workplace, Workplaces
from underheaven.engine.world import World
from underheaven.mechanisms.firms.scheme import FirmRule


@dataclass(frozen=True)
class Staff:
    """A firm, its employees in the order of places, and who of them may not represent it."""

    workplace: Workplace
    employees: list[int]
    barred: frozenset[int]

    @property
    def representative(self) -> int | None:
        """The slot of the legal representative, if anybody may be it."""
        return next((slot for slot in self.employees if slot not in self.barred), None)


class Moment(NamedTuple):
    """A community at the close of a step; `segment` is that of the last minute."""

    community: Community
    frozen: Frozen
    counter: Counter
    segment: Segment

    def add(self, staff: Staff, column: int, amount: int = 1) -> None:
        """Count something that happens to a firm, where its employee in the lowest place is counted."""
        self.counter.add(self.community.people[staff.employees[0]].cell, column, amount)


class Firms:
    """The firms of a world."""

    def __init__(self, world: World, draws: Draws, scheme: Scheme, workplaces: Workplaces) -> None:
        self._world, self._draws, self._scheme, self._workplaces = world, draws, scheme, workplaces
        self._trading = Trading(world)
        society, self._policy = world.society.firms, world.policy.firms
        self.exist = society is not None
        self.scored = society is not None and self._policy is not None
        kinds = [] if society is None else list(society.acts)
        self._rules: dict[int, FirmRule] = {}
        self._names = [] if self._policy is None else list(self._policy.consequences)
        self._consequences = [] if self._policy is None else list(self._policy.consequences.values())
        if self._policy is not None:
            self._rules = {
                kinds.index(name): rule for name, rule in self._policy.rules.items() if name in kinds
            }
            score = self._policy.score
            self._low, self._high, self._start = (
                int(16 * points.value) for points in (score.minimum, score.maximum, score.start)
            )
            self._per_year = 16 * score.recovery.value

    def at_start(self, community: Community) -> list[int]:
        """The scores of a community's firms on the first day, one for each place."""
        if not self.scored:
            return []
        return [self._start for _ in range(self._workplaces.places(community).size)]

    def close(self, community: Community, frozen: Frozen, counter: Counter) -> None:
        """Close a step for the firms of a community, in the order of places."""
        if not self.exist:
            return
        moment = Moment(community, frozen, counter, self._scheme.at_end(frozen.step))
        for workplace in self._workplaces.of(community):
            staff = self._staff(moment, workplace)
            if staff.employees:
                self._count(moment, staff)
                before = self._standing_before(moment, workplace.first)
                self._trade(moment, staff)
                if self.scored:
                    self._score(moment, staff, before)

    def _staff(self, moment: Moment, workplace: Workplace) -> Staff:
        community, scheme = moment.community, self._scheme
        people = community.people
        employees = [
            slot
            for slot in workplace.slots
            if self._workplaces.employs(people[slot]) and scheme.adult(people[slot])
        ]
        barred = frozenset(
            slot
            for slot in employees
            if moment.frozen.members[slot]
            and scheme.standing(
                people[slot], community.shown[slot], moment.segment, moment.frozen.known.moved
            )
            & scheme.barring
        )
        return Staff(workplace, employees, barred)

    def _count(self, moment: Moment, staff: Staff) -> None:
        """Count a firm and its people."""
        shape = moment.counter.shape
        moment.add(staff, shape.firm(Firm.FIRMS))
        moment.add(staff, shape.firm(Firm.EMPLOYEES), len(staff.employees))
        moment.add(staff, shape.firm(Firm.WITHOUT_REPRESENTATIVE), int(staff.representative is None))
        moment.add(staff, shape.firm(Firm.PASSED_OVER), len(staff.barred))

    def _standing(self, score: int, segment: Segment) -> frozenset[int]:
        limits = [segment.limit(consequence.below) for consequence in self._consequences]
        return frozenset(d for d, limit in enumerate(limits) if limit is not None and score < limit)

    def _standing_before(self, moment: Moment, first: int) -> frozenset[int]:
        """The consequences in force at the end of the last step."""
        if not self.scored or not moment.frozen.enrolled_before:
            return NOTHING
        return self._standing(moment.community.firms[first], self._scheme.at_end(moment.frozen.step - 1))

    def _trade(self, moment: Moment, staff: Staff) -> None:
        """Consider, decide, do, and be recorded."""
        community, step, shape = moment.community, moment.frozen.step, moment.counter.shape
        first, sector = staff.workplace.first, staff.workplace.sector
        representative = staff.representative
        dread = 0 if representative is None else community.dread[representative]
        words = self._draws.words(Purpose.TRADE, community.place, first, 0, step)
        for act in range(self._trading.number(sector, words[0])):
            which, decision, caught, _ = self._draws.words(
                Purpose.TRADE, community.place, first, 1 + act, step
            )
            kind = self._trading.kind(sector, which)
            points, catch = self._rule(moment, kind)
            usual = today = self._trading.baseline(kind)
            if points < 0:
                today = self._trading.afraid(kind, dread)
            moment.add(staff, shape.deal(kind, Deal.CONSIDERED))
            if decision < today:
                moment.add(staff, shape.deal(kind, Deal.DONE))
                if points and caught < catch:
                    moment.add(staff, shape.deal(kind, Deal.RECORDED))
                    community.firms[first] = self._clamp(community.firms[first] + points)
            elif decision < usual:
                moment.add(staff, shape.deal(kind, Deal.HELD_BACK))

    def _rule(self, moment: Moment, kind: int) -> tuple[int, int]:
        """Points of a kind of act, in sixteenths, and the threshold of coming to light."""
        rule = self._rules.get(kind)
        if rule is None or not moment.frozen.enrolled:
            return 0, 0
        segment = moment.segment
        return int(16 * segment.number_of(rule.points)), threshold(segment.number_of(rule.caught))

    def _clamp(self, score: int) -> int:
        return max(self._low, min(self._high, score))

    def _score(self, moment: Moment, staff: Staff, before: frozenset[int]) -> None:
        """Let the score recover, and its consequences fall on the firm's people."""
        firms, first, now = moment.community.firms, staff.workplace.first, NOTHING
        shape = moment.counter.shape
        if moment.frozen.enrolled:
            if firms[first] < self._start:
                firms[first] = min(self._start, firms[first] + self._recovery(moment.frozen.step))
            now = self._standing(firms[first], moment.segment)
        for consequence in sorted(now - before, key=self._names.__getitem__):
            self._fall_under(moment, staff, consequence)
        counts = {FirmUnder.UNDER: now, FirmUnder.ENTERED: now - before, FirmUnder.LEFT: before - now}
        for under, which in counts.items():
            for consequence in which:
                moment.add(staff, shape.firm_consequence(consequence, under))
        for consequence in now:
            column = shape.firm_consequence(consequence, FirmUnder.EMPLOYEES)
            moment.add(staff, column, len(staff.employees))
        moment.add(staff, shape.firm(Firm.SCORE), firms[first])

    def _recovery(self, step: int) -> int:
        """What a score below the start recovers in a step."""
        return accrued(self._per_year, step * self._world.step_minutes, self._world.end_of(step))

    def _fall_under(self, moment: Moment, staff: Staff, number: int) -> None:
        """What a consequence that is newly in force does to people."""
        community, shape = moment.community, moment.counter.shape
        consequence, slot = self._consequences[number], staff.representative
        points = int(16 * consequence.representative_points.value)
        if points and slot is not None and moment.frozen.members[slot]:
            before = community.own[slot]
            after = community.own[slot] = self._scheme.clamp(before + points)
            community.clean_own[slot] = self._scheme.clamp(community.clean_own[slot] + points)
            cell = community.people[slot].cell
            moment.counter.add(cell, shape.person(Person.LOST), max(0, before - after))
            moment.counter.add(cell, shape.person(Person.GAINED), max(0, after - before))
            if points < 0:
                community.frighten(slot, math.floor(self._world.society.behaviour.dread.record.value))
        for employee in staff.employees:
            community.burden(employee, math.floor(consequence.employees_hardship.value))

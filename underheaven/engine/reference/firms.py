"""Firms at the close of a step: what they do, are scored for and bring upon people (specification, 26)."""

from __future__ import annotations

import math
from dataclasses import dataclass

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
from underheaven.policy.enterprises import FirmRule


@dataclass(frozen=True)
class Staff:
    """A firm that exists: its employees in the order of places, and who may represent it."""

    workplace: Workplace
    employees: list[int]
    barred: frozenset[int]

    @property
    def representative(self) -> int | None:
        """The slot of the legal representative, if anybody may be it."""
        return next((slot for slot in self.employees if slot not in self.barred), None)


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
        self._consequences = [] if self._policy is None else list(self._policy.consequences.values())
        if self._policy is not None:
            self._rules = {
                kinds.index(name): rule for name, rule in self._policy.rules.items() if name in kinds
            }
            score = self._policy.score
            self._low, self._high, self._start = (
                int(16 * points.value) for points in (score.minimum, score.maximum, score.start)
            )

    def at_start(self, community: Community) -> list[int]:
        """The scores of a community's firms on the first day, one for each place."""
        if not self.scored:
            return []
        return [self._start for _ in range(self._workplaces.places(community).size)]

    def close(self, community: Community, frozen: Frozen, counter: Counter) -> None:
        """Close a step for the firms of a community, in the order of places."""
        if not self.exist:
            return
        segment = self._scheme.at_end(frozen.step)
        for workplace in self._workplaces.of(community):
            staff = self._staff(community, frozen, workplace, segment)
            if staff is not None:
                cell = community.people[staff.employees[0]].cell
                self._count(community, staff, counter, cell)
                before = self._standing_before(community, frozen, staff)
                self._trade(community, frozen, staff, segment, counter, cell)
                if self.scored:
                    self._score(community, frozen, staff, segment, before, counter, cell)

    def _staff(
        self, community: Community, frozen: Frozen, workplace: Workplace, segment: Segment
    ) -> Staff | None:
        people, scheme = community.people, self._scheme
        employees = [
            slot
            for slot in workplace.slots
            if self._workplaces.employs(people[slot]) and scheme.adult(people[slot])
        ]
        barred = frozenset(
            slot
            for slot in employees
            if frozen.members[slot]
            and scheme.standing(people[slot], community.shown[slot], segment) & scheme.barring
        )
        return Staff(workplace, employees, barred) if employees else None

    def _count(self, community: Community, staff: Staff, counter: Counter, cell: int) -> None:
        """Count a firm and its people."""
        counts = {
            Firm.FIRMS: 1,
            Firm.EMPLOYEES: len(staff.employees),
            Firm.WITHOUT_REPRESENTATIVE: int(staff.representative is None),
            Firm.PASSED_OVER: len(staff.barred),
        }
        for what, amount in counts.items():
            counter.add(cell, counter.shape.firm(what), amount)

    def _standing(self, score: int, segment: Segment) -> frozenset[int]:
        limits = [segment.limit(consequence.below) for consequence in self._consequences]
        return frozenset(d for d, limit in enumerate(limits) if limit is not None and score < limit)

    def _standing_before(self, community: Community, frozen: Frozen, staff: Staff) -> frozenset[int]:
        """The consequences in force at the end of the last step."""
        if not self.scored or not frozen.enrolled_before:
            return NOTHING
        return self._standing(
            community.firms[staff.workplace.first], self._scheme.at_end(frozen.step - 1)
        )

    def _trade(
        self,
        community: Community,
        frozen: Frozen,
        staff: Staff,
        segment: Segment,
        counter: Counter,
        cell: int,
    ) -> None:
        """Consider, decide, do, and be recorded."""
        first, sector = staff.workplace.first, staff.workplace.sector
        representative = staff.representative
        dread = 0 if representative is None else community.dread[representative]
        words = self._draws.words(Purpose.TRADE, community.place, first, 0, frozen.step)
        for act in range(self._trading.number(sector, words[0])):
            which, decision, caught, _ = self._draws.words(
                Purpose.TRADE, community.place, first, 1 + act, frozen.step
            )
            kind = self._trading.kind(sector, which)
            rule = self._rules.get(kind)
            points = 0 if rule is None else int(16 * segment.number_of(rule.points))
            usual = today = self._trading.baseline(kind)
            if frozen.enrolled and points < 0:
                today = self._trading.afraid(kind, dread)
            counter.add(cell, counter.shape.deal(kind, Deal.CONSIDERED))
            if decision < today:
                counter.add(cell, counter.shape.deal(kind, Deal.DONE))
                if frozen.enrolled and rule is not None and points:
                    if caught < threshold(segment.number_of(rule.caught)):
                        counter.add(cell, counter.shape.deal(kind, Deal.RECORDED))
                        community.firms[first] = self._clamp(community.firms[first] + points)
            elif decision < usual:
                counter.add(cell, counter.shape.deal(kind, Deal.HELD_BACK))

    def _clamp(self, score: int) -> int:
        return max(self._low, min(self._high, score))

    def _score(
        self,
        community: Community,
        frozen: Frozen,
        staff: Staff,
        segment: Segment,
        before: frozenset[int],
        counter: Counter,
        cell: int,
    ) -> None:
        """Let the score recover, and its consequences fall on the firm's people."""
        first, now = staff.workplace.first, NOTHING
        if frozen.enrolled:
            score = community.firms[first]
            if score < self._start:
                community.firms[first] = min(self._start, score + self._recovery(frozen.step))
            now = self._standing(community.firms[first], segment)
        for consequence in sorted(now - before):
            self._fall_under(community, frozen, staff, consequence, counter)
        counts = {FirmUnder.UNDER: now, FirmUnder.ENTERED: now - before, FirmUnder.LEFT: before - now}
        for under, which in counts.items():
            for consequence in which:
                counter.add(cell, counter.shape.firm_consequence(consequence, under))
        for consequence in now:
            column = counter.shape.firm_consequence(consequence, FirmUnder.EMPLOYEES)
            counter.add(cell, column, len(staff.employees))
        counter.add(cell, counter.shape.firm(Firm.SCORE), community.firms[first])

    def _recovery(self, step: int) -> int:
        assert self._policy is not None
        per_year = 16 * self._policy.score.recovery.value
        return accrued(per_year, step * self._world.step_minutes, self._world.end_of(step))

    def _fall_under(
        self, community: Community, frozen: Frozen, staff: Staff, number: int, counter: Counter
    ) -> None:
        """What a consequence that is newly in force does to people."""
        consequence, slot = self._consequences[number], staff.representative
        points = int(16 * consequence.representative_points.value)
        if points and slot is not None and frozen.members[slot]:
            before = community.own[slot]
            after = community.own[slot] = self._scheme.clamp(before + points)
            community.clean_own[slot] = self._scheme.clamp(community.clean_own[slot] + points)
            cell = community.people[slot].cell
            counter.add(cell, counter.shape.person(Person.LOST), max(0, before - after))
            counter.add(cell, counter.shape.person(Person.GAINED), max(0, after - before))
            if points < 0:
                community.frighten(slot, math.floor(self._world.society.behaviour.dread.record.value))
        for employee in staff.employees:
            community.burden(employee, math.floor(consequence.employees_hardship.value))

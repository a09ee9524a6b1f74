"""Thresholds that follow what came out of them (specification, 31)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from underheaven.engine.reference.decimals import MINUTES_PER_YEAR
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.reference.shape import Outcome, Person, Shape, Under
from underheaven.engine.world import World
from underheaven.mechanisms.standards.model import Follows

Tallies = Sequence[Sequence[Sequence[int]]]
"""By region, group and column."""
ONE, POINT, MINUTES_PER_DAY = 65_536, 16, 1_440


class State(NamedTuple):
    """Of one group: what its threshold is moved by, was and will be, and what was counted."""

    offset: int = 0
    before: int = 0
    next: int = 0
    hits: int = 0
    base: int = 0


class Standard(NamedTuple):
    """The threshold of a consequence in one region, by group."""

    consequence: int
    groups: tuple[State, ...]


class Standards:
    """The thresholds of a policy that move, in the order of its consequences."""

    def __init__(self, world: World) -> None:
        self._world, self._scheme, self._shape = world, Scheme(world), Shape.of(world)
        self._groups = len(world.society.groups)
        self._follows = {
            number: consequence.follows
            for number, consequence in enumerate(world.policy.consequences.values())
            if consequence.follows is not None
        }

    def before(self) -> list[Standard]:
        """Before the first step nothing is moved."""
        return [Standard(number, (State(),) * self._groups) for number in self._follows]

    def after(self, step: int, known: Sequence[list[Standard]], tallies: Tallies) -> list[list[Standard]]:
        """Of each region, after a step."""
        regions = range(len(known))
        return [
            [
                Standard(
                    number,
                    tuple(
                        self._moved(step, number, group, state, self._count(number, region, group, tallies))
                        for group, state in enumerate(known[region][place].groups)
                    ),
                )
                for place, number in enumerate(self._follows)
            ]
            for region in regions
        ]

    def _moved(self, step: int, number: int, group: int, state: State, counted: tuple[int, int]) -> State:
        follows = self._follows[number]
        hits, base = state.hits + counted[0], state.base + counted[1]
        period, lag = self._steps(follows)
        done = step + 1
        offset, coming = state.offset, state.next
        if lag > 0 and done - lag > 0 and (done - lag) % period == 0:
            offset = coming
        if done % period == 0:
            coming, hits, base = self._decided(step, number, group, offset, (hits, base)), 0, 0
            if lag == 0:
                offset = coming
        return State(offset, state.offset, coming, hits, base)

    def _steps(self, follows: Follows) -> tuple[int, int]:
        """Steps of a period, and of its lag."""
        length = self._world.step_minutes
        period = max(1, math.floor(follows.over_days.value * MINUTES_PER_DAY / length))
        return period, min(period, math.ceil(follows.lag_days.value * MINUTES_PER_DAY / length))

    def _decided(self, step: int, number: int, group: int, offset: int, counted: tuple[int, int]) -> int:
        """The offset that follows from a period."""
        follows, (hits, base) = self._follows[number], counted
        threshold = self._scheme.at_end(step).below[number][group]
        if threshold is None or base == 0:
            return offset
        share = hits * (MINUTES_PER_YEAR if follows.what == "recorded" else 1) * ONE // base
        sign = 1 if follows.raise_when == "above" else -1
        gain, step_at_once = (math.floor(POINT * n) for n in (sign * follows.gain.value, follows.step.value))
        by = (share - math.floor(ONE * follows.target.value)) * gain >> 16
        low, high = self._scheme.between[number]
        wanted = threshold + offset + max(-step_at_once, min(step_at_once, by))
        return max(low, min(high, wanted)) - threshold

    def _count(self, number: int, region: int, group: int, tallies: Tallies) -> tuple[int, int]:
        """Hits of a step and what they are a share of, for a region and a group."""
        follows = self._follows[number]
        regions = [region] if follows.of == "region" else range(len(tallies))
        groups = [group] if follows.by_group else range(self._groups)
        counted = [self._of(number, follows, tallies[r][g]) for r in regions for g in groups]
        return sum(hits for hits, _ in counted), sum(base for _, base in counted)

    def _of(self, number: int, follows: Follows, row: Sequence[int]) -> tuple[int, int]:
        shape = self._shape
        if follows.what == "under":
            return row[shape.consequence(number, Under.UNDER)], row[shape.person(Person.ENROLLED)]
        kinds = [
            kind
            for kind, (name, act) in enumerate(self._world.society.acts.items())
            if (
                name in follows.kinds
                if follows.kinds
                else follows.what != "repaid" or act.repayment is not None
            )
        ]

        def total(*outcomes: Outcome) -> int:
            return sum(row[shape.act(kind, outcome)] for kind in kinds for outcome in outcomes)

        if follows.what == "recorded":
            return total(Outcome.RECORDED, Outcome.WRONG), row[shape.person(Person.ENROLLED_MINUTES)]
        if follows.what == "repaid":
            return total(Outcome.REPAID), total(Outcome.DONE)
        return total(Outcome.DONE), total(Outcome.CONSIDERED)

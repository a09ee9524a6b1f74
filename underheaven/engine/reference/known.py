"""What everybody knows of a region from the steps before (specification, 9.2 and 28)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from underheaven.engine.reference.appeals import Backlog
from underheaven.engine.reference.attention import Attention
from underheaven.engine.reference.cut import Cut
from underheaven.engine.reference.hospital import Hospital, Queue
from underheaven.engine.reference.shape import Public, Shape
from underheaven.engine.reference.smoothing import Smoothing
from underheaven.engine.reference.standards import Standard, Standards, Tallies
from underheaven.engine.reference.tally import Rows
from underheaven.engine.world import World

ONE, LAST_BIN = 65_536, 15


@dataclass(frozen=True)
class Known:
    """What is known in one region.

    `climate` is the critical share of political speech in 65,536ths; `backlog` holds 2^20ths of appeals, and
    `appeal_wait` steps; `deeds` are those of the last step that cost points if they are recorded, and those
    of them that were, empty where nobody hears of them; `levels` and `attention` go by source, `cuts` by
    good.
    """

    climate: int
    queue: Queue
    backlog: int
    appeal_wait: int
    levels: list[int]
    attention: list[int]
    standards: list[Standard]
    deeds: list[int]
    cuts: list[Cut]

    @property
    def moved(self) -> dict[int, list[int]]:
        """By how much the threshold of each consequence that has a standard is moved, for each group."""
        return {each.consequence: [state.offset for state in each.groups] for each in self.standards}

    @property
    def moved_before(self) -> dict[int, list[int]]:
        """The same in the step before."""
        return {each.consequence: [state.before for state in each.groups] for each in self.standards}

    @property
    def climate_bin(self) -> int:
        """The climate in sixteen parts."""
        return min(LAST_BIN, self.climate >> 12)

    def row(self) -> list[int]:
        """The fields in their order."""
        cuts = [number for cut in self.cuts for number in cut]
        return [
            self.climate,
            *self.queue,
            self.backlog,
            self.appeal_wait,
            *self.levels,
            *self.attention,
            *(number for each in self.standards for state in each.groups for number in state),
            *self.deeds,
            *cuts,
        ]


class Knowing:
    """How what is known changes from step to step."""

    def __init__(self, world: World) -> None:
        self._world, self._shape = world, Shape.of(world)
        self._hospital, self._backlog, self._attention = Hospital(world), Backlog(world), Attention(world)
        self._smoothing = Smoothing(world.step_minutes)
        self._standards = Standards(world)

    def before(self) -> list[Known]:
        """What is known of each region before the first step."""
        prior = math.floor(ONE * self._world.society.behaviour.climate.prior.value)
        shape = self._shape
        cuts = [Cut() for _ in range(shape.places)]
        queue = self._hospital.before()
        levels = [self._attention.before(j) for j in range(shape.sources)]
        looks = [self._attention.of(j, levels[j], 0) for j in range(shape.sources)]
        return [
            Known(
                prior,
                queue,
                0,
                0,
                [each[region] for each in levels],
                [each[region] for each in looks],
                self._standards.before(),
                [0] * 2 * shape.hears,
                cuts,
            )
            for region in range(shape.regions)
        ]

    def after(
        self, step: int, known: Sequence[Known], public: Rows, cuts: Sequence[list[Cut]], tallies: Tallies
    ) -> list[Known]:
        """What is known after a step; `public` is each region's public state, `cuts` its allotments.

        `tallies` are those of the step by region and group.
        """
        shape = self._shape
        standards = self._standards.after(step, [before.standards for before in known], tallies)
        levels = [
            [
                self._attention.level(
                    step,
                    j,
                    level,
                    before.attention[j],
                    here[Public.RECORDS : Public.RECORDS + shape.sources],
                    here[Public.ENROLLED],
                )
                for j, level in enumerate(before.levels)
            ]
            for before, here in zip(known, public, strict=True)
        ]
        attention = [
            self._attention.of(j, [region[j] for region in levels], step + 1) for j in range(shape.sources)
        ]
        return [
            Known(
                self._climate(before.climate, here),
                self._hospital.after(
                    region, before.queue, here[shape.visits_wanted(True)], here[shape.visits_wanted(False)]
                ),
                *self._backlog.after(region, before.backlog, here[shape.appeals_filed]),
                levels[region],
                [of_regions[region] for of_regions in attention],
                standards[region],
                list(here[shape.deeds :]),
                cuts[region],
            )
            for region, (before, here) in enumerate(zip(known, public, strict=True))
        ]

    def _climate(self, before: int, public: Sequence[int]) -> int:
        """The critical share of what was said, smoothed; as before where nothing was."""
        spoken = public[Public.CRITICAL] + public[Public.SUPPORTIVE]
        if not spoken:
            return before
        return self._smoothing.smooth(before, (public[Public.CRITICAL] << 16) // spoken)

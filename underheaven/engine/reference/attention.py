"""Where sources look: more where they found more before (specification, 19 and 28)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from fractions import Fraction

from underheaven.documents.quantity import DatedQuantity
from underheaven.engine.reference.smoothing import EIGHT_WEEKS
from underheaven.engine.reference.watching import density
from underheaven.engine.world import World
from underheaven.policy.schema import Source

ONE = 65_536
MOST = 2**20
MOST_FOUND = 2**40
DAY, YEAR = 1_440, 525_960
"""Minutes."""


class Attention:
    """The attention of each source, region by region."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.citizens = world.citizens_of_regions
        self.step_minutes = world.step_minutes
        self._sources = list(world.policy.sources.values())
        self._names = list(world.policy.sources)

    def before(self, source: int) -> list[int]:
        """The level in each region before the first step."""
        learning, world = self._sources[source].learning, self._world
        prior = None if learning is None else learning.prior
        if prior is None:
            return [0 for _ in self.citizens]
        relative = [
            Fraction(1 if name not in prior.levels else prior.levels[name].value)
            if prior.density is None
            else Fraction(density(prior.density, region))
            for name, region in world.society.regions.items()
        ]
        everywhere = sum(n * part for n, part in zip(self.citizens, relative, strict=True))
        if everywhere == 0:
            return [0 for _ in self.citizens]
        found = Fraction(prior.per_person_year.value) * self.step_minutes / YEAR
        return [
            min(MOST_FOUND, math.floor(2**24 * found * part / (everywhere / sum(self.citizens))))
            for part in relative
        ]

    def level(
        self, step: int, source: int, before: int, attention: int, records: Sequence[int], enrolled: int
    ) -> int:
        """A source's level after a step, from the records of all sources there and its attention in it.

        As before where nobody is enrolled, or where it did not look and corrects for that.
        """
        if not enrolled:
            return before
        looked = self._looked(step, source, attention)
        if looked == 0:
            return before
        # Without correction `looked` is 1, and nothing changes.
        seen = min(MOST_FOUND, ONE * min(MOST_FOUND, 2**24 * records[source] // enrolled) // looked)
        for other, number in enumerate(records):
            heard = min(2**32, 2**24 * number // enrolled)
            seen += heard * self._weight_of(source, other) // ONE
        return before + ((seen - before) * self._recent(source) // ONE)

    def of(self, source: int, levels: Sequence[int], step: int = 0) -> list[int]:
        """A source's attention to each region in a step, from its levels there, in 65,536ths."""
        following = math.floor(ONE * self._on(self._sources[source].attention, step))
        people = sum(self.citizens)
        mean = sum(level * n for level, n in zip(levels, self.citizens, strict=True)) // people
        if following == 0 or mean == 0:
            return [ONE for _ in levels]
        return [ONE - following + (following * min(MOST, (level << 16) // mean) >> 16) for level in levels]

    def _looked(self, step: int, source: int, attention: int) -> int:
        """By what findings are divided, in 65,536ths."""
        learning = self._sources[source].learning
        if learning is None or learning.correction is None:
            return ONE
        part = math.floor(ONE * self._on(learning.correction, step))
        return ONE - part + part * attention // ONE

    def _recent(self, source: int) -> int:
        """What the last step weighs in a level, in 65,536ths."""
        learning = self._sources[source].learning
        minutes = self.step_minutes
        memory = Fraction(EIGHT_WEEKS) if learning is None else DAY * Fraction(learning.memory_days.value)
        return math.floor(ONE * minutes / (minutes + memory))

    def _weight_of(self, source: int, other: int) -> int:
        """What a record of another source counts, in 65,536ths."""
        of: Source = self._sources[source]
        name = self._names[other]
        if of.learning is None or name not in of.learning.fed_by:
            return 0
        return math.floor(ONE * of.learning.fed_by[name].value)

    def _on(self, number: DatedQuantity, step: int) -> Fraction:
        """A dated number on the day of a step's first minute."""
        day = self._world.start + dt.timedelta(minutes=step * self.step_minutes)
        return Fraction(number.on(day) or 0)

"""The policy in time: what is in force at a minute (specification, 2.4, 3 and 16)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from underheaven.engine.reference.decimals import total
from underheaven.engine.reference.people import Archetype
from underheaven.engine.reference.segments import Segment, segments_of
from underheaven.engine.reference.shape import BINS
from underheaven.engine.world import World

NOTHING: frozenset[int] = frozenset()
UNMOVED: Mapping[int, Sequence[int]] = {}


class Scheme:
    """The policy of a world: its scale, its segments, and what follows from a score."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.policy = world.policy
        self.kinds = {name: number for number, name in enumerate(world.society.acts)}
        score = self.policy.score
        self.minimum, self.maximum, self.start = (
            int(16 * points.value) for points in (score.minimum, score.maximum, score.start)
        )
        self.segments = segments_of(world)
        self.per_day = {
            self.kinds[kind]: None if rule.per_day is None else rule.per_day.value
            for kind, rule in self.policy.rules.items()
        }
        consequences = list(self.policy.consequences.values())
        self.denied = [self._numbers(consequence.denies) for consequence in consequences]
        self.confining = frozenset(c for c, what in enumerate(consequences) if what.confines)
        self.barring = frozenset(c for c, what in enumerate(consequences) if what.bars_representative)
        self.between = {
            c: (int(16 * what.follows.between.least.value), int(16 * what.follows.between.most.value))
            for c, what in enumerate(consequences)
            if what.follows is not None
        }
        self.privileges = list(self.policy.privileges.values())
        self.cheaper = [self._numbers(privilege.kinds) for privilege in self.privileges]
        self._ages = [band.first for band in world.society.age_bands.values()]

    def _numbers(self, names: Sequence[str]) -> frozenset[int]:
        return frozenset(self.kinds[name] for name in names)

    def at(self, minute: int) -> Segment:
        """The segment of a minute of the run."""
        return [segment for segment in self.segments if segment.first_minute <= minute][-1]

    def at_end(self, step: int) -> Segment:
        """The segment of a step's last minute, which its close reads."""
        return self.at(self.world.end_of(step) - 1)

    def of_step(self, step: int) -> list[Segment]:
        """The segments that a step touches, in order."""
        first, last = self.at(step * self.world.step_minutes), self.at_end(step)
        return self.segments[first.number : last.number + 1]

    def clamp(self, score: int) -> int:
        """The nearest score on the scale."""
        return max(self.minimum, min(self.maximum, score))

    def band(self, score: int, bands: int = BINS) -> int:
        """Which of so many equal parts of the scale a score is in, from the lowest."""
        return (score - self.minimum) * bands // (self.maximum - self.minimum + 1)

    def adult(self, who: Archetype) -> bool:
        """Whether a citizen counts as adult, that is, can be scored."""
        return self._ages[who.age] >= self.policy.score.scored_from_age.value

    def standing(
        self, who: Archetype, score: int, segment: Segment, moved: Mapping[int, Sequence[int]] = UNMOVED
    ) -> frozenset[int]:
        """The consequences in force for an enrolled adult with this score.

        `moved` gives, of each consequence whose threshold moves, by how much it is for each group.
        """
        limits = self.limits(who, segment, moved)
        return frozenset(c for c, limit in enumerate(limits) if limit is not None and score < limit)

    def limits(
        self, who: Archetype, segment: Segment, moved: Mapping[int, Sequence[int]] = UNMOVED
    ) -> list[int | None]:
        """The threshold of each consequence for somebody, None where it is not in force; `moved` as above."""
        limits = [of_groups[who.group] for of_groups in segment.below]
        for c, by in moved.items():
            limit, between = limits[c], self.between[c]
            if limit is not None:
                limits[c] = max(between[0], min(between[1], limit + by[who.group]))
        return limits

    def favour(self, score: int, segment: Segment) -> frozenset[int]:
        """The privileges in force for an enrolled adult with this score."""
        return frozenset(p for p, limit in enumerate(segment.above) if limit is not None and score > limit)

    def tie_weights(self) -> tuple[Decimal, Decimal, Decimal]:
        """Shares of household, employer and friends in the pull of ties."""
        ties = self.policy.association
        return ties.household.value, ties.employer.value, ties.friends.value


def mean_coverage(urban_share: Decimal, urban: Decimal, rural: Decimal) -> Decimal:
    """Coverage of a region as a whole."""
    return total((urban_share * urban, (1 - urban_share) * rural))

"""Privileges as integers (specification, 16)."""

from __future__ import annotations

from math import floor

from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.scoring import OUT_OF_REACH, sixteenths
from underheaven.integer_tables import filled, table
from underheaven.mechanisms.privileges.rule import RewardTables
from underheaven.policy.matching import over


def tables(given: Given) -> RewardTables:
    """Thresholds of privileges, and what each makes cheaper, faster or more visible."""
    world, segments = given.world, given.segments
    policy, kinds = world.policy, list(world.society.acts)
    privileges = list(policy.privileges.values())
    above = filled((segments.count, len(privileges)), OUT_OF_REACH)
    for z, day in enumerate(segments.days):
        for p, privilege in enumerate(privileges):
            threshold = privilege.above.on(day)
            if threshold is not None and not over(policy, day):
                above[z, p] = sixteenths(threshold)
    sight = [floor(16 * p.visibility.value) if p.visibility is not None else 0 for p in privileges]
    return RewardTables(
        above=above,
        lowest=table([min([OUT_OF_REACH, *each.numbers]) for each in above]),
        eased=table(
            [sum(1 << p for p, what in enumerate(privileges) if kind in what.kinds) for kind in kinds]
        ),
        fast_lane=sum(1 << p for p, what in enumerate(privileges) if what.fast_lane),
        visibility=table(sight),
        visible=sum(1 << p for p, what in enumerate(privileges) if what.visibility is not None),
    )

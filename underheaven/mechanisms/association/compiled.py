"""Ties as integers (specification, 8.3)."""

from __future__ import annotations

from decimal import Decimal
from math import floor
from typing import Any

from underheaven.engine.compiling.schedule import Segments
from underheaven.engine.world import World
from underheaven.integer_tables import filled
from underheaven.policy.matching import over

DEGREES = 64


def weights(world: World, segment: int, segments: Segments) -> Any:
    """[8, 3, 64] weight of one tie by the types that a citizen has, its type and its degree."""
    ties = world.policy.association
    alpha = ties.alpha.on(segments.days[segment]) or Decimal(0)
    if world.policy.safeguards.no_association or over(world.policy, segments.days[segment]):
        alpha = Decimal(0)
    omega = (ties.household.value, ties.employer.value, ties.friends.value)
    out = filled((8, 3, DEGREES))
    for present in range(8):
        total = sum((omega[t] for t in range(3) if present >> t & 1), Decimal(0))
        for t in range(3):
            if present >> t & 1 and omega[t] > 0:
                for degree in range(1, DEGREES):
                    out[present, t, degree] = floor(65536 * alpha * omega[t] / total / degree)
    return out.tolist()

"""Rules, thresholds and ties as integers (specification, 3, 6.6, 7.6 and 8.3)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np

from underheaven.engine.compiling.schedule import Segments
from underheaven.engine.compiling.thresholds import floor
from underheaven.engine.world import World

NOT_IN_FORCE = -40_000
"""Below every score that can be stored."""
DEGREES = 64


def sixteenths(points: Decimal) -> int:
    """Points as sixteenths of a point; the schema has made sure that they are whole."""
    return int(points * 16)


def scoring_tables(world: World, segments: Segments) -> dict[str, Any]:
    """Points of each kind, thresholds of each consequence, and the weights of ties."""
    policy, kinds = world.policy, list(world.society.acts)
    consequences = list(policy.consequences.values())
    points = np.zeros((segments.count, len(kinds)), np.int64)
    heard = np.zeros((segments.count, len(kinds)), np.int64)
    below = np.full((segments.count, len(consequences)), NOT_IN_FORCE, np.int64)
    for z, day in enumerate(segments.days):
        for name, rule in policy.rules.items():
            points[z, kinds.index(name)] = sixteenths(rule.points_on(day)[0])
        for announcement in policy.announcements.values():
            if announcement.since <= day and (announcement.until is None or day <= announcement.until):
                for name in announcement.on:
                    heard[z, kinds.index(name)] += floor(announcement.dread.value)
        for c, consequence in enumerate(consequences):
            threshold = consequence.below.on(day)
            if threshold is not None:
                below[z, c] = sixteenths(threshold)
    per_day = np.zeros(len(kinds), np.int64)
    for name, rule in policy.rules.items():
        per_day[kinds.index(name)] = rule.per_day or 0
    return {
        "points": points,
        "per_day": per_day,
        "heard": heard,
        "below": below,
        "highest": below.max(axis=1, initial=NOT_IN_FORCE),
        "denying": np.array(
            [sum(1 << c for c, what in enumerate(consequences) if kind in what.denies) for kind in kinds],
            np.int64,
        ),
        "confining": sum(1 << c for c, what in enumerate(consequences) if what.confines),
        "weights": np.array([_weights(world, z, segments) for z in range(segments.count)], np.int64),
        "low": sixteenths(policy.score.minimum.value),
        "high": sixteenths(policy.score.maximum.value),
        "start": sixteenths(policy.score.start.value),
    }


def _weights(world: World, segment: int, segments: Segments) -> Any:
    """int64[8, 3, 64]: weight of one tie by the types that a citizen has, its type and its degree."""
    ties = world.policy.association
    alpha = ties.alpha.on(segments.days[segment]) or Decimal(0)
    omega = (ties.household.value, ties.employer.value, ties.friends.value)
    out = np.zeros((8, 3, DEGREES), np.int64)
    for present in range(8):
        total = sum((omega[t] for t in range(3) if present >> t & 1), Decimal(0))
        for t in range(3):
            if present >> t & 1 and omega[t] > 0:
                for degree in range(1, DEGREES):
                    out[present, t, degree] = floor(65536 * alpha * omega[t] / total / degree)
    return out

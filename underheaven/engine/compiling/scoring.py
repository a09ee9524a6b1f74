"""Rules, thresholds and ties as integers (specification, 3, 6.6, 7.6 and 8.3)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np

from underheaven.engine.compiling.safeguarding import points_on
from underheaven.engine.compiling.schedule import Segments
from underheaven.engine.compiling.thresholds import floor
from underheaven.engine.world import World
from underheaven.life.reward import RewardTables
from underheaven.policy.matching import over
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

NOT_IN_FORCE, OUT_OF_REACH = -40_000, 40_000
"""Below and above every score that can be stored."""
DEGREES = 64


def sixteenths(points: Decimal) -> int:
    """Points as sixteenths of a point; the schema has made sure that they are whole."""
    return int(points * 16)


def scoring_tables(world: World, segments: Segments) -> dict[str, Any]:
    """Points of each kind, thresholds of each consequence, and the weights of ties."""
    policy, society = world.policy, world.society
    kinds, guards = list(society.acts), policy.safeguards
    consequences, privileges = list(policy.consequences.values()), list(policy.privileges.values())
    points = np.zeros((2, segments.count, len(kinds)), np.int64)
    groups, acts = society.groups, society.acts
    below = np.full((segments.count, len(groups), len(consequences)), NOT_IN_FORCE, np.int64)
    above = np.full((segments.count, len(privileges)), OUT_OF_REACH, np.int64)
    for z, day in enumerate(segments.days):
        for k, (name, act) in enumerate(acts.items()):
            good, bad = points_on(policy, name, act, day)
            points[:, z, k] = sixteenths(bad), sixteenths(good)
        if over(policy, day):
            continue
        for c, consequence in enumerate(consequences):
            for g, group in enumerate(groups):
                threshold = consequence.below_of_group.get(group, consequence.below).on(day)
                if threshold is not None:
                    below[z, g, c] = sixteenths(threshold)
        for p, privilege in enumerate(privileges):
            threshold = privilege.above.on(day)
            if threshold is not None:
                above[z, p] = sixteenths(threshold)
    exempt = [guards.essential_services and act.essential for act in acts.values()]
    per_day = np.zeros(len(kinds), np.int64)
    for name, rule in policy.rules.items():
        per_day[kinds.index(name)] = rule.per_day or 0
    return {
        "points": points,
        "per_day": per_day,
        "ruled": points.any(axis=0).astype(np.uint8),
        "below": below,
        "highest": below.max(axis=(1, 2), initial=NOT_IN_FORCE),
        "reward": _reward(policy, kinds, above),
        "preventable": np.array(
            [
                act.outside and not exempt[k] and not guards.same_context
                for k, act in enumerate(acts.values())
            ],
            np.uint8,
        ),
        "context": _contexts(society),
        "same_context": int(guards.same_context),
        "barring": sum(1 << c for c, what in enumerate(consequences) if what.bars_representative),
        "denying": np.array(
            [
                sum(1 << c for c, what in enumerate(consequences) if kind in what.denies and not exempt[k])
                for k, kind in enumerate(kinds)
            ],
            np.int64,
        ),
        "confining": sum(1 << c for c, what in enumerate(consequences) if what.confines),
        "weights": np.array([_weights(world, z, segments) for z in range(segments.count)], np.int64),
        "low": sixteenths(policy.score.minimum.value),
        "high": sixteenths(policy.score.maximum.value),
        "start": sixteenths(policy.score.start.value),
    }


def _reward(policy: Policy, kinds: list[str], above: Any) -> RewardTables:
    privileges = list(policy.privileges.values())
    sight = [floor(16 * p.visibility.value) if p.visibility is not None else 0 for p in privileges]
    return RewardTables(
        above=above,
        lowest=above.min(axis=1, initial=OUT_OF_REACH),
        eased=np.array(
            [sum(1 << p for p, what in enumerate(privileges) if kind in what.kinds) for kind in kinds],
            np.int64,
        ),
        fast_lane=sum(1 << p for p, what in enumerate(privileges) if what.fast_lane),
        visibility=np.array(sight, np.int64),
        visible=sum(1 << p for p, what in enumerate(privileges) if what.visibility is not None),
    )


def _contexts(society: Society) -> Any:
    """int64[K]: each kind's context as a bit, in the order of the contexts' names."""
    names = sorted({act.context for act in society.acts.values()})
    return np.array([1 << names.index(act.context) for act in society.acts.values()], np.int64)


def _weights(world: World, segment: int, segments: Segments) -> Any:
    """int64[8, 3, 64]: weight of one tie by the types that a citizen has, its type and its degree."""
    ties = world.policy.association
    alpha = ties.alpha.on(segments.days[segment]) or Decimal(0)
    if world.policy.safeguards.no_association or over(world.policy, segments.days[segment]):
        alpha = Decimal(0)
    omega = (ties.household.value, ties.employer.value, ties.friends.value)
    out = np.zeros((8, 3, DEGREES), np.int64)
    for present in range(8):
        total = sum((omega[t] for t in range(3) if present >> t & 1), Decimal(0))
        for t in range(3):
            if present >> t & 1 and omega[t] > 0:
                for degree in range(1, DEGREES):
                    out[present, t, degree] = floor(65536 * alpha * omega[t] / total / degree)
    return out

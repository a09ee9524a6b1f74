"""Rules, thresholds and ties as integers (specification, 3, 6.6, 7.6 and 8.3)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from underheaven.engine.compiling.safeguarding import points_on
from underheaven.engine.compiling.schedule import Segments
from underheaven.engine.world import World
from underheaven.integer_tables import filled, table
from underheaven.mechanisms.association.compiled import weights
from underheaven.policy.matching import over
from underheaven.society.schema import Society

NOT_IN_FORCE, OUT_OF_REACH = -40_000, 40_000
"""Below and above every score that can be stored."""


def sixteenths(points: Decimal) -> int:
    """Points as sixteenths of a point; the schema has made sure that they are whole."""
    return int(points * 16)


def thresholds(world: World, segments: Segments) -> Any:
    """[Z, G, C] thresholds of consequences as the policy writes them down, in sixteenths."""
    policy, groups = world.policy, world.society.groups
    consequences = list(policy.consequences.values())
    below = filled((segments.count, len(groups), len(consequences)), NOT_IN_FORCE)
    for z, day in enumerate(segments.days):
        if over(policy, day):
            continue
        for c, consequence in enumerate(consequences):
            for g, group in enumerate(groups):
                threshold = consequence.below_of_group.get(group, consequence.below).on(day)
                if threshold is not None:
                    below[z, g, c] = sixteenths(threshold)
    return below


def scoring_tables(world: World, segments: Segments) -> dict[str, Any]:
    """Points of each kind, thresholds of each consequence, and the weights of ties."""
    policy, society = world.policy, world.society
    kinds, guards = list(society.acts), policy.safeguards
    consequences = list(policy.consequences.values())
    points = filled((2, segments.count, len(kinds)))
    ruled = filled((segments.count, len(kinds)), 0, "uint8")
    acts = society.acts
    below = thresholds(world, segments)
    for z, day in enumerate(segments.days):
        for k, (name, act) in enumerate(acts.items()):
            good, bad = points_on(policy, name, act, day)
            points[0, z, k], points[1, z, k] = sixteenths(bad), sixteenths(good)
            ruled[z, k] = int(points[0, z, k] != 0 or points[1, z, k] != 0)
    exempt = [guards.essential_services and act.essential for act in acts.values()]
    per_day = filled((len(kinds),))
    for name, rule in policy.rules.items():
        per_day[kinds.index(name)] = rule.per_day.value if rule.per_day else 0
    return {
        "points": points,
        "per_day": per_day,
        "ruled": ruled,
        "below": below,
        "highest": table([max(each.numbers, default=NOT_IN_FORCE) for each in below]),
        "preventable": table(
            [
                act.outside and not exempt[k] and not guards.same_context
                for k, act in enumerate(acts.values())
            ],
            "uint8",
        ),
        "context": _contexts(society),
        "same_context": int(guards.same_context),
        "barring": sum(1 << c for c, what in enumerate(consequences) if what.bars_representative),
        "denying": table(
            [
                sum(1 << c for c, what in enumerate(consequences) if kind in what.denies and not exempt[k])
                for k, kind in enumerate(kinds)
            ]
        ),
        "confining": sum(1 << c for c, what in enumerate(consequences) if what.confines),
        "weights": table([weights(world, z, segments) for z in range(segments.count)]),
        "low": sixteenths(policy.score.minimum.value),
        "high": sixteenths(policy.score.maximum.value),
        "start": sixteenths(policy.score.start.value),
    }


def _contexts(society: Society) -> Any:
    """[K] each kind's context as a bit, in the order of the contexts' names."""
    names = sorted({act.context for act in society.acts.values()})
    return table([1 << names.index(act.context) for act in society.acts.values()])

"""What is measured with the hospital, and without."""

from __future__ import annotations

from underheaven.engine.world import World
from underheaven.study.bench.changes import with_policy, with_society

NAME, PLACE = "hospital", 30


def without(world: World) -> World:
    """No queue, and nobody who is served before others."""
    slow = {name: each for name, each in world.policy.privileges.items() if not each.fast_lane}
    return with_society(with_policy(world, privileges=slow), hospital=None)

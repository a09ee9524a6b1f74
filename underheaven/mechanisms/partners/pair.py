"""What is measured with partners, and without."""

from __future__ import annotations

from underheaven.engine.world import World
from underheaven.study.bench.changes import with_policy, with_society

NAME, PLACE = "partners", 60


def without(world: World) -> World:
    """Nobody is shown to anybody."""
    unseen = {name: each for name, each in world.policy.privileges.items() if each.visibility is None}
    return with_society(with_policy(world, privileges=unseen), dating=None)

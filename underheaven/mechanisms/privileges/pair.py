"""What is measured with privileges, and without."""

from __future__ import annotations

from underheaven.engine.world import World
from underheaven.study.bench.changes import with_policy

NAME, PLACE = "privileges", 20


def without(world: World) -> World:
    """Nothing is won by a high score."""
    return with_policy(world, privileges={})

"""What is measured with places by rank, and without."""

from __future__ import annotations

from underheaven.engine.world import World
from underheaven.study.bench.changes import with_policy, with_society

NAME, PLACE = "places by rank", 40


def without(world: World) -> World:
    """No goods of which there is a fixed number."""
    return with_society(with_policy(world, positional={}), places={})

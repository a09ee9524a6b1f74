"""What is measured with denials in the same context only, which rules confinement out, and without."""

from __future__ import annotations

from underheaven.engine.world import World
from underheaven.study.bench.changes import guarded, with_policy

NAME, PLACE = "same context", 150


def without(world: World) -> World:
    """Nobody is kept at home."""
    kept = {name: each for name, each in world.policy.consequences.items() if not each.confines}
    return with_policy(world, consequences=kept)


def having(world: World) -> World:
    """An act is denied only for records of its own context, which rules confinement out."""
    return guarded("same_context")(without(world))

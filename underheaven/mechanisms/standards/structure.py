"""Standards that answer as a rule of the model that can be switched off."""

from __future__ import annotations

from underheaven.engine.world import World
from underheaven.study.bench.changes import with_policy

NAME, PLACE = "standards that answer", 50


def without(world: World) -> World:
    """Thresholds stay where they are written."""
    consequences = {
        name: each.model_copy(update={"follows": None}) for name, each in world.policy.consequences.items()
    }
    return with_policy(world, consequences=consequences)

"""What is measured with firms, and without."""

from __future__ import annotations

from underheaven.engine.world import World
from underheaven.study.bench.changes import with_policy, with_society

NAME, PLACE = "firms", 50


def without(world: World) -> World:
    """No firms and no scores of firms."""
    kept = {name: each for name, each in world.policy.consequences.items() if not each.bars_representative}
    return with_society(with_policy(world, firms=None, consequences=kept), firms=None)

"""Lasting differences as a rule of the model that can be switched off."""

from __future__ import annotations

from underheaven.engine.world import World
from underheaven.study.bench.changes import with_society

NAME, PLACE = "lasting differences", 10


def without(world: World) -> World:
    """Everybody of an archetype acts alike."""
    behaviour = world.society.behaviour.model_copy(update={"lasting": {}})
    return with_society(world, behaviour=behaviour)

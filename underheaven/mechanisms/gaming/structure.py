"""Gaming as a rule of the model that can be switched off."""

from __future__ import annotations

from underheaven.engine.world import World
from underheaven.study.bench.changes import with_society

NAME, PLACE = "gaming", 30


def without(world: World) -> World:
    """Nobody does anything for the score's sake; of a method that is secret throughout nobody does anyway."""
    policy = world.policy
    if min(policy.secrecy.values) == 1 and not policy.safeguards.published_method:
        return world
    return with_society(world, behaviour=world.society.behaviour.model_copy(update={"gaming": None}))

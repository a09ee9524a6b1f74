"""Perceived risk as a rule of the model that can be switched off."""

from __future__ import annotations

from underheaven.engine.world import World
from underheaven.study.bench.changes import with_society

NAME, PLACE = "perceived risk", 20


def without(world: World) -> World:
    """Nobody reckons with a record before it comes."""
    return with_society(world, behaviour=world.society.behaviour.model_copy(update={"deterrence": None}))

"""What is measured with gaming, which is in use only where the method is published, and without."""

from __future__ import annotations

from underheaven.engine.world import World
from underheaven.study.bench.changes import guarded, with_society

NAME, PLACE = "gaming", 110


having = guarded("published_method")


def without(world: World) -> World:
    """The method is published, and nobody does anything for the score's sake."""
    behaviour = world.society.behaviour.model_copy(update={"gaming": None})
    return with_society(having(world), behaviour=behaviour)

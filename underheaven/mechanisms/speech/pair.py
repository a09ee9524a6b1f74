"""What is measured with thresholds of speech, and without."""

from __future__ import annotations

from underheaven.engine.world import World
from underheaven.study.bench.changes import with_society

NAME, PLACE = "thresholds of speech", 70


def without(world: World) -> World:
    """Nobody waits for others to speak."""
    behaviour = world.society.behaviour.model_copy(update={"speech_thresholds": ()})
    return with_society(world, behaviour=behaviour)

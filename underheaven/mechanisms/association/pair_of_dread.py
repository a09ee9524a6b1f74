"""What is measured with dread at what befalls associates, and without."""

from __future__ import annotations

from underheaven.documents.quantity import Quantity
from underheaven.engine.world import World
from underheaven.study.bench.changes import with_society

NAME, PLACE = "dread of associates", 80


def without(world: World) -> World:
    """What happens to friends and relatives frightens nobody."""
    behaviour = world.society.behaviour
    dread = behaviour.dread.model_copy(update={"associate": Quantity(value=0)})
    return with_society(world, behaviour=behaviour.model_copy(update={"dread": dread}))

"""What is measured with gaming for what lies above, and with gaming for points."""

from __future__ import annotations

from decimal import Decimal

from underheaven.engine.world import World
from underheaven.mechanisms.gaming.model import Gaming
from underheaven.study.bench.changes import guarded, with_society

NAME, PLACE = "gaming for thresholds", 112
BEHAVIOUR = True

without = guarded("published_method")


def having(world: World) -> World:
    """The method is published, and people game for what lies above, by the kind that yields most."""
    world = without(world)
    gaming = world.society.behaviour.gaming
    if gaming is None:
        return world
    aimed = {
        **gaming.model_dump(exclude_none=True),
        "aims": "thresholds",
        "goods": {
            "classes": {"need": 1, "purchase": 1, "credit": 5},
            "yuan": Decimal("0.01"),
            "liberty": 500,
        },
    }
    behaviour = world.society.behaviour.model_copy(update={"gaming": Gaming.model_validate(aimed)})
    return with_society(world, behaviour=behaviour)

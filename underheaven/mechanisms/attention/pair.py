"""What is measured with hours and attention, and without."""

from __future__ import annotations

from decimal import Decimal

from underheaven.documents.quantity import DatedQuantity
from underheaven.engine.world import World
from underheaven.study.bench.changes import with_policy

NAME, PLACE = "hours and attention", 90


def without(world: World) -> World:
    """Every source sees as much at any hour, wherever it found something before."""
    steady = {"hours": (), "attention": DatedQuantity(value=Decimal(0)), "learning": None}
    sources = {name: each.model_copy(update=steady) for name, each in world.policy.sources.items()}
    return with_policy(world, sources=sources)

"""Attention that learns as a rule of the model that can be switched off."""

from __future__ import annotations

from underheaven.engine.world import World
from underheaven.study.bench.changes import with_policy

NAME, PLACE = "attention that learns", 40


def without(world: World) -> World:
    """Sources look where they are told to, whatever they have found."""
    sources = {
        name: each.model_copy(update={"learning": None}) for name, each in world.policy.sources.items()
    }
    return with_policy(world, sources=sources)

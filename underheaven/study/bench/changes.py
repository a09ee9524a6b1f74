"""Changes of a world, of which the two sides of a pair are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from underheaven.engine.world import World
from underheaven.policy.safeguard import model
from underheaven.policy.safeguards import Safeguards

Change = Callable[[World], World]


def as_it_is(world: World) -> World:
    """The world unchanged."""
    return world


def with_policy(world: World, **parts: Any) -> World:
    """The world under a policy of which some parts are others."""
    return replace(world, policy=world.policy.model_copy(update=parts))


def with_society(world: World, **parts: Any) -> World:
    """The world of a society of which some parts are others."""
    return replace(world, society=world.society.model_copy(update=parts))


def guarded(*names: str) -> Change:
    """The world with some safeguards, as strong as those of `rights-respecting`."""

    def change(world: World) -> World:
        given = model().safeguards
        return with_policy(world, safeguards=Safeguards(**{name: getattr(given, name) for name in names}))

    return change

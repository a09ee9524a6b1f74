"""What the engine is told of a world, hashed: what a dated file of results is current by."""

from __future__ import annotations

from typing import Any

from underheaven.documents.told import ORIGIN
from underheaven.engine.world import World
from underheaven.study.sweeping.kept import hash_of

NUMBERS = frozenset({"value", "values", "dated"})
"""One of these keys holds what a number is."""


def told(world: World) -> str:
    """A hash that changes with any number of a world; with no origin of one, nor with a new key not used.

    In hex. Seed and people are a part of it.
    """
    documents = {"policy": world.policy, "society": world.society}
    said = {
        name: _bare(document.model_dump(mode="json", exclude_defaults=True))
        for name, document in documents.items()
    }
    return hash_of({**world.identity(), **said})


def _bare(data: Any) -> Any:
    """Without the origins of numbers, also where some keys of an origin are left out."""
    if isinstance(data, dict):
        left_out = ORIGIN if NUMBERS & data.keys() else frozenset()
        return {key: _bare(each) for key, each in data.items() if key not in left_out}
    return [_bare(each) for each in data] if isinstance(data, list) else data

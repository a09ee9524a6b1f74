"""What the engine is told of a world, hashed: what a dated file of results is current by."""

from __future__ import annotations

from typing import Any

from underheaven.documents.told import ORIGIN
from underheaven.engine.world import World
from underheaven.study.sweeping.kept import hash_of

NUMBERS = frozenset({"value", "values", "dated"})
"""One of these keys holds what a number is."""
PROSE = frozenset({"about", "corrections", "sources", "title"})
"""Texts and lists of texts below these keys are for readers; no result hangs on them."""


def told(world: World) -> str:
    """A hash that changes with any number of a world; with no origin of one, nor with a new key not used,
    nor with a policy's `structure`, which is text.

    In hex. Seed and people are a part of it.
    """
    documents = {"policy": world.policy, "society": world.society}
    said = {
        name: _bare(document.model_dump(mode="json", exclude_defaults=True, exclude={"structure"}))
        for name, document in documents.items()
    }
    return hash_of({**world.identity(), **said})


def numbers_told(world: World) -> str:
    """A hash that changes with any number of a world's documents, and with where an assumed one may lie.

    In hex. Prose, seed, people, days, steps and renewal are no part of it.
    """
    documents = {"policy": world.policy, "society": world.society}
    said = {
        name: _with_ranges(document.model_dump(mode="json", exclude_defaults=True, exclude={"structure"}))
        for name, document in documents.items()
    }
    identity = world.identity()
    orders = {name: identity[name] for name in ("model_version", "policy_order", "society_order")}
    return hash_of({**orders, **said})


def kind_of_run(world: World) -> dict[str, Any]:
    """What else a run must have in common with another for a range to be of both, as plain JSON values."""
    return {
        "from": world.start.isoformat(),
        "step_minutes": world.step_minutes,
        "community_size": world.community_size,
        "renewal": world.renewal,
    }


def _bare(data: Any) -> Any:
    """Without the origins of numbers, also where some keys of an origin are left out."""
    if isinstance(data, dict):
        left_out = ORIGIN if NUMBERS & data.keys() else frozenset()
        return {key: _bare(each) for key, each in data.items() if key not in left_out}
    return [_bare(each) for each in data] if isinstance(data, list) else data


def _with_ranges(data: Any) -> Any:
    """Without prose, and of the origins of numbers only the ranges and whether they are assumed."""
    if isinstance(data, dict):
        left_out = {name for name in PROSE & data.keys() if _is_text(data[name])}
        if NUMBERS & data.keys():
            left_out |= ORIGIN - {"range"}
        bare = {key: _with_ranges(each) for key, each in data.items() if key not in left_out}
        return bare | ({"assumed": True} if "assumed" in left_out & data.keys() else {})
    return [_with_ranges(each) for each in data] if isinstance(data, list) else data


def _is_text(data: Any) -> bool:
    """Whether it is a text, or a list or a mapping of texts alone."""
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else [data]
    return all(isinstance(each, str) for each in inside)

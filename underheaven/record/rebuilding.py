"""The world of a run, made again from what its provenance says: every key and its type are checked first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from underheaven.documents.problems import InputError
from underheaven.engine.world import World
from underheaven.policy.fitness import check_fit
from underheaven.record.provenance import untrusted

TYPES: dict[str, tuple[type, str]] = {
    "model_version": (int, "a whole number"),
    "policy": (dict, "a policy"),
    "policy_order": (dict, "the orders of a policy's entries"),
    "society": (dict, "a society"),
    "society_order": (dict, "the orders of a society's entries"),
    "seed": (int, "a whole number"),
    "from": (str, "a day"),
    "to": (str, "a day"),
    "citizens": (int, "a whole number"),
    "step_minutes": (int, "a whole number"),
    "community_size": (int, "a whole number"),
    "renewal": (bool, "true or false"),
}
"""The keys of `World.identity`, and what each holds."""


def world_of(folder: Path, identity: dict[str, Any]) -> World:
    """The world with this identity; InputError about `folder`, with all that is wrong, if there is none."""
    faults = list(_wrong(identity))
    if faults:
        raise untrusted(folder, [f"world.{fault}" for fault in faults])
    try:
        world = World.of_identity(identity)
        check_fit(world.policy, world.society)
        return world
    except InputError as error:
        told = [f"{each.where or each.what}: {each.why}" for each in error.problems]
        raise untrusted(folder, [f"world: {each}" for each in told]) from error
    except ValidationError as error:
        told = [f"{'.'.join(map(str, each['loc']))[:80]}: {each['msg']}" for each in error.errors()]
        raise untrusted(folder, [f"world: {each}" for each in told]) from error
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError) as error:
        raise untrusted(folder, [f"world is none that can be lived ({type(error).__name__})"]) from error


def _wrong(identity: dict[str, Any]) -> Iterator[str]:
    for key, (kind, named) in TYPES.items():
        if key not in identity:
            yield f"{key} is missing"
        elif type(identity[key]) is not kind or (named == "a day" and not _is_day(identity[key])):
            yield f"{key} is not {named}"
    yield from (f"{key[:40]!r} is not a key of a world" for key in identity if key not in TYPES)


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False

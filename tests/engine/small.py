"""Small worlds that several tests run, and how to change one."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.cpu import Engine
from underheaven.engine.layout import layout_of
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.policy.schema import Policy, Source
from underheaven.society.archetypes import Archetypes
from underheaven.society.loading import load_society, society_from_text
from underheaven.society.schema import ATTRIBUTES, Society

policy_of = cache(load_policy)
society_of = cache(load_society)
NEW_YEAR = dt.date(2020, 1, 1)
"""From this day on everybody is enrolled in the scheme of the article."""


def shipped(
    policy: str = "article-2019",
    society: str = "riverton",
    *,
    start: dt.date = NEW_YEAR,
    days: int = 28,
    citizens: int = 2_000,
    **rest: Any,
) -> World:
    """A world of the catalogue."""
    last = start + dt.timedelta(days=days - 1)
    return World(policy_of(policy), society_of(society), rest.pop("seed", 7), start, last, citizens, **rest)


@cache
def dreading(society: str = "riverton") -> Society:
    """A society of the catalogue with people who dread what happens and do not reckon."""
    return society_from_text(f"society_of: {society}\nbehaviour: behaviour\nacts: acts\n", "dreading.yaml")


@cache
def answering(society: str = "riverton") -> Society:
    """The same with people who reckon with records, differ for life, and game for what lies above."""
    return society_from_text(f"society_of: {society}\nbehaviour: answering\n", "answering.yaml")


def exact(data: Any) -> Any:
    """What a file would hold: the decimals that were written in place of floats."""
    if isinstance(data, dict):
        return {key: exact(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [exact(value) for value in data]
    return Decimal(repr(data)) if isinstance(data, float) else data


def with_policy(world: World, **parts: Any) -> World:
    """The world under a policy some of whose parts, written as in a file, are others."""
    data = world.policy.model_dump(exclude_none=True)
    return replace(world, policy=Policy.model_validate({**data, **exact(parts)}))


REDRESS: dict[str, Any] = {
    "notice": {"days": 2},
    "review": {"strikes_wrong": 0.4, "strikes_true": 0.1},
    "appeal": {
        "appeals_wrong": 0.9,
        "appeals_true": 0.4,
        "upheld_wrong": 0.8,
        "upheld_true": 0.3,
        "days": 3,
        "capacity_per_1000_year": 20_000,
        "suspensive": True,
    },
    "expiry": {"days": 12, "records": "all"},
}
"""Safeguards under which records wait, are struck out, appealed and expire within a few weeks."""


def guarded(world: World, **safeguards: Any) -> World:
    """The world with these safeguards (`REDRESS` if none are named); nobody recovers or is confined."""
    score = world.policy.score.model_dump(exclude_none=True) | {"recovery": 0}
    consequences = {
        name: {**each.model_dump(exclude_none=True), "confines": False}
        for name, each in world.policy.consequences.items()
    }
    return with_policy(world, safeguards=safeguards or REDRESS, score=score, consequences=consequences)


def with_society(world: World, **parts: Any) -> World:
    """The world with a society some of whose parts, written as in a file, are others."""
    data = world.society.model_dump(exclude_none=True)
    return replace(world, society=Society.model_validate({**data, **exact(parts)}))


def totals(world: World, steps: Sequence[StepRecord], name: str) -> NDArray[np.int64]:
    """int64[T]: a column of the nation's tally, by step."""
    column = layout_of(world).column(name)
    return np.array([record.tallies[:, :, column].sum() for record in steps], np.int64)


def lived(engine: Engine, steps: int) -> list[StepRecord]:
    """Live so many more steps; returns their records."""
    found, records = list[StepRecord](), engine.records()
    while len(found) < steps:
        record = next(records)
        if isinstance(record, StepRecord):
            found.append(record)
    return found


def extreme(world: World) -> World:
    """The world with the longest scale and the most points, so that counts of points need 64 bits."""
    score = {"minimum": -2_048, "maximum": 2_047, "start": 0, "recovery": 0}
    rules = {kind: {"points": -2_048 if k % 2 else 2_047} for k, kind in enumerate(world.policy.rules)}
    return with_policy(world, score=score, rules=rules, consequences={})


def source(sees: dict[str, Any], **parts: Any) -> Source:
    """A source that covers everybody, unless something else is said."""
    coverage = {"urban": 1, "rural": 1}
    written = {"title": "Source", "coverage": coverage, "sees": sees, **parts}
    return Source.model_validate(exact(written))


def watched_by(world: World, **sources: Source) -> World:
    """The world with these sources alone, and rules for what they see."""
    kinds = {kind: None for each in sources.values() for kind in each.sees}
    written = {name: each.model_dump(exclude_none=True) for name, each in sources.items()}
    return with_policy(world, sources=written, rules={kind: {"points": -10} for kind in kinds})


def digits(society: Society) -> NDArray[np.int64]:
    """int64[A, 7]: the category of each attribute, for each archetype."""
    archetypes = Archetypes(society)
    return np.stack([archetypes.codes(attribute) for attribute in ATTRIBUTES], axis=1)


def blind(world: World, source: Source, day: dt.date) -> bool:
    """Whether safeguards leave a source nothing to see or to write on a day."""
    guards = world.policy.safeguards
    over = guards.sunset is not None and guards.sunset <= day
    return over or (guards.no_biometric_only and source.faces is not None)

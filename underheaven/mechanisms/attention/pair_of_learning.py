"""What is measured with attention that learns in every way, and with attention that learns in none."""

from __future__ import annotations

from decimal import Decimal

from underheaven.documents.quantity import DatedQuantity
from underheaven.engine.world import World
from underheaven.mechanisms.attention.model import Learning
from underheaven.study.bench.changes import as_it_is, with_policy

NAME, PLACE = "what attention learns", 95
BEHAVIOUR = True

without = as_it_is


def having(world: World) -> World:
    """Every source has a memory of four weeks, a prior, and full correction, and another source feeds it."""
    names = list(world.policy.sources)
    sources = {
        name: source.model_copy(
            update={
                "learning": Learning.model_validate(
                    {
                        "memory_days": 28,
                        "prior": {"per_person_year": 1},
                        "fed_by": {} if other == name else {other: 1},
                        "correction": DatedQuantity(value=Decimal(1))
                        if any(source.attention.values)
                        else None,
                    }
                )
            }
        )
        for name, other, source in zip(
            names, [*names[1:], *names[:1]], world.policy.sources.values(), strict=True
        )
    }
    return with_policy(world, sources=sources)

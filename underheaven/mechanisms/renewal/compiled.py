"""Renewal as integers (specification, 27)."""

from __future__ import annotations

from typing import Any

from underheaven.engine.compiling.schedule import YEAR_MINUTES
from underheaven.engine.compiling.thresholds import chance
from underheaven.engine.world import World
from underheaven.integer_tables import filled
from underheaven.society.numbering import Numbering


def renewing(world: World) -> Any:
    """[A] chance that a step ends with another occupant, 0 to 2^32; all 0 without renewal."""
    renewal, archetypes = world.society.renewal, Numbering(world.society)
    out = filled((archetypes.number,))
    if renewal is None or not world.renewal:
        return out
    age = archetypes.codes("age")
    for band, rate in renewal.per_year.items():
        gone = 1 - (-rate.value * world.step_minutes / YEAR_MINUTES).exp()
        for number, its in enumerate(age):
            if its == archetypes.categories["age"].index(band):
                out[number] = chance(gone)
    return out

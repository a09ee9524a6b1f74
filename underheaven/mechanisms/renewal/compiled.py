"""Renewal as integers (specification, 27)."""

from __future__ import annotations

from typing import Any

import numpy as np

from underheaven.engine.compiling.schedule import YEAR_MINUTES
from underheaven.engine.compiling.thresholds import chance
from underheaven.engine.world import World
from underheaven.society.archetypes import Archetypes


def renewing(world: World) -> Any:
    """int64[A]: chance that a step ends with another occupant, 0 to 2^32; all 0 without renewal."""
    renewal, archetypes = world.society.renewal, Archetypes(world.society)
    out = np.zeros(archetypes.number, np.int64)
    if renewal is None or not world.renewal:
        return out
    age = archetypes.codes("age")
    for band, rate in renewal.per_year.items():
        gone = 1 - (-rate.value * world.step_minutes / YEAR_MINUTES).exp()
        out[age == archetypes.categories["age"].index(band)] = chance(gone)
    return out

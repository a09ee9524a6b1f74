"""Looking for a partner as integers (specification, 25)."""

from __future__ import annotations

import numpy as np

from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.thresholds import chance
from underheaven.mechanisms.partners.rule import DatingTables
from underheaven.society.archetypes import Archetypes


def tables(given: Given) -> DatingTables:
    """The need, the rounds and the acceptance of looking for a partner."""
    world = given.world
    dating, sex = world.society.dating, Archetypes(world.society).codes("sex").astype(np.uint8)
    if dating is None:
        return DatingTables(-1, 0, 0, sex)
    return DatingTables(
        list(world.society.acts).index(dating.kind), dating.rounds, chance(dating.acceptance.value), sex
    )

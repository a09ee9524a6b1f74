"""What follows from an archetype alone, for tallies, sources and the scale (specification, 3.4 and 4)."""

from __future__ import annotations

from typing import Any

import numpy as np

from underheaven.engine.world import World
from underheaven.society.archetypes import Archetypes


def people_tables(world: World) -> dict[str, Any]:
    """Cell, class, and whether an archetype is scored by age and has an employer."""
    society = world.society
    archetypes = Archetypes(society)
    group, age, place = (archetypes.codes(attribute) for attribute in ("group", "age", "place"))
    bands = list(society.age_bands.items())
    adult = np.array([band.first >= world.policy.score.scored_from_age for _, band in bands], np.uint8)
    works = np.array([name in society.behaviour.employed_ages for name, _ in bands], np.uint8)
    return {
        "cell_of": ((group * 2 + place) * 5 + archetypes.codes("quintile")).astype(np.uint8),
        "class_of": (group * 2 + place).astype(np.uint8),
        "adult": adult[age],
        "employed": (works & adult)[age],
        "workplace_size": society.behaviour.workplace_size,
    }

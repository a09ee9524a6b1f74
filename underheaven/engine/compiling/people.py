"""What follows from an archetype alone, for tallies, sources and the scale (specification, 3.4 and 4)."""

from __future__ import annotations

from typing import Any

from underheaven.engine.world import World
from underheaven.integer_tables import table
from underheaven.society.numbering import Numbering


def people_tables(world: World) -> dict[str, Any]:
    """Cell, class, and whether an archetype is scored by age and has an employer."""
    society = world.society
    archetypes = Numbering(society)
    group, age, place = (archetypes.codes(attribute) for attribute in ("group", "age", "place"))
    bands = list(society.age_bands.items())
    adult = [band.first >= world.policy.score.scored_from_age.value for _, band in bands]
    works = [name in society.behaviour.employed_ages for name, _ in bands]
    classes, quintile = [g * 2 + p for g, p in zip(group, place, strict=True)], archetypes.codes("quintile")
    return {
        "cell_of": table([c * 5 + q for c, q in zip(classes, quintile, strict=True)], "uint8"),
        "class_of": table(classes, "uint8"),
        "adult": table([adult[a] for a in age], "uint8"),
        "employed": table([works[a] and adult[a] for a in age], "uint8"),
        "workplace_size": society.behaviour.workplace_size.value,
    }

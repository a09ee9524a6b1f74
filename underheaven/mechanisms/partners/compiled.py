"""Looking for a partner as integers (specification, 25)."""

from __future__ import annotations

from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.thresholds import chance
from underheaven.integer_tables import table
from underheaven.mechanisms.partners.rule import DatingTables
from underheaven.society.numbering import Numbering


def tables(given: Given) -> DatingTables:
    """The need, the rounds and the acceptance of looking for a partner."""
    world = given.world
    dating, sex = world.society.dating, table(Numbering(world.society).codes("sex"), "uint8")
    if dating is None:
        return DatingTables(-1, 0, 0, sex)
    return DatingTables(
        list(world.society.acts).index(dating.kind), dating.rounds.value, chance(dating.acceptance.value), sex
    )

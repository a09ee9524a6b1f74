"""Places as integers (specification, 18)."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from math import floor

from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.regions import density
from underheaven.engine.world import MINUTES_PER_DAY
from underheaven.integer_tables import filled, table
from underheaven.keys import name_key
from underheaven.mechanisms.places.rule import LIMBS, PlaceTables, limbs_of
from underheaven.policy.matching import over
from underheaven.society.numbering import Numbering


def tables(given: Given) -> PlaceTables:
    """When places are allotted, by rank or by lot, and what losing one costs."""
    world = given.world
    places, policy = world.society.places, world.policy
    years = [world.year_of(step) for step in range(world.steps)]
    allotted = [step > 0 and years[step] != years[step - 1] for step in range(world.steps)]
    ranked = filled((world.steps, len(places)))
    for q, name in enumerate(places):
        good = policy.positional.get(name)
        for step in range(world.steps):
            first = world.start + dt.timedelta(days=step * world.step_minutes // MINUTES_PER_DAY)
            ranked[step, q] = int(good is not None and good.since <= first and not over(policy, first))
    return PlaceTables(
        allotted=table([new and len(places) > 0 for new in allotted]),
        ranked=ranked,
        with_child=table([p.families == "with_small_child" for p in places.values()]),
        hardship=table([floor(p.hardship.value) for p in places.values()]),
        child=table(Numbering(world.society).codes("child"), "uint8"),
        key=table([name_key(name) for name in places], "uint64"),
        room=table(
            [
                [limbs_of(Fraction(p.share.value * density(region, p.density))) for p in places.values()]
                for region in world.society.regions.values()
            ],
            "int64",
            *(len(world.society.regions), len(places), LIMBS),
        ),
    )

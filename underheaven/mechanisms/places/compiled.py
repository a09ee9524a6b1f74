"""Places as integers (specification, 18)."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import numpy as np

from underheaven.draws import name_key
from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.regions import density
from underheaven.engine.compiling.thresholds import floor
from underheaven.engine.world import MINUTES_PER_DAY
from underheaven.mechanisms.places.rule import LIMBS, PlaceTables, limbs_of
from underheaven.policy.matching import over
from underheaven.society.archetypes import Archetypes


def tables(given: Given) -> PlaceTables:
    """When places are allotted, by rank or by lot, and what losing one costs."""
    world = given.world
    places, policy = world.society.places, world.policy
    years = [world.year_of(step) for step in range(world.steps)]
    allotted = np.array(
        [step > 0 and years[step] != years[step - 1] for step in range(world.steps)], np.int64
    )
    ranked = np.zeros((world.steps, len(places)), np.int64)
    for q, name in enumerate(places):
        good = policy.positional.get(name)
        for step in range(world.steps):
            first = world.start + dt.timedelta(days=step * world.step_minutes // MINUTES_PER_DAY)
            ranked[step, q] = good is not None and good.since <= first and not over(policy, first)
    return PlaceTables(
        allotted=allotted * (len(places) > 0),
        ranked=ranked,
        with_child=np.array([p.families == "with_small_child" for p in places.values()], np.int64),
        hardship=np.array([floor(p.hardship.value) for p in places.values()], np.int64),
        child=Archetypes(world.society).codes("child").astype(np.uint8),
        key=np.array([name_key(name) for name in places], np.uint64),
        room=np.array(
            [
                [limbs_of(Fraction(p.share.value * density(region, p.density))) for p in places.values()]
                for region in world.society.regions.values()
            ],
            np.int64,
        ).reshape(len(world.society.regions), len(places), LIMBS),
    )

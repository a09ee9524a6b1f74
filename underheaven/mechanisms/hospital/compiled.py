"""The hospital as integers (specification, 17)."""

from __future__ import annotations

from math import floor

from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.regions import density
from underheaven.engine.compiling.schedule import YEAR_MINUTES
from underheaven.integer_tables import filled, table
from underheaven.mechanisms.hospital.rule import HospitalTables

ONE = 1 << 16


def tables(given: Given) -> HospitalTables:
    """Capacity, length of service and spread of the hospital in each region."""
    world = given.world
    hospital, regions = world.society.hospital, list(world.society.regions.values())
    if hospital is None:
        return HospitalTables(-1, 0, 0, filled((len(regions),)), 0)
    room = [
        floor(
            (1 << 20)
            * hospital.visits_per_person_year.value
            * density(region, hospital.density)
            * n
            * world.step_minutes
            / YEAR_MINUTES
        )
        for region, n in zip(regions, world.citizens_of_regions, strict=True)
    ]
    return HospitalTables(
        kind=list(world.society.acts).index(hospital.kind),
        service=floor(16 * hospital.minutes_per_visit.value),
        spread=floor(ONE * (1 + hospital.variation.value**2) / 2),
        capacity=table(room),
        usual=floor(ONE * hospital.usual_load.value),
    )

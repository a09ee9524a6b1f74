"""What a society has of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.words import Row, percent, value
from underheaven.society.schema import Society

HEADING, PLACE = "Hospital", 10


def rows(society: Society) -> Iterator[Row]:
    """What the hospital serves, and how fast."""
    if (hospital := society.hospital) is not None:
        density = f", times the density of {hospital.density}" if hospital.density else ""
        yield "serves", hospital.kind, ""
        yield "capacity", f"{value(hospital.visits_per_person_year)} visits a person and year", density[2:]
        spread = f"varies by {value(hospital.variation)} of the mean"
        yield "a visit", f"{value(hospital.minutes_per_visit)} minutes", spread
        yield "usual load", percent(hospital.usual_load), "before any visit is counted"

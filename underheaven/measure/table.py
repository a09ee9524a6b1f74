"""Every measure there is, in one table: they are computed and documented from it."""

from __future__ import annotations

from underheaven.measure import (
    chill,
    confinement,
    credit,
    denial,
    error,
    firms,
    gaming,
    hospital,
    partners,
    places,
    privilege,
    redress,
    renewal,
    spiral,
    standing,
    ties,
    watch,
)
from underheaven.measure.specification import Specification

SUBJECTS: dict[str, tuple[Specification, ...]] = {
    "Standing": standing.SPECIFICATIONS,
    "Privileges": privilege.SPECIFICATIONS,
    "Denial": denial.SPECIFICATIONS,
    "The hospital": hospital.SPECIFICATIONS,
    "Places": places.SPECIFICATIONS,
    "Spells": confinement.SPECIFICATIONS,
    "Error": error.SPECIFICATIONS,
    "Watch": watch.SPECIFICATIONS,
    "Redress": redress.SPECIFICATIONS,
    "Chill": chill.SPECIFICATIONS,
    "Gaming": gaming.SPECIFICATIONS,
    "Ties": ties.SPECIFICATIONS,
    "Partners": partners.SPECIFICATIONS,
    "Spiral": spiral.SPECIFICATIONS,
    "Credit": credit.SPECIFICATIONS,
    "Firms": firms.SPECIFICATIONS,
    "Renewal": renewal.SPECIFICATIONS,
}
SPECIFICATIONS = tuple(each for them in SUBJECTS.values() for each in them)

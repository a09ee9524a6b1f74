"""Every measure there is, in one table: they are computed and documented from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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


def registered(subjects: Mapping[str, Iterable[Specification]]) -> dict[str, Specification]:
    """Every measure by name. ValueError where two have one name."""
    found: dict[str, Specification] = {}
    for subject, specifications in subjects.items():
        for each in specifications:
            if each.name in found:
                raise ValueError(f"the measure '{each.name}' is registered twice, again under '{subject}'")
            found[each.name] = each
    return found


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
BY_NAME = registered(SUBJECTS)
SPECIFICATIONS = tuple(BY_NAME.values())

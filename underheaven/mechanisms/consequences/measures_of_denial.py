"""Denial: what standing, and nothing else, kept people from."""

from __future__ import annotations

from underheaven.measure.specification import NOBODY, SPECIFICATION, Specification

SUBJECT, PLACE = "Denial", 30

SPECIFICATIONS = (
    Specification(
        name="denied",
        title="Acts denied because of standing",
        unit="per thousand person-years",
        formula="1000 × denied / enrolled adult person-years",
        source=SPECIFICATION,
        direction="more: more people kept from what they need",
        label="emergent",
        undefined=NOBODY,
        expression={"per_thousand_years": [["act.*.denied"], ["person.enrolled_minutes"]]},
    ),
    Specification(
        name="denied.KIND",
        title="Denied because of standing",
        unit="per thousand person-years",
        formula="1000 × denied of this kind / enrolled adult person-years",
        source=SPECIFICATION,
        direction="more: more people kept from what they need",
        label="emergent",
        undefined=NOBODY,
        expression={"per_thousand_years": [["act.{kind}.denied"], ["person.enrolled_minutes"]]},
        entries="denied_kinds",
    ),
    Specification(
        name="prevented",
        title="Acts that confinement prevented",
        unit="per thousand person-years",
        formula="1000 × prevented / enrolled adult person-years",
        source=SPECIFICATION,
        direction="more: more life lost to confinement",
        label="emergent",
        undefined=NOBODY,
        expression={"per_thousand_years": [["act.*.prevented"], ["person.enrolled_minutes"]]},
    ),
)

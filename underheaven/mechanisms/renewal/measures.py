"""Renewal: how often somebody else takes a person's place."""

from __future__ import annotations

from underheaven.measure.specification import NO_PEOPLE, Specification

SUBJECT, PLACE = "Renewal", 170

SPECIFICATIONS = (
    Specification(
        name="replaced",
        title="People whose place somebody else takes",
        unit="per thousand person-years of everybody",
        formula="1000 × replaced (born, died or moved) / person-years of everybody",
        source="specification, section 27",
        direction="more: scores are forgotten sooner",
        label="input",
        undefined=NO_PEOPLE,
        expression={"per_thousand_years": [["person.replaced"], ["person.person_minutes"]]},
        where="renewal",
    ),
)

"""Redress: what is struck out, appealed, given back and forgotten, and how long an appeal takes."""

from __future__ import annotations

from underheaven.measure.expression import sixteenths
from underheaven.measure.specification import NO_PEOPLE, NOBODY, Specification

SUBJECT, PLACE = "Redress", 90

SECTION = "specification, section 23"
NO_APPEAL = "no such appeal was filed"
WHOLE = 1 << 20
"""One appeal of the backlog (specification, section 28)."""

SPECIFICATIONS = (
    Specification(
        name="points_returned",
        title="Points given back",
        unit="points a year",
        formula="Σ |change of own scores| by upheld appeals and expiry / enrolled adult person-years",
        source=SECTION,
        direction="more: more is set right, or forgotten",
        label="emergent",
        undefined=NOBODY,
        expression={"per_year": [sixteenths("person.points_returned"), ["person.enrolled_minutes"]]},
        where="appeal_or_expiry",
    ),
    Specification(
        name="expired",
        title="Records that ended by their date",
        unit="per thousand person-years",
        formula="1000 × expired / enrolled adult person-years",
        source=SECTION,
        direction="more: more is forgotten",
        label="emergent",
        undefined=NOBODY,
        expression={"per_thousand_years": [["person.records_expired"], ["person.enrolled_minutes"]]},
        where="expiry",
    ),
    Specification(
        name="appeals",
        title="Appeals filed",
        unit="per thousand person-years",
        formula="1000 × appeals against true and wrong records / enrolled adult person-years",
        source=SECTION,
        direction="more: more is contested",
        label="emergent",
        undefined=NOBODY,
        expression={
            "per_thousand_years": [
                ["person.appeals_true", "person.appeals_wrong"],
                ["person.enrolled_minutes"],
            ]
        },
        where="appeal",
    ),
    *(
        Specification(
            name=f"upheld_{what}",
            title=f"Appeals upheld against {what} records",
            unit="share",
            formula="upheld / filed, each in its own step: what is filed late is decided after the period",
            source=SECTION,
            direction=direction,
            label="input",
            undefined=NO_APPEAL,
            expression={"ratio": [[f"person.upheld_{what}"], [f"person.appeals_{what}"]]},
            where="appeal",
        )
        for what, direction in (
            ("true", "more: the office forgives, or errs"),
            ("wrong", "more: more of what is wrong is set right"),
        )
    ),
    Specification(
        name="appeal_wait",
        title="Time from an appeal to its decision",
        unit="days",
        formula="days of the procedure + mean wait in the queue of the appeals filed, as it stood then",
        source="specification, section 28",
        direction="more: wrong points weigh for longer",
        label="emergent",
        undefined="no appeal was filed",
        expression={
            "plus": [
                {"world": "appeal.days"},
                {"times": [{"world": "days_a_step"}, {"ratio": [["queue.wait"], ["queue.appeals"]]}]},
            ]
        },
        where="appeal",
        of="queue",
    ),
    Specification(
        name="appeal_backlog",
        title="Appeals in the queue",
        unit="per thousand people",
        formula="1000 × backlog at the end of each step / person-steps of everybody",
        source="specification, section 28",
        direction="more: the offices are further behind",
        label="emergent",
        undefined=NO_PEOPLE,
        expression={"per_thousand": [{"ratio": [["queue.backlog"], WHOLE]}, ["person.persons"]]},
        where="appeal",
        of="queue",
    ),
    *(
        Specification(
            name=f"struck_{what}",
            title=f"{what.capitalize()} records struck out by review",
            unit="share",
            formula=f"{what} records struck out / {what} records before review",
            source=SECTION,
            direction=direction,
            label="input",
            undefined="there was no such record",
            expression={"ratio": [[f"person.struck_{what}"], [f"person.struck_{what}", f"act.*.{written}"]]},
            where="review",
            highest=1.0,
        )
        for what, written, direction in (
            ("true", "recorded", "more: the reviewers forgive, or err"),
            ("wrong", "wrong", "more: fewer people are accused of what others did"),
        )
    ),
)

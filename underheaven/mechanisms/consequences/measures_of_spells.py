"""Spells under a consequence: how they begin and end, how many never do, and what confinement costs.

A spell begins with a step that ends under the consequence after one that did not, and ends the other way
round. A spell of a person whose place somebody else takes (renewal) does not end.
"""

from __future__ import annotations

from underheaven.measure.specification import NOBODY, SPECIFICATION, Specification

SUBJECT, PLACE = "Spells", 60

NO_END = "no such spell ended"
LEFT = "consequence.{consequence}.left"
WAYS = {
    "rule": (
        "by a change of the rules",
        "of those that ended: the score before was not below the new threshold",
        (f"{LEFT}_by_rule",),
    ),
    "redress": (
        "by redress",
        "of those that ended otherwise: those whose points were given back in that step",
        (f"{LEFT}_by_redress",),
    ),
    "itself": (
        "by good records, recovery or others",
        "of those that ended: neither by rule nor by redress",
        (LEFT, f"-{LEFT}_by_rule", f"-{LEFT}_by_redress"),
    ),
}
"""How a spell ends: in words, by which formula, and the columns that count it."""

SPECIFICATIONS = (
    *(
        Specification(
            name=f"{name}.CONSEQUENCE",
            title=title,
            unit="per thousand person-years",
            formula=f"1000 × spells {name} / enrolled adult person-years",
            source=SPECIFICATION,
            direction=direction,
            label="emergent",
            undefined=NOBODY,
            expression={
                "per_thousand_years": [[f"consequence.{{consequence}}.{column}"], ["person.enrolled_minutes"]]
            },
            entries="consequences",
        )
        for name, title, direction, column in (
            ("begun", "Spells begun under", "more: more people fall under it, or more often", "entered"),
            ("ended", "Spells ended under", "more: more people leave it, or more often", "left"),
        )
    ),
    *(
        Specification(
            name=f"ended_by_{way}.CONSEQUENCE",
            title=f"Spells ended {title} under",
            unit="share",
            formula=formula,
            source=SPECIFICATION,
            direction="more: more of those who leave it leave it so",
            label="emergent",
            undefined=NO_END,
            expression={"ratio": [list(terms), ["consequence.{consequence}.left"]]},
            entries="consequences",
            highest=1.0,
        )
        for way, (title, formula, terms) in WAYS.items()
    ),
    Specification(
        name="unended.CONSEQUENCE",
        title="Spells that did not end under",
        unit="share",
        formula="(begun − ended) / begun, from the first day of the run to the end of the period",
        source=SPECIFICATION,
        direction="more: more people never come out",
        label="emergent",
        undefined="no such spell began",
        expression={
            "ratio": [
                ["consequence.{consequence}.entered", "-consequence.{consequence}.left"],
                ["consequence.{consequence}.entered"],
            ]
        },
        entries="consequences",
        highest=1.0,
        from_start=True,
    ),
    Specification(
        name="confined_income",
        title="Income lost to confinement",
        unit="yuan a year per adult in the scheme",
        formula="Σ income of the quintile over steps of the employed in confinement / enrolled person-steps",
        source=SPECIFICATION,
        direction="more: confinement takes more",
        label="calibrated",
        undefined=NOBODY,
        expression={"ratio": [["confined_income"], ["person.enrolled"]]},
        where="income_confined",
    ),
)

"""Spells under a consequence: how they begin and end, how many never do, and what confinement costs.

A spell begins with a step that ends under the consequence after one that did not, and ends the other way
round. A spell of a person whose place somebody else takes (renewal) does not end.
"""

from __future__ import annotations

from functools import partial

from underheaven.measure.counts import Counts, Floats, ratio
from underheaven.measure.denial import THOUSAND
from underheaven.measure.specification import (
    NOBODY,
    SPECIFICATION,
    Specification,
    every_consequence,
    one,
    when,
)

NO_END = "no such spell ended"
WAYS = {
    "rule": (
        "by a change of the rules",
        "of those that ended: the score before was not below the new threshold",
    ),
    "redress": (
        "by redress",
        "of those that ended otherwise: those whose points were given back in that step",
    ),
    "itself": ("by good records, recovery or others", "of those that ended: neither by rule nor by redress"),
}


def begun(counts: Counts, consequence: str) -> Floats:
    """Spells begun per thousand enrolled adult person-years."""
    return ratio(THOUSAND * counts[f"consequence.{consequence}.entered"], counts.enrolled_years)


def ended(counts: Counts, consequence: str) -> Floats:
    """Spells ended per thousand enrolled adult person-years."""
    return ratio(THOUSAND * counts[f"consequence.{consequence}.left"], counts.enrolled_years)


def ended_by(counts: Counts, consequence: str, way: str) -> Floats:
    """Share of the spells ended that ended by `rule`, by `redress` or by `itself`."""
    part = {what: counts[f"consequence.{consequence}.left_by_{what}"] for what in ("rule", "redress")}
    left = counts[f"consequence.{consequence}.left"]
    return ratio(part[way] if way in part else left - part["rule"] - part["redress"], left)


def unended(counts: Counts, consequence: str) -> Floats:
    """Share of the spells begun since the run began that have not ended."""
    started = counts[f"consequence.{consequence}.entered"]
    return ratio(started - counts[f"consequence.{consequence}.left"], started)


def income(counts: Counts) -> Floats:
    """Yuan of income that confinement takes, a year per adult in the scheme."""
    return ratio(counts["confined_income"], counts["person.enrolled"])


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
            bind=every_consequence(function),
            each="consequence",
        )
        for name, title, direction, function in (
            ("begun", "Spells begun under", "more: more people fall under it, or more often", begun),
            ("ended", "Spells ended under", "more: more people leave it, or more often", ended),
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
            bind=every_consequence(partial(ended_by, way=way)),
            each="consequence",
            highest=1.0,
        )
        for way, (title, formula) in WAYS.items()
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
        bind=every_consequence(unended),
        each="consequence",
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
        bind=when(lambda frame: frame.confining and any(frame.income), one(income)),
    ),
)

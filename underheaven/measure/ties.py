"""Ties: sanctions that one's own record would not give, and those it would and others spare."""

from __future__ import annotations

from underheaven.measure.counts import Counts, Floats, ratio
from underheaven.measure.frame import SIXTEENTHS
from underheaven.measure.specification import (
    NO_ANY,
    NO_SANCTION,
    NOBODY,
    Specification,
    every_consequence,
    one,
)


def any_by_ties(counts: Counts) -> Floats:
    """Share of person-steps under any consequence that one's own record would put under none."""
    return ratio(counts["person.any_by_ties"], counts["person.any_under"])


def under_by_ties(counts: Counts) -> Floats:
    """Share of enrolled adult person-steps under a consequence that one's own record would put under none."""
    return ratio(counts["person.any_by_ties"], counts["person.enrolled"])


def by_ties(counts: Counts, consequence: str) -> Floats:
    """Share of person-steps under a consequence that one's own record would not put under it."""
    return ratio(counts[f"consequence.{consequence}.by_ties"], counts[f"consequence.{consequence}.under"])


def spared(counts: Counts, consequence: str) -> Floats:
    """Share spared by ties of the person-steps that their own record would put under a consequence."""
    part = {
        what: counts[f"consequence.{consequence}.{what}"] for what in ("under", "by_ties", "spared_by_ties")
    }
    by_own_record = part["under"] - part["by_ties"] + part["spared_by_ties"]
    return ratio(part["spared_by_ties"], by_own_record)


def pull(counts: Counts) -> Floats:
    """Mean distance of the shown score from the own record, points."""
    return ratio(counts["person.pull_sum"] / SIXTEENTHS, counts["person.enrolled"])


SPECIFICATIONS = (
    Specification(
        name="by_ties",
        title="Sanctioned time due to ties",
        unit="share",
        formula="of the person-steps under any consequence, those under none by their own record",
        source="specification, section 3.3",
        direction="more: more people punished for others",
        label="emergent",
        undefined=NO_ANY,
        bind=one(any_by_ties),
        highest=1.0,
    ),
    Specification(
        name="by_ties.CONSEQUENCE",
        title="Time due to ties under",
        unit="share",
        formula="person-steps under it whose own record is not below the threshold / person-steps under it",
        source="specification, section 3.3",
        direction="more: more people punished for others",
        label="emergent",
        undefined=NO_SANCTION,
        bind=every_consequence(by_ties),
        each="consequence",
        highest=1.0,
    ),
    Specification(
        name="under_by_ties",
        title="People under a consequence because of others",
        unit="share",
        formula="person-steps of `by_ties` that are due to ties / enrolled adult person-steps",
        source="specification, section 3.3",
        direction="more: more people punished for others",
        label="emergent",
        undefined=NOBODY,
        bind=one(under_by_ties),
        highest=1.0,
    ),
    Specification(
        name="spared.CONSEQUENCE",
        title="Spared by ties from",
        unit="share",
        formula="spared / (under − by ties + spared): of those whose own record is below the threshold",
        source="specification, section 3.3",
        direction="more: standing is lent to more people",
        label="emergent",
        undefined="nobody's own record is below the threshold",
        bind=every_consequence(spared),
        each="consequence",
        highest=1.0,
    ),
    Specification(
        name="pull",
        title="Distance of the score from the own record",
        unit="points",
        formula="Σ |shown − own| / enrolled adults, over person-steps",
        source="DeGroot 1974; Friedkin and Johnsen 1999",
        direction="more: others weigh more",
        label="emergent",
        undefined=NOBODY,
        bind=one(pull),
    ),
)

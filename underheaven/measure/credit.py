"""Credit: what is granted, and what is paid back."""

from __future__ import annotations

from underheaven.measure.counts import Counts, Floats, ratio
from underheaven.measure.denial import THOUSAND
from underheaven.measure.specification import NO_ADULTS, Specification, one, when

SECTION = "specification, section 20"


def granted(counts: Counts) -> Floats:
    """Credit granted, per thousand adult person-years."""
    return ratio(THOUSAND * counts.acts("done", counts.frame.credit), counts.adult_years)


def repaid(counts: Counts) -> Floats:
    """Share of the credit granted that is paid back."""
    kinds = counts.frame.credit
    return ratio(counts.acts("repaid", kinds), counts.acts("done", kinds))


def defaulted(counts: Counts) -> Floats:
    """Credit granted and not paid back, per thousand adult person-years."""
    kinds = counts.frame.credit
    return ratio(THOUSAND * (counts.acts("done", kinds) - counts.acts("repaid", kinds)), counts.adult_years)


SPECIFICATIONS = (
    Specification(
        name="granted",
        title="Credit granted",
        unit="per thousand adult person-years",
        formula="1000 × done, of kinds of credit with a repayment / adult person-years",
        source=SECTION,
        direction="more: more is lent",
        label="emergent",
        undefined=NO_ADULTS,
        bind=when(lambda frame: frame.credit, one(granted)),
    ),
    Specification(
        name="repaid",
        title="Credit paid back",
        unit="share",
        formula="repaid / granted",
        source="Liu and others 2018",
        direction="less: more borrowers are ruined by what was lent to them",
        label="calibrated",
        undefined="nothing was granted",
        bind=when(lambda frame: frame.credit, one(repaid)),
        highest=1.0,
    ),
    Specification(
        name="defaulted",
        title="Credit not paid back",
        unit="per thousand adult person-years",
        formula="1000 × (granted − repaid) / adult person-years",
        source="Liu and others 2018",
        direction="more: more borrowers are ruined by what was lent to them",
        label="calibrated",
        undefined=NO_ADULTS,
        bind=when(lambda frame: frame.credit, one(defaulted)),
    ),
)

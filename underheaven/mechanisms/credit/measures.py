"""Credit: what is granted, and what is paid back."""

from __future__ import annotations

from underheaven.measure.specification import NO_ADULTS, Specification

SUBJECT, PLACE = "Credit", 150

SECTION = "specification, section 20"

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
        expression={"per_thousand_years": [["act.{credit}.done"], ["person.adult_minutes"]]},
        where="credit",
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
        expression={"ratio": [["act.{credit}.repaid"], ["act.{credit}.done"]]},
        where="credit",
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
        expression={
            "per_thousand_years": [["act.{credit}.done", "-act.{credit}.repaid"], ["person.adult_minutes"]]
        },
        where="credit",
    ),
)

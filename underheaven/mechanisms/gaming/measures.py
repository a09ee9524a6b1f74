"""Gaming: acts that are done for the score alone."""

from __future__ import annotations

from underheaven.measure.specification import NOBODY, Specification

SUBJECT, PLACE = "Gaming", 110

SECTION = "specification, section 22; Hardt and others 2016"

SPECIFICATIONS = (
    Specification(
        name="gamed",
        title="Acts done for the score alone",
        unit="per thousand person-years",
        formula="1000 × gamed / enrolled adult person-years",
        source=SECTION,
        direction="more: more is done that is not meant",
        label="calibrated",
        undefined=NOBODY,
        expression={"per_thousand_years": [["act.*.gamed"], ["person.enrolled_minutes"]]},
        where="gaming",
    ),
    Specification(
        name="gamed_share",
        title="Good acts that are done for the score alone",
        unit="share",
        formula=(
            "gamed / (gamed + done by people in the scheme under a rule), of kinds that can be gamed; what "
            "sees the one sees the other, so that it is also the share of what is recorded"
        ),
        source=SECTION,
        direction="more: a good record says less",
        label="calibrated",
        undefined="no such act was done",
        expression={"ratio": [["act.{gameable_kinds}.gamed"], ["act.{gameable_kinds}.answerable"]]},
        where="gaming",
        highest=1.0,
    ),
)

"""Ties: sanctions that one's own record would not give, and those it would and others spare."""

from __future__ import annotations

from underheaven.measure.expression import sixteenths
from underheaven.measure.specification import NO_ANY, NO_SANCTION, NOBODY, Specification

SUBJECT, PLACE = "Ties", 120

NOT_BELOW = "nobody's own record is below the threshold"

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
        expression={"ratio": [["person.any_by_ties"], ["person.any_under"]]},
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
        expression={"ratio": [["consequence.{consequence}.by_ties"], ["consequence.{consequence}.under"]]},
        entries="consequences",
        highest=1.0,
    ),
    *(
        Specification(
            name=name,
            title=title,
            unit="share",
            formula=formula,
            source="specification, section 3.3",
            direction=direction,
            label="emergent",
            undefined=undefined,
            expression={"ratio": [above, below]},
            highest=1.0,
        )
        for name, title, formula, direction, undefined, above, below in (
            (
                "ties_time",
                "Time under each consequence due to ties",
                "Σ over consequences of person-steps under it by ties / Σ of person-steps under it",
                "more: more of what people are punished with is for others",
                NO_ANY,
                ["consequence.*.by_ties"],
                ["consequence.*.under"],
            ),
            (
                "spared_time",
                "Time under each consequence that ties spare",
                "Σ over consequences of spared / Σ of (under − by ties + spared)",
                "more: standing is lent to more people",
                NOT_BELOW,
                ["consequence.*.spared_by_ties"],
                ["consequence.*.under", "-consequence.*.by_ties", "consequence.*.spared_by_ties"],
            ),
        )
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
        expression={"ratio": [["person.any_by_ties"], ["person.enrolled"]]},
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
        undefined=NOT_BELOW,
        expression={
            "ratio": [
                ["consequence.{consequence}.spared_by_ties"],
                [
                    "consequence.{consequence}.under",
                    "-consequence.{consequence}.by_ties",
                    "consequence.{consequence}.spared_by_ties",
                ],
            ]
        },
        entries="consequences",
        highest=1.0,
    ),
    Specification(
        name="pull",
        title="Distance of the score from that of a person's own record",
        unit="points",
        formula="Σ |shown − own| / enrolled adults, over person-steps",
        source="DeGroot 1974; Friedkin and Johnsen 1999",
        direction="more: others weigh more",
        label="emergent",
        undefined=NOBODY,
        expression={"ratio": [sixteenths("person.pull_sum"), ["person.enrolled"]]},
    ),
)

"""Standing: how scores are spread, who is under which consequence, and how the score moves."""

from __future__ import annotations

from underheaven.measure.expression import sixteenths
from underheaven.measure.specification import (
    EVERYWHERE,
    NO_ADULTS,
    NO_RECORDS,
    NOBODY,
    SPECIFICATION,
    Specification,
)

SUBJECT, PLACE = "Standing", 10

SPECIFICATIONS = (
    Specification(
        name="enrolled",
        title="Adults in the scheme",
        unit="share",
        formula="enrolled adults / adults, over person-steps",
        source=SPECIFICATION,
        direction="more: the scheme reaches more people",
        label="input",
        undefined=NO_ADULTS,
        expression={"ratio": [["person.enrolled"], ["person.adults"]]},
        highest=1.0,
    ),
    Specification(
        name="mean_score",
        title="Mean score",
        unit="points",
        formula="Σ shown / enrolled adults, over person-steps",
        source=SPECIFICATION,
        direction="higher: better standing",
        label="emergent",
        undefined=NOBODY,
        expression={"ratio": [sixteenths("person.shown_sum"), ["person.enrolled"]]},
        lowest=None,
    ),
    *(
        Specification(
            name=f"score_p{percent}",
            title=f"Score that {percent} % of adults are below",
            unit="points",
            formula=f"{percent} % point of shown scores over person-steps, linear within 64 bins",
            source=SPECIFICATION,
            direction="higher: better standing",
            label="emergent",
            undefined=NOBODY,
            expression={"quantile": [percent / 100]},
            lowest=None,
            of="scores",
        )
        for percent in (10, 50, 90)
    ),
    Specification(
        name="score_gini",
        title="Inequality of scores",
        unit="Gini coefficient",
        formula="mean difference of two scores / (2 × mean score), scores above the scale's minimum",
        source="Gini 1912",
        direction="0: all alike; towards 1: more unequal",
        label="emergent",
        undefined=NOBODY,
        expression={"gini": []},
        highest=1.0,
        of="scores",
    ),
    Specification(
        name="under",
        title="Time under any consequence",
        unit="share",
        formula="person-steps that end under any consequence / enrolled adult person-steps",
        source=SPECIFICATION,
        direction="more: more people punished, or for longer",
        label="emergent",
        undefined=NOBODY,
        expression={"ratio": [["person.any_under"], ["person.enrolled"]]},
        highest=1.0,
    ),
    Specification(
        name="under.CONSEQUENCE",
        title="Time under",
        unit="share",
        formula="person-steps that end under it / enrolled adult person-steps",
        source=SPECIFICATION,
        direction="more: more people punished, or for longer",
        label="emergent",
        undefined=NOBODY,
        expression={"ratio": [["consequence.{consequence}.under"], ["person.enrolled"]]},
        entries="consequences",
        highest=1.0,
    ),
    *(
        Specification(
            name=f"points_{way}",
            title=f"Points {way}",
            unit="points a year",
            formula=f"Σ points {way} by records / enrolled adult person-years",
            source=SPECIFICATION,
            direction=f"more: more {way}",
            label="emergent",
            undefined=NOBODY,
            expression={"per_year": [sixteenths(f"person.points_{way}"), ["person.enrolled_minutes"]]},
        )
        for way in ("lost", "gained")
    ),
    Specification(
        name="clamped",
        title="Records that met the end of the scale",
        unit="share",
        formula="records that would have left the scale / records",
        source=SPECIFICATION,
        direction="more: the scale is too short for its rules",
        label="emergent",
        undefined=NO_RECORDS,
        expression={"ratio": [["person.clamped"], ["act.*.recorded", "act.*.wrong"]]},
        highest=1.0,
    ),
    *(
        Specification(
            name=f"mean_{level}",
            title=f"Mean {level}",
            unit="0 to 255",
            formula=f"Σ {level} / adults, over person-steps",
            source=SPECIFICATION,
            direction=f"more: more {level}",
            label="calibrated",
            undefined=NO_ADULTS,
            expression={"ratio": [[f"person.{level}_sum"], ["person.adults"]]},
            highest=255.0,
            shared=shared,
            shared_where="hospital",
        )
        for level, shared in (("dread", ()), ("hardship", EVERYWHERE))
    ),
)

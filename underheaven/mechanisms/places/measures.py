"""Places of which there is a fixed number: who is given one, and who loses it to a higher rank.

A displaced family is one that a lottery among all would have given a place and the ranks did not; a favoured
one the other way round. There are as many of the one as of the other.
"""

from __future__ import annotations

from underheaven.measure.expression import Data
from underheaven.measure.specification import NO_FAMILIES, NO_PEOPLE, WHOLE_REGIONS, Specification

SUBJECT, PLACE = "Places", 50

SECTION = "specification, section 18"
YUAN: Data = {"world": "place.{place}.yuan"}
"""What a place is worth."""

SPECIFICATIONS = (
    Specification(
        name="families.PLACE",
        title="Families that want",
        unit="per thousand person-years of everybody",
        formula="1000 × families at each allotment / person-years of everybody",
        source=SECTION,
        direction="more: more families want one",
        label="input",
        undefined=NO_PEOPLE,
        expression={"per_thousand_years": [["place.{place}.families"], ["person.person_minutes"]]},
        entries="goods",
    ),
    Specification(
        name="placed.PLACE",
        title="Families that are given",
        unit="share",
        formula="families placed / families that want one",
        source=SECTION,
        direction="more: more families have one",
        label="input",
        undefined=NO_FAMILIES,
        shared=WHOLE_REGIONS,
        expression={"ratio": [["place.{place}.placed"], ["place.{place}.families"]]},
        entries="goods",
        highest=1.0,
    ),
    *(
        Specification(
            name=f"{way}.PLACE",
            title=title,
            unit="per thousand families",
            formula=f"1000 × {formula} / families that want one",
            source=SECTION,
            direction=direction,
            label="emergent",
            undefined=NO_FAMILIES,
            shared=WHOLE_REGIONS,
            expression={"per_thousand": [[f"place.{{place}}.{way}"], ["place.{place}.families"]]},
            entries="ranked_goods",
        )
        for way, title, formula, direction in (
            ("displaced", "Lost by rank", "drawn by lot and not placed", "more: rank takes from more"),
            ("favoured", "Gained by rank", "placed and not drawn by lot", "more: rank gives to more"),
        )
    ),
    Specification(
        name="displaced_yuan.PLACE",
        title="Worth lost by displaced families",
        unit="yuan per family that wants one",
        formula="worth of a place × displaced / families that want one",
        source=SECTION,
        direction="more: rank takes more",
        label="calibrated",
        undefined=NO_FAMILIES,
        shared=WHOLE_REGIONS,
        expression={"times": [YUAN, {"ratio": [["place.{place}.displaced"], ["place.{place}.families"]]}]},
        entries="ranked_goods",
    ),
    Specification(
        name="shifted_yuan.PLACE",
        title="Worth moved by rank",
        unit="yuan per family that wants one",
        formula="worth of a place × (favoured − displaced) / families that want one; 0 for everyone",
        source=SECTION,
        direction="above 0: rank gives to them what it takes from others",
        label="calibrated",
        undefined=NO_FAMILIES,
        shared=WHOLE_REGIONS,
        expression={
            "times": [
                YUAN,
                {
                    "ratio": [
                        ["place.{place}.favoured", "-place.{place}.displaced"],
                        ["place.{place}.families"],
                    ]
                },
            ]
        },
        entries="ranked_goods",
        lowest=None,
    ),
)

"""Privileges: who holds them, how often they are used, and what they are worth."""

from __future__ import annotations

from underheaven.measure.expression import Data
from underheaven.measure.specification import NOBODY, Specification

SUBJECT, PLACE = "Privileges", 20

SECTION = "specification, section 16"
GAIN: Data = {
    "plus": [
        {
            "times": [
                {"world": "privilege.{privilege}.yuan_per_year"},
                {"ratio": [["privilege.{privilege}.holders"], ["person.enrolled"]]},
            ]
        },
        {
            "times": [
                {"world": "privilege.{privilege}.yuan_per_use"},
                {"per_year": [["privilege.{privilege}.uses"], ["person.enrolled_minutes"]]},
            ]
        },
    ]
}
"""Yuan that a privilege is worth, a year per adult in the scheme."""

SPECIFICATIONS = (
    Specification(
        name="holders.PRIVILEGE",
        title="Time with",
        unit="share",
        formula="person-steps that end above its threshold / enrolled adult person-steps",
        source=SECTION,
        direction="more: more people are rewarded, or for longer",
        label="emergent",
        undefined=NOBODY,
        expression={"ratio": [["privilege.{privilege}.holders"], ["person.enrolled"]]},
        entries="privileges",
        highest=1.0,
    ),
    Specification(
        name="uses.PRIVILEGE",
        title="Uses of",
        unit="per thousand person-years",
        formula="1000 × acts that it makes cheaper, done while it is held / enrolled adult person-years",
        source=SECTION,
        direction="more: the reward is worth more",
        label="emergent",
        undefined=NOBODY,
        expression={"per_thousand_years": [["privilege.{privilege}.uses"], ["person.enrolled_minutes"]]},
        entries="privileges_used",
    ),
    Specification(
        name="gain",
        title="Gained by privileges",
        unit="yuan a year per adult in the scheme",
        formula="Σ over privileges: yuan a year × share of time held + yuan a use × uses a person-year",
        source=SECTION,
        direction="more: standing is worth more",
        label="calibrated",
        undefined=NOBODY,
        expression={"total": ["privilege", "privileges_worth_yuan", GAIN]},
        where="privileges_worth_yuan",
    ),
    Specification(
        name="gain.PRIVILEGE",
        title="Gained by",
        unit="yuan a year per adult in the scheme",
        formula="as `gain`, of this privilege",
        source=SECTION,
        direction="more: standing is worth more",
        label="calibrated",
        undefined=NOBODY,
        expression=GAIN,
        entries="privileges_worth_yuan",
    ),
)

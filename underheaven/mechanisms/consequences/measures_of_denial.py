"""Denial: what standing, and nothing else, kept people from."""

from __future__ import annotations

from underheaven.measure.expression import Data
from underheaven.measure.specification import NOBODY, SPECIFICATION, Specification

SUBJECT, PLACE = "Denial", 30

NOTHING_WANTED = "nobody wanted any"


def wanted(kinds: str) -> Data:
    """Acts of some kinds that people set out to do, whatever came of them."""
    return [f"act.{{{kinds}}}.{what}" for what in ("done", "denied", "prevented", "refused")]


SPECIFICATIONS = (
    Specification(
        name="denied",
        title="Acts denied because of standing",
        unit="per thousand person-years",
        formula="1000 × denied / enrolled adult person-years",
        source=SPECIFICATION,
        direction="more: more people kept from what they need",
        label="emergent",
        undefined=NOBODY,
        expression={"per_thousand_years": [["act.*.denied"], ["person.enrolled_minutes"]]},
    ),
    Specification(
        name="denied.KIND",
        title="Denied because of standing",
        unit="per thousand person-years",
        formula="1000 × denied of this kind / enrolled adult person-years",
        source=SPECIFICATION,
        direction="more: more people kept from what they need",
        label="emergent",
        undefined=NOBODY,
        expression={"per_thousand_years": [["act.{kind}.denied"], ["person.enrolled_minutes"]]},
        entries="denied_kinds",
    ),
    Specification(
        name="prevented",
        title="Acts that confinement prevented",
        unit="per thousand person-years",
        formula="1000 × prevented / enrolled adult person-years",
        source=SPECIFICATION,
        direction="more: more life lost to confinement",
        label="emergent",
        undefined=NOBODY,
        expression={"per_thousand_years": [["act.*.prevented"], ["person.enrolled_minutes"]]},
    ),
    *(
        Specification(
            name=f"{way}_share",
            title=title,
            unit="share",
            formula=f"{way} / wanted, of {which}; wanted: done + denied + prevented + refused, of everybody",
            source=SPECIFICATION,
            direction=direction,
            label="emergent",
            undefined=NOTHING_WANTED,
            expression={"ratio": [[f"act.{{{kinds}}}.{way}"], wanted(kinds)]},
            highest=1.0,
        )
        for way, kinds, which, title, direction in (
            (
                "denied",
                "denied_kinds",
                "acts of the kinds that a consequence denies",
                "Share of wanted acts that were denied",
                "more: more of what people want is kept from them",
            ),
            (
                "prevented",
                "prevented_kinds",
                "acts outside the home",
                "Share of wanted acts that confinement prevented",
                "more: more of what people want is lost to confinement",
            ),
        )
    ),
    Specification(
        name="denied_share.KIND",
        title="Share of wanted acts that were denied",
        unit="share",
        formula="denied / (done + denied + prevented + refused) of this kind, of everybody",
        source=SPECIFICATION,
        direction="more: more of what people want is kept from them",
        label="emergent",
        undefined=NOTHING_WANTED,
        expression={"ratio": [["act.{kind}.denied"], wanted("kind")]},
        entries="denied_kinds",
        highest=1.0,
    ),
)

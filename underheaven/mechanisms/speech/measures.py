"""Chill: acts that dread held back, against what would have been done.

Every considered act carries one number u, and the society alone sets the chance P0 that it is done
without dread or hardship. An act with u < P0 would have been done. Of those, dread holds some back,
confinement prevents some, and the rest are done, denied or refused for lack of room; and these three hold
besides the acts with u ≥ P0 that were brought on. So what would have been done is
done + denied + refused − brought on + held back + prevented, exactly, act by act.
"""

from __future__ import annotations

from underheaven.measure.expression import Data
from underheaven.measure.specification import NO_ACTS, NO_PEOPLE, SPECIFICATION, Specification

SUBJECT, PLACE = "Chill", 100


def would_have_been(kinds: str) -> Data:
    """Acts of some kinds that would have been done without dread, hardship, denial or confinement."""
    tried = [f"act.{{{kinds}}}.done", f"act.{{{kinds}}}.denied", f"act.{{{kinds}}}.refused"]
    kept = [*tried, f"-act.{{{kinds}}}.brought_on"]
    return [*kept, f"act.{{{kinds}}}.held_back", f"act.{{{kinds}}}.prevented"]


def held_back(kinds: str) -> Data:
    """Share held back of the acts of some kinds that would have been done."""
    return {"ratio": [[f"act.{{{kinds}}}.held_back"], would_have_been(kinds)]}


def brought_on(kinds: str) -> Data:
    """Acts brought on by dread or hardship, against those of the same kinds that would have been done."""
    return {"ratio": [[f"act.{{{kinds}}}.brought_on"], would_have_been(kinds)]}


SPECIFICATIONS = (
    Specification(
        name="chill",
        title="Lawful speech held back",
        unit="share",
        formula=(
            "held back / (done + denied + refused − brought on + held back + prevented), of lawful speech"
        ),
        source="Stoycheff 2016; Penney 2016",
        direction="more: more people silenced",
        label="calibrated",
        undefined=NO_ACTS,
        expression=held_back("lawful_speech"),
        highest=1.0,
    ),
    *(
        Specification(
            name=f"chill_{speech}",
            title=f"Lawful {speech} speech held back",
            unit="share",
            formula=f"as `chill`, of lawful {speech} speech",
            source="Stoycheff 2016; Noelle-Neumann 1974",
            direction="more: more people silenced",
            label="calibrated",
            undefined=NO_ACTS,
            expression=held_back(f"{speech}_speech"),
            highest=1.0,
        )
        for speech in ("critical", "supportive")
    ),
    Specification(
        name="critical_speech",
        title="Critical speech done",
        unit="per thousand person-years",
        formula="1000 × lawful critical speech done / person-years of everybody",
        source=SPECIFICATION,
        direction="less: less is said aloud",
        label="calibrated",
        undefined=NO_PEOPLE,
        expression={"per_thousand_years": [["act.{critical_speech}.done"], ["person.person_minutes"]]},
    ),
    Specification(
        name="praise",
        title="Supportive speech brought on",
        unit="share",
        formula="brought on / what would have been (as in `chill`), of lawful supportive speech",
        source="Kuran 1991",
        direction="more: more is said that is not meant",
        label="calibrated",
        undefined=NO_ACTS,
        expression=brought_on("supportive_speech"),
    ),
    Specification(
        name="held_back_lawful",
        title="Other lawful acts held back",
        unit="share",
        formula="as `chill`, of lawful acts that are not speech",
        source="specification, section 6",
        direction="more: more lawful life given up",
        label="calibrated",
        undefined=NO_ACTS,
        expression=held_back("lawful_conduct"),
        highest=1.0,
    ),
    Specification(
        name="deterred",
        title="Unlawful acts held back",
        unit="share",
        formula="as `chill`, of unlawful acts",
        source="Becker 1968",
        direction="more: more deterrence",
        label="calibrated",
        undefined=NO_ACTS,
        expression=held_back("unlawful_acts"),
        highest=1.0,
    ),
    Specification(
        name="provoked",
        title="Unlawful acts brought on",
        unit="share",
        formula="brought on / what would have been (as in `chill`), of unlawful acts",
        source="specification, section 6",
        direction="more: hardship drives more people to it",
        label="calibrated",
        undefined=NO_ACTS,
        expression=brought_on("unlawful_acts"),
    ),
    Specification(
        name="held_back.KIND",
        title="Held back",
        unit="share",
        formula="as `chill`, of this kind of act",
        source="specification, section 6",
        direction="more: more given up",
        label="calibrated",
        undefined=NO_ACTS,
        expression=held_back("kind"),
        entries="kinds",
        highest=1.0,
    ),
)

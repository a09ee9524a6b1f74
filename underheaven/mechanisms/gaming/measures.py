"""Gaming: acts that are done for the score alone."""

from __future__ import annotations

from underheaven.measure.expression import Data
from underheaven.measure.specification import NOBODY, Specification

SUBJECT, PLACE = "Gaming", 110

SECTION = "specification, section 22; Hardt and others 2016"
COST = "specification, section 22; Milli and others 2019; Hu, Immorlica and Vaughan 2019"
UNIT = 65_536
"""Parts of a unit of effort in which it is counted."""
NO_EFFORT = "no effort was spent"
NO_CHANGE = "nothing was done otherwise than without the scheme"


def _spent(kind: str) -> Data:
    """Effort spent on a kind, or on all of them (`*`), a person-year."""
    return {"ratio": [{"per_year": [[f"game.{kind}.effort"], ["person.enrolled_minutes"]]}, UNIT]}


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
    Specification(
        name="gamed_change.KIND",
        title="Part of changed behaviour that is gaming",
        unit="share",
        formula="gamed of this kind / (held back + brought on + gamed, of all kinds)",
        source=SECTION,
        direction="more: what a scheme changes is what is done to please it",
        label="calibrated",
        undefined=NO_CHANGE,
        expression={"ratio": [["act.{kind}.gamed"], ["act.*.held_back", "act.*.brought_on", "act.*.gamed"]]},
        entries="gameable_kinds",
        where="gaming_effort",
        highest=1.0,
    ),
    Specification(
        name="effort",
        title="Effort spent for the score's sake",
        unit="effort a person-year",
        formula="Σ over games done: effort of the kind × factors of the person / enrolled adult person-years",
        source=COST,
        direction="more: the scheme costs more to those who bend to it",
        label="calibrated",
        undefined=NOBODY,
        expression=_spent("*"),
        where="gaming_effort",
    ),
    Specification(
        name="effort.KIND",
        title="Effort spent for the score's sake on",
        unit="effort a person-year",
        formula="as `effort`, of this kind",
        source=COST,
        direction="more: the scheme costs more to those who bend to it",
        label="calibrated",
        undefined=NOBODY,
        expression=_spent("{kind}"),
        entries="effort_kinds",
        where="gaming_effort",
    ),
    Specification(
        name="effort_a_game",
        title="Effort of an act done for the score's sake",
        unit="effort",
        formula="effort spent / games done",
        source=COST,
        direction="more: those who bend to it pay more for as much",
        label="calibrated",
        undefined="no such act was done",
        expression={"ratio": [{"ratio": [["game.*.effort"], ["act.*.gamed"]]}, UNIT]},
        where="gaming_effort",
    ),
    Specification(
        name="effort_in_error",
        title="Effort spent because of wrong records",
        unit="share",
        formula=("effort of games that were not worth it by the clean score of that minute / all effort"),
        source=COST,
        direction="more: people work to undo what was never theirs",
        label="emergent",
        undefined=NO_EFFORT,
        expression={"ratio": [["game.*.effort_in_error"], ["game.*.effort"]]},
        where="gaming_effort",
        highest=1.0,
    ),
)

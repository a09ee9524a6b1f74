"""Spiral: how hard it is to climb out of sanctions, and whether hardship makes the next one likelier.

Hazards are chances in one step, pooled over steps and people; chances within a year take them as the
same in every step (the exponential law of survival with one hazard). Leaving and coming back within one
step is not seen, so that recovery comes out up to about 12 % higher by the day than by the week.
"""

from __future__ import annotations

from underheaven.measure.expression import Data
from underheaven.measure.specification import NO_ANY, SPECIFICATION, Specification

SUBJECT, PLACE = "Spiral", 140

EXIT: Data = {
    "ratio": [["person.any_left"], ["person.any_under", "-person.any_entered", "person.any_left"]],
}
"""Chance in a step to come out from under every consequence, of those under one at its start: those under
one at its end, less those who entered, with those who left."""


def entry(state: str) -> Data:
    """Chance in a step of a first consequence, for those in `plain` state or `hard` pressed."""
    return {"ratio": [[f"person.entered_{state}"], [f"person.risk_{state}"]]}


SPECIFICATIONS = (
    Specification(
        name="recovery",
        title="Chance to recover within a year",
        unit="share",
        formula="1 − (1 − h)^(steps a year), h = left any / (under any − entered any + left any)",
        source=SPECIFICATION,
        direction="less: a sanction is harder to leave",
        label="emergent",
        undefined=NO_ANY,
        expression={"chance_within": [EXIT, {"world": "steps_a_year"}]},
        highest=1.0,
    ),
    Specification(
        name="spell",
        title="Mean length of a time under consequences",
        unit="days",
        formula="step length / h, h as in `recovery`",
        source=SPECIFICATION,
        direction="more: a sanction lasts longer",
        label="emergent",
        undefined="nobody left",
        expression={"ratio": [{"world": "days_a_step"}, EXIT]},
    ),
    *(
        Specification(
            name=f"entry_{state}",
            title=f"Chance of a consequence within a year, {word} hardship",
            unit="share",
            formula=f"1 − (1 − h)^(steps a year), h = entered {word} hardship / at risk {word} hardship",
            source=SPECIFICATION,
            direction="more: a sanction is nearer",
            label="emergent",
            undefined="nobody is at risk",
            expression={"chance_within": [entry(state), {"world": "steps_a_year"}]},
            highest=1.0,
        )
        for state, word in (("plain", "without"), ("hard", "with"))
    ),
    Specification(
        name="spiral",
        title="Hardship's weight on the next sanction",
        unit="times",
        formula="(entered with hardship / at risk with hardship) / (entered without / at risk without)",
        source=SPECIFICATION,
        direction="above 1: one blow brings the next",
        label="emergent",
        undefined="nobody is at risk with hardship, or nobody entered without it",
        expression={"ratio": [entry("hard"), entry("plain")]},
    ),
)

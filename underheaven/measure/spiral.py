"""Spiral: how hard it is to climb out of sanctions, and whether hardship makes the next one likelier.

Hazards are chances in one step, pooled over steps and people, and are told as rates. They say nothing of one
person's year: those who leave soon leave often, and those who stay are still there to be counted. What
becomes of people is measured on cohorts (lived/cohorts.py). Leaving and coming back within one step is not
seen, so that rates of leaving come out up to about 12 % higher by the day than by the week.
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


def rate(hazard: Data) -> Data:
    """A chance in a step as a rate per thousand person-years at risk."""
    return {"times": [1000, {"world": "steps_a_year"}, hazard]}


SPECIFICATIONS = (
    Specification(
        name="exit_rate",
        title="Rate of leaving every consequence",
        unit="per thousand person-years under a consequence",
        formula="1000 × h × steps a year, h = left any / (under any − entered any + left any)",
        source=SPECIFICATION,
        direction="less: fewer leave, or less often",
        label="emergent",
        undefined=NO_ANY,
        expression=rate(EXIT),
    ),
    Specification(
        name="spell_if_alike",
        title="Mean time under consequences if all left at one rate",
        unit="days",
        formula="step length / h, h as in `exit_rate`",
        source=SPECIFICATION,
        direction="more: those who leave take longer",
        label="emergent",
        undefined="nobody left",
        expression={"ratio": [{"world": "days_a_step"}, EXIT]},
    ),
    *(
        Specification(
            name=f"entry_rate_{state}",
            title=f"Rate of coming under a first consequence, {word} hardship",
            unit="per thousand person-years at risk",
            formula=f"1000 × h × steps a year, h = entered {word} hardship / at risk {word} hardship",
            source=SPECIFICATION,
            direction="more: a sanction is nearer",
            label="emergent",
            undefined="nobody is at risk",
            expression=rate(entry(state)),
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

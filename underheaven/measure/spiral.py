"""Spiral: how hard it is to climb out of sanctions, and whether hardship makes the next one likelier.

Hazards are chances in one step, pooled over steps and people; chances within a year take them as the
same in every step (the exponential law of survival with one hazard). Leaving and coming back within one
step is not seen, so that recovery comes out up to about 12 % higher by the day than by the week.
"""

from __future__ import annotations

import numpy as np

from underheaven.measure.counts import Counts, Floats, ratio
from underheaven.measure.frame import MINUTES_PER_YEAR
from underheaven.measure.specification import NO_ANY, SPECIFICATION, Specification, bound, one

MINUTES_PER_DAY = 1440


def within_a_year(counts: Counts, hazard: Floats) -> Floats:
    """The chance within 365.25 days of what has chance `hazard` in a step."""
    return np.asarray(1 - (1 - hazard) ** (MINUTES_PER_YEAR / counts.frame.step_minutes))


def exit_hazard(counts: Counts) -> Floats:
    """Chance in a step to come out from under every consequence, of those under one at its start.

    They are those under one at its end, less those who entered, with those who left.
    """
    at_risk = counts["person.any_under"] - counts["person.any_entered"] + counts["person.any_left"]
    return ratio(counts["person.any_left"], at_risk)


def recovery(counts: Counts) -> Floats:
    """Chance that a person under a consequence is under none at some time within a year."""
    return within_a_year(counts, exit_hazard(counts))


def spell(counts: Counts) -> Floats:
    """Mean length in days of a time under consequences: step length over exit hazard."""
    return ratio(np.asarray(counts.frame.step_minutes / MINUTES_PER_DAY), exit_hazard(counts))


def entry(counts: Counts, state: str) -> Floats:
    """Chance of a first consequence within a year, for those in `plain` state or `hard` pressed."""
    return within_a_year(counts, ratio(counts[f"person.entered_{state}"], counts[f"person.risk_{state}"]))


def spiral(counts: Counts) -> Floats:
    """How many times likelier a consequence is in a step with hardship than without."""
    hard = ratio(counts["person.entered_hard"], counts["person.risk_hard"])
    return ratio(hard, ratio(counts["person.entered_plain"], counts["person.risk_plain"]))


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
        bind=one(recovery),
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
        bind=one(spell),
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
            bind=one(bound(entry, state)),
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
        bind=one(spiral),
    ),
)

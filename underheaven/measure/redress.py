"""Redress: what is struck out, appealed, given back and forgotten, and how long an appeal takes."""

from __future__ import annotations

import numpy as np

from underheaven.measure.counts import Counts, Floats, ratio
from underheaven.measure.denial import THOUSAND
from underheaven.measure.frame import SIXTEENTHS, Frame
from underheaven.measure.hospital import NO_PEOPLE
from underheaven.measure.specification import NOBODY, Specification, bound, one, when
from underheaven.measure.spiral import MINUTES_PER_DAY

SECTION = "specification, section 23"
NO_APPEAL = "no such appeal was filed"
WHOLE = 1 << 20
"""One appeal of the backlog (specification, section 28)."""


def returned(counts: Counts) -> Floats:
    """Points given back a year, per adult in the scheme."""
    return ratio(counts["person.points_returned"] / SIXTEENTHS, counts.enrolled_years)


def expired(counts: Counts) -> Floats:
    """Records that ended by their date, per thousand enrolled adult person-years."""
    return ratio(THOUSAND * counts["person.records_expired"], counts.enrolled_years)


def appeals(counts: Counts) -> Floats:
    """Appeals filed, per thousand enrolled adult person-years."""
    filed = counts["person.appeals_true"] + counts["person.appeals_wrong"]
    return ratio(THOUSAND * filed, counts.enrolled_years)


def upheld(counts: Counts, what: str) -> Floats:
    """Appeals upheld for each one filed, against records that are `true` or `wrong`."""
    return ratio(counts[f"person.upheld_{what}"], counts[f"person.appeals_{what}"])


def struck(counts: Counts, what: str) -> Floats:
    """Share of the records looked at that a review struck out: of those that are `true` or `wrong`."""
    out = counts[f"person.struck_{what}"]
    written = counts.acts("recorded" if what == "true" else "wrong", counts.frame.kinds)
    return ratio(out, out + written)


def appeal_wait(counts: Counts) -> Floats:
    """Days from an appeal to its decision; NaN where the queue is not kept."""
    procedure = counts.frame.world.policy.safeguards.appeal
    if counts.queue is None or procedure is None:
        return np.full(counts.tallies.shape[:-1], np.nan)
    days = counts.frame.step_minutes / MINUTES_PER_DAY
    return procedure.days + days * ratio(counts.queue[..., 1], counts.queue[..., 0])


def backlog(counts: Counts) -> Floats:
    """Appeals in the queue at the end of a step, per thousand people; NaN where the queue is not kept."""
    if counts.queue is None:
        return np.full(counts.tallies.shape[:-1], np.nan)
    return ratio(THOUSAND * counts.queue[..., 2] / WHOLE, counts["person.persons"])


def _appeals(frame: Frame) -> bool:
    return frame.world.policy.safeguards.appeal is not None


def _review(frame: Frame) -> bool:
    return frame.world.policy.safeguards.review is not None


def _expiry(frame: Frame) -> bool:
    return frame.world.policy.safeguards.expiry is not None


SPECIFICATIONS = (
    Specification(
        name="points_returned",
        title="Points given back",
        unit="points a year",
        formula="Σ |change of the own score| by upheld appeals and expiry / enrolled adult person-years",
        source=SECTION,
        direction="more: more is set right, or forgotten",
        label="emergent",
        undefined=NOBODY,
        bind=when(lambda frame: _appeals(frame) or _expiry(frame), one(returned)),
    ),
    Specification(
        name="expired",
        title="Records that ended by their date",
        unit="per thousand person-years",
        formula="1000 × expired / enrolled adult person-years",
        source=SECTION,
        direction="more: more is forgotten",
        label="emergent",
        undefined=NOBODY,
        bind=when(_expiry, one(expired)),
    ),
    Specification(
        name="appeals",
        title="Appeals filed",
        unit="per thousand person-years",
        formula="1000 × appeals against true and wrong records / enrolled adult person-years",
        source=SECTION,
        direction="more: more is contested",
        label="emergent",
        undefined=NOBODY,
        bind=when(_appeals, one(appeals)),
    ),
    *(
        Specification(
            name=f"upheld_{what}",
            title=f"Appeals upheld against {what} records",
            unit="share",
            formula="upheld / filed, each in its own step: what is filed late is decided after the period",
            source=SECTION,
            direction=direction,
            label="input",
            undefined=NO_APPEAL,
            bind=when(_appeals, one(bound(upheld, what))),
        )
        for what, direction in (
            ("true", "more: the office forgives, or errs"),
            ("wrong", "more: more of what is wrong is set right"),
        )
    ),
    Specification(
        name="appeal_wait",
        title="Time from an appeal to its decision",
        unit="days",
        formula="days of the procedure + mean wait in the queue of the appeals filed, as it stood then",
        source="specification, section 28",
        direction="more: wrong points weigh for longer",
        label="emergent",
        undefined="no appeal was filed",
        bind=when(_appeals, one(appeal_wait)),
        of="queue",
    ),
    Specification(
        name="appeal_backlog",
        title="Appeals in the queue",
        unit="per thousand people",
        formula="1000 × backlog at the end of each step / person-steps of everybody",
        source="specification, section 28",
        direction="more: the offices are further behind",
        label="emergent",
        undefined=NO_PEOPLE,
        bind=when(_appeals, one(backlog)),
        of="queue",
    ),
    *(
        Specification(
            name=f"struck_{what}",
            title=f"{what.capitalize()} records struck out by review",
            unit="share",
            formula=f"{what} records struck out / {what} records before review",
            source=SECTION,
            direction=direction,
            label="input",
            undefined="there was no such record",
            bind=when(_review, one(bound(struck, what))),
            highest=1.0,
        )
        for what, direction in (
            ("true", "more: the reviewers forgive, or err"),
            ("wrong", "more: fewer people are accused of what others did"),
        )
    ),
)

"""Gaming: acts that are done for the score alone."""

from __future__ import annotations

from collections.abc import Iterable

from underheaven.measure.counts import Counts, Floats, ratio
from underheaven.measure.denial import THOUSAND
from underheaven.measure.frame import Frame
from underheaven.measure.specification import NOBODY, Specification, one, together, when

SECTION = "specification, section 22; Hardt and others 2016"


def gamed(counts: Counts) -> Floats:
    """Acts done for the score alone, per thousand enrolled adult person-years."""
    return ratio(THOUSAND * counts.acts("gamed", counts.frame.kinds), counts.enrolled_years)


def gamed_share(counts: Counts, kinds: Iterable[str]) -> Floats:
    """Share of the acts of some kinds for which people answer that are done for the score alone."""
    kinds = tuple(kinds)
    return ratio(counts.acts("gamed", kinds), counts.acts("answerable", kinds))


def _there(frame: Frame) -> bool:
    return frame.world.society.behaviour.gaming is not None


def can_be_gamed(frame: Frame) -> Iterable[str]:
    """Kinds that take an effort, are no credit, and have a rule."""
    acts = frame.world.society.acts
    return (
        name
        for name in frame.world.policy.rules
        if acts[name].effort is not None and acts[name].kind != "credit"
    )


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
        bind=when(_there, one(gamed)),
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
        bind=when(_there, together(gamed_share, can_be_gamed)),
        highest=1.0,
    ),
)

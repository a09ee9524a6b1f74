"""Renewal: how often somebody else takes a person's place."""

from __future__ import annotations

from underheaven.measure.counts import Counts, Floats, ratio
from underheaven.measure.denial import THOUSAND
from underheaven.measure.frame import Frame
from underheaven.measure.hospital import NO_PEOPLE
from underheaven.measure.specification import Specification, one, when


def replaced(counts: Counts) -> Floats:
    """People whose place somebody else takes, per thousand person-years of everybody."""
    return ratio(THOUSAND * counts["person.replaced"], counts.person_years)


def _there(frame: Frame) -> bool:
    return frame.world.renewal and frame.world.society.renewal is not None


SPECIFICATIONS = (
    Specification(
        name="replaced",
        title="People whose place somebody else takes",
        unit="per thousand person-years of everybody",
        formula="1000 × replaced (born, died or moved) / person-years of everybody",
        source="specification, section 27",
        direction="more: scores are forgotten sooner",
        label="input",
        undefined=NO_PEOPLE,
        bind=when(_there, one(replaced)),
    ),
)

"""The watch: how much each source writes, and where it looks more than the acts done call for."""

from __future__ import annotations

from collections.abc import Mapping

from underheaven.measure.counts import Counts, Floats, Numbers, ratio
from underheaven.measure.denial import THOUSAND
from underheaven.measure.frame import Frame
from underheaven.measure.specification import NOBODY, SPECIFICATION, Specification, every, every_source


def records_of_source(counts: Counts, source: str) -> Floats:
    """Records of a source, true and wrong, per thousand enrolled adult person-years."""
    written = counts[f"source.{source}.true"] + counts[f"source.{source}.wrong"]
    return ratio(THOUSAND * written, counts.enrolled_years)


def watch(counts: Counts, source: str) -> Floats:
    """Share of a source's true records over the share of what it could see, of a category among everyone.

    The categories are on the leading axis, everyone first.
    """

    def caught(of: Counts) -> Floats:
        return ratio(of[f"source.{source}.true"], could_see(of, source))

    return ratio(caught(counts), caught(counts.everyone))


def could_see(counts: Counts, source: str) -> Numbers:
    """Acts done that a source could have seen and that a rule is about."""
    policy = counts.frame.world.policy
    return counts.acts("answerable", (kind for kind in policy.sources[source].sees if kind in policy.rules))


def _seeing(frame: Frame) -> Mapping[str, str]:
    """Sources that see something that has a rule, and their titles."""
    policy = frame.world.policy
    return {
        name: title
        for name, title in frame.sources.items()
        if policy.rules.keys() & policy.sources[name].sees
    }


SPECIFICATIONS = (
    Specification(
        name="records_of_source.SOURCE",
        title="Records of",
        unit="per thousand person-years",
        formula="1000 × (true + wrong) records of this source / enrolled adult person-years",
        source=SPECIFICATION,
        direction="more: more watched",
        label="emergent",
        undefined=NOBODY,
        bind=every_source(records_of_source),
        each="source",
    ),
    Specification(
        name="watch.SOURCE",
        title="Watched more than others by",
        unit="times",
        formula=(
            "share of the source's true records that are about them / their share of the acts that it could "
            "see; 1 for everyone"
        ),
        source="Lum and Isaac 2016; Ensign and others 2018",
        direction="above 1: the same acts are found more often among them than among others",
        label="emergent",
        undefined="no such act was done, or nothing was recorded",
        bind=every(_seeing, watch),
        against_all=True,
        each="source that sees something",
    ),
)

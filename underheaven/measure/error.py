"""Error: sanctions that a faultless watch would not have made, and how good the watch is."""

from __future__ import annotations

from collections.abc import Iterable

from underheaven.measure.counts import Counts, Floats, Numbers, ratio
from underheaven.measure.denial import THOUSAND
from underheaven.measure.specification import (
    NO_ANY,
    NO_RECORDS,
    NO_SANCTION,
    NOBODY,
    SPECIFICATION,
    Specification,
    all_kinds,
    every_consequence,
    every_kind,
    every_source,
    one,
    seen_kinds,
    together,
    writable_kinds,
)


def any_error_share(counts: Counts) -> Floats:
    """Share of person-steps under any consequence that would be under none without wrong records."""
    return ratio(counts["person.any_in_error"], counts["person.any_under"])


def error_share(counts: Counts, consequence: str) -> Floats:
    """Share of person-steps under a consequence that are under it because of wrong records."""
    return ratio(counts[f"consequence.{consequence}.in_error"], counts[f"consequence.{consequence}.under"])


def in_error(counts: Counts) -> Floats:
    """Share of enrolled adult person-steps that are under a consequence only because of wrong records."""
    return ratio(counts["person.any_in_error"], counts["person.enrolled"])


def records(counts: Counts) -> Floats:
    """Records, true and wrong, a year per adult in the scheme."""
    kinds = counts.frame.kinds
    return ratio(counts.acts("recorded", kinds) + counts.acts("wrong", kinds), counts.enrolled_years)


def wrong_records(counts: Counts) -> Floats:
    """Wrong records per thousand enrolled adult person-years."""
    return ratio(THOUSAND * counts.acts("wrong", counts.frame.kinds), counts.enrolled_years)


def precision(counts: Counts, kinds: Iterable[str]) -> Floats:
    """Share of the records of some kinds that are true."""
    kinds = tuple(kinds)
    true = counts.acts("recorded", kinds)
    return ratio(true, true + counts.acts("wrong", kinds))


def records_of(counts: Counts, source: str) -> Numbers:
    """Records of a source, true and wrong."""
    return counts[f"source.{source}.true"] + counts[f"source.{source}.wrong"]


def precision_of_source(counts: Counts, source: str) -> Floats:
    """Share of a source's records that are true."""
    return ratio(counts[f"source.{source}.true"], records_of(counts, source))


def recall(counts: Counts, kinds: Iterable[str]) -> Floats:
    """Share of what a perfect watch would record (done, in the scheme, under a rule) that was recorded."""
    kinds = tuple(kinds)
    return ratio(counts.acts("recorded", kinds), counts.acts("answerable", kinds))


SPECIFICATIONS = (
    Specification(
        name="error_share",
        title="Sanctioned time in error",
        unit="share",
        formula="of the person-steps under any consequence, those under none if wrong records are left out",
        source="specification, section 3.3",
        direction="more: more of the punished are wrongly so",
        label="emergent",
        undefined=NO_ANY,
        bind=one(any_error_share),
        highest=1.0,
    ),
    Specification(
        name="error_share.CONSEQUENCE",
        title="Time in error under",
        unit="share",
        formula="person-steps under it whose clean score is not below the threshold / person-steps under it",
        source="specification, section 3.3",
        direction="more: more of the punished are wrongly so",
        label="emergent",
        undefined=NO_SANCTION,
        bind=every_consequence(error_share),
        each="consequence",
        highest=1.0,
    ),
    Specification(
        name="in_error",
        title="People under a consequence in error",
        unit="share",
        formula="person-steps of `error_share` that are in error / enrolled adult person-steps",
        source="specification, section 3.3",
        direction="more: more people wrongly punished",
        label="emergent",
        undefined=NOBODY,
        bind=one(in_error),
        highest=1.0,
    ),
    Specification(
        name="records",
        title="Records written",
        unit="a year per adult in the scheme",
        formula="(true + wrong records) / enrolled adult person-years",
        source=SPECIFICATION,
        direction="more: more watched",
        label="emergent",
        undefined=NOBODY,
        bind=one(records),
    ),
    Specification(
        name="wrong_records",
        title="Records about the wrong person",
        unit="per thousand person-years",
        formula="1000 × wrong records / enrolled adult person-years",
        source=SPECIFICATION,
        direction="more: more people accused of what others did",
        label="input",
        undefined=NOBODY,
        bind=one(wrong_records),
    ),
    Specification(
        name="precision",
        title="Precision of the watch",
        unit="share",
        formula="true records / (true + wrong records)",
        source="Van Rijsbergen 1979",
        direction="less: more of what is written is false",
        label="emergent",
        undefined=NO_RECORDS,
        bind=together(precision, all_kinds),
        highest=1.0,
    ),
    Specification(
        name="precision.KIND",
        title="Precision of records of",
        unit="share",
        formula="true / (true + wrong) records of this kind",
        source="Van Rijsbergen 1979",
        direction="less: more of what is written is false",
        label="emergent",
        undefined=NO_RECORDS,
        bind=every_kind(precision, writable_kinds),
        each="kind of act that a source may write down",
        highest=1.0,
    ),
    Specification(
        name="precision_of_source.SOURCE",
        title="Precision of",
        unit="share",
        formula="true / (true + wrong) records of this source",
        source="Van Rijsbergen 1979",
        direction="less: more of what is written is false",
        label="emergent",
        undefined=NO_RECORDS,
        bind=every_source(precision_of_source),
        each="source",
        highest=1.0,
    ),
    Specification(
        name="recall",
        title="Recall of the watch",
        unit="share",
        formula="true records / acts of people in the scheme under a rule, of the kinds that a source sees",
        source="Van Rijsbergen 1979",
        direction="more: fewer acts go unseen",
        label="input",
        undefined="no watched act was done",
        bind=together(recall, seen_kinds),
        highest=1.0,
    ),
    Specification(
        name="recall.KIND",
        title="Recall of",
        unit="share",
        formula="true records / acts of people in the scheme under a rule, of this kind",
        source="Van Rijsbergen 1979",
        direction="more: fewer acts go unseen",
        label="input",
        undefined="no such act was done",
        bind=every_kind(recall, seen_kinds),
        each="kind of act that a source sees and that has a rule",
        highest=1.0,
    ),
)

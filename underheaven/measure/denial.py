"""Denial: what standing, and nothing else, kept people from."""

from __future__ import annotations

from collections.abc import Iterable

from underheaven.measure.counts import Counts, Floats, ratio
from underheaven.measure.specification import (
    NOBODY,
    SPECIFICATION,
    Specification,
    all_kinds,
    denied_kinds,
    every_kind,
    one,
    together,
)

THOUSAND = 1000


def denied(counts: Counts, kinds: Iterable[str]) -> Floats:
    """Acts of some kinds denied, per thousand enrolled adult person-years."""
    return ratio(THOUSAND * counts.acts("denied", kinds), counts.enrolled_years)


def prevented(counts: Counts) -> Floats:
    """Acts that confinement prevented, per thousand enrolled adult person-years."""
    return ratio(THOUSAND * counts.acts("prevented", counts.frame.kinds), counts.enrolled_years)


SPECIFICATIONS = (
    Specification(
        name="denied",
        title="Acts denied because of standing",
        unit="per thousand person-years",
        formula="1000 × denied / enrolled adult person-years",
        source=SPECIFICATION,
        direction="more: more people kept from what they need",
        label="emergent",
        undefined=NOBODY,
        bind=together(denied, all_kinds),
    ),
    Specification(
        name="denied.KIND",
        title="Denied because of standing",
        unit="per thousand person-years",
        formula="1000 × denied of this kind / enrolled adult person-years",
        source=SPECIFICATION,
        direction="more: more people kept from what they need",
        label="emergent",
        undefined=NOBODY,
        bind=every_kind(denied, denied_kinds),
        each="kind of act that a consequence denies",
    ),
    Specification(
        name="prevented",
        title="Acts that confinement prevented",
        unit="per thousand person-years",
        formula="1000 × prevented / enrolled adult person-years",
        source=SPECIFICATION,
        direction="more: more life lost to confinement",
        label="emergent",
        undefined=NOBODY,
        bind=one(prevented),
    ),
)

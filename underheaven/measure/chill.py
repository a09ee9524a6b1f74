"""Chill: acts that dread held back, against what would have been done.

Every considered act carries one number u, and the society alone sets the chance P0 that it is done
without dread or hardship. An act with u < P0 would have been done. Of those, dread holds some back,
confinement prevents some, and the rest are done, denied or refused for lack of room; and these three hold
besides the acts with u ≥ P0 that were brought on. So what would have been done is
done + denied + refused − brought on + held back + prevented, exactly, act by act.
"""

from __future__ import annotations

from collections.abc import Iterable

from underheaven.measure.counts import Counts, Floats, Numbers, ratio
from underheaven.measure.specification import (
    NO_ACTS,
    Specification,
    all_kinds,
    every_kind,
    lawful,
    together,
    unlawful,
)


def would_have_been(counts: Counts, kinds: Iterable[str]) -> Numbers:
    """Acts of some kinds that would have been done without dread, hardship, denial or confinement."""
    kinds = tuple(kinds)
    tried = counts.acts("done", kinds) + counts.acts("denied", kinds) + counts.acts("refused", kinds)
    kept = tried - counts.acts("brought_on", kinds)
    return kept + counts.acts("held_back", kinds) + counts.acts("prevented", kinds)


def held_back(counts: Counts, kinds: Iterable[str]) -> Floats:
    """Share held back of the acts of some kinds that would have been done."""
    kinds = tuple(kinds)
    return ratio(counts.acts("held_back", kinds), would_have_been(counts, kinds))


def brought_on(counts: Counts, kinds: Iterable[str]) -> Floats:
    """Acts brought on by dread or hardship, against those of the same kinds that would have been done."""
    kinds = tuple(kinds)
    return ratio(counts.acts("brought_on", kinds), would_have_been(counts, kinds))


SPECIFICATIONS = (
    Specification(
        name="chill",
        title="Lawful speech held back",
        unit="share",
        formula=(
            "held back / (done + denied + refused − brought on + held back + prevented), of lawful speech"
        ),
        source="Stoycheff 2016; Penney 2016",
        direction="more: more people silenced",
        label="calibrated",
        undefined=NO_ACTS,
        bind=together(held_back, lawful("critical", "supportive")),
        highest=1.0,
    ),
    *(
        Specification(
            name=f"chill_{speech}",
            title=f"Lawful {speech} speech held back",
            unit="share",
            formula=f"as `chill`, of lawful {speech} speech",
            source="Stoycheff 2016; Noelle-Neumann 1974",
            direction="more: more people silenced",
            label="calibrated",
            undefined=NO_ACTS,
            bind=together(held_back, lawful(speech)),
            highest=1.0,
        )
        for speech in ("critical", "supportive")
    ),
    Specification(
        name="praise",
        title="Supportive speech brought on",
        unit="share",
        formula="brought on / what would have been (as in `chill`), of lawful supportive speech",
        source="Kuran 1991",
        direction="more: more is said that is not meant",
        label="calibrated",
        undefined=NO_ACTS,
        bind=together(brought_on, lawful("supportive")),
    ),
    Specification(
        name="held_back_lawful",
        title="Other lawful acts held back",
        unit="share",
        formula="as `chill`, of lawful acts that are not speech",
        source="specification, section 6",
        direction="more: more lawful life given up",
        label="calibrated",
        undefined=NO_ACTS,
        bind=together(held_back, lawful("none")),
        highest=1.0,
    ),
    Specification(
        name="deterred",
        title="Unlawful acts held back",
        unit="share",
        formula="as `chill`, of unlawful acts",
        source="Becker 1968",
        direction="more: more deterrence",
        label="calibrated",
        undefined=NO_ACTS,
        bind=together(held_back, unlawful),
        highest=1.0,
    ),
    Specification(
        name="provoked",
        title="Unlawful acts brought on",
        unit="share",
        formula="brought on / what would have been (as in `chill`), of unlawful acts",
        source="specification, section 6",
        direction="more: hardship drives more people to it",
        label="calibrated",
        undefined=NO_ACTS,
        bind=together(brought_on, unlawful),
    ),
    Specification(
        name="held_back.KIND",
        title="Held back",
        unit="share",
        formula="as `chill`, of this kind of act",
        source="specification, section 6",
        direction="more: more given up",
        label="calibrated",
        undefined=NO_ACTS,
        bind=every_kind(held_back, all_kinds),
        each="kind of act",
        highest=1.0,
    ),
)

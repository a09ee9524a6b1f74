"""Partners: who is shown to whom, and how alike in score those are who find each other."""

from __future__ import annotations

import numpy as np

from underheaven.measure.counts import Counts, Floats, Numbers, ratio
from underheaven.measure.frame import Frame
from underheaven.measure.specification import Specification, bound, one, when

SECTION = "specification, section 25"
NO_SEEKERS = "nobody looked for a partner"


def _part(counts: Counts, what: str, who: str) -> Numbers:
    """Of `seekers`, `seen` or `matched`, those of `all`, of the `visible` or of the `others`."""
    visible, everybody = counts[f"person.{what}_visible"], counts[f"person.{what}"]
    return {"visible": visible, "others": everybody - visible, "all": everybody}[who]


def seekers(counts: Counts, who: str) -> Numbers:
    """How often somebody looked for a partner in a step: of the `visible` or of the `others`."""
    return _part(counts, "seekers", who)


def seen(counts: Counts, who: str) -> Floats:
    """Times that a seeker is looked at in a step: of the `visible` or of the `others`."""
    return ratio(_part(counts, "seen", who), _part(counts, "seekers", who))


def matched(counts: Counts, who: str) -> Floats:
    """Share of seekers who find a partner in a step: of `all`, of the `visible` or of the `others`."""
    return ratio(_part(counts, "matched", who), _part(counts, "seekers", who))


def assortativity(counts: Counts) -> Floats:
    """Correlation of the score bins of partners; each pair counts both ways."""
    people, bins, squares, products = (
        counts[f"person.{what}"].astype(np.float64)
        for what in ("matched", "match_bins", "match_squares", "match_products")
    )
    return ratio(people * products - bins**2, people * squares - bins**2)


def _there(frame: Frame) -> bool:
    return frame.world.society.dating is not None


def _visibility(frame: Frame) -> bool:
    privileges = frame.world.policy.privileges.values()
    return _there(frame) and any(each.visibility is not None for each in privileges)


WHO = {"visible": "who are shown more often", "others": "who are not shown more often"}
SPECIFICATIONS = (
    *(
        Specification(
            name=f"seen_{who}",
            title=f"Times looked at, of seekers {words}",
            unit="times a seeker and step",
            formula=f"times seen / seekers, of those {words}",
            source=SECTION,
            direction="more: more people look at them; what one side gains the other loses",
            label="emergent",
            undefined=NO_SEEKERS,
            bind=when(_visibility, one(bound(seen, who))),
        )
        for who, words in WHO.items()
    ),
    Specification(
        name="matched",
        title="Seekers who find a partner in a step",
        unit="share",
        formula="matched / seekers",
        source=SECTION,
        direction="more: more people find each other",
        label="emergent",
        undefined=NO_SEEKERS,
        bind=when(_there, one(bound(matched, "all"))),
        highest=1.0,
    ),
    *(
        Specification(
            name=f"matched_{who}",
            title=f"Seekers who find a partner, of those {words}",
            unit="share",
            formula=f"matched / seekers, of those {words}",
            source=SECTION,
            direction="more: more of them find somebody",
            label="emergent",
            undefined=NO_SEEKERS,
            bind=when(_visibility, one(bound(matched, who))),
            highest=1.0,
        )
        for who, words in WHO.items()
    ),
    Specification(
        name="assortativity",
        title="Likeness of partners in score",
        unit="correlation",
        formula="correlation of the 64ths of the scale in which the scores of partners lie",
        source="Newman 2003",
        direction="towards 1: like finds like",
        label="emergent",
        undefined="nobody found a partner, or all have one score",
        bind=when(_there, one(assortativity)),
        lowest=-1.0,
        highest=1.0,
        of="pairs",
    ),
)

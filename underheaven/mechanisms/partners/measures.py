"""Partners: who is shown to whom, and how alike in score those are who find each other."""

from __future__ import annotations

from underheaven.measure.expression import Data
from underheaven.measure.specification import Specification

SUBJECT, PLACE = "Partners", 130

SECTION = "specification, section 25"
NO_SEEKERS = "nobody looked for a partner"
WHO = {"visible": "who are shown more often", "others": "who are not shown more often"}


def _part(what: str, who: str) -> Data:
    """Of `seekers`, `seen` or `matched`, those of the `visible` or of the `others`."""
    visible = f"person.{what}_visible"
    return [visible] if who == "visible" else [f"person.{what}", f"-{visible}"]


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
            expression={"ratio": [_part("seen", who), _part("seekers", who)]},
            where="visibility",
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
        expression={"ratio": [["person.matched"], ["person.seekers"]]},
        where="dating",
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
            expression={"ratio": [_part("matched", who), _part("seekers", who)]},
            where="visibility",
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
        expression={
            "correlation": [
                ["person.matched"],
                ["person.match_bins"],
                ["person.match_squares"],
                ["person.match_products"],
            ]
        },
        where="dating",
        lowest=-1.0,
        highest=1.0,
        of="pairs",
    ),
)

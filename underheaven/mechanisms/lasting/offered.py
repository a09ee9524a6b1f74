"""What a society has of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.words import Row, percent, value
from underheaven.society.schema import Society

HEADING, PLACE = "Lasting differences", 65
WHAT = {
    "considering": "consider such acts",
    "propensity": "do such acts once they consider them",
    "both": "consider such acts, and then do them,",
}
"""What the factor multiplies, in words that take "x times as often"."""


def rows(society: Society) -> Iterator[Row]:
    """For each domain its kinds of act, and its classes."""
    for name, factor in society.behaviour.lasting.items():
        about = [kind for kind, act in society.acts.items() if factor.is_about(kind, act.context)]
        yield name, ", ".join(about), ""
        for each in factor.classes:
            yield (
                "",
                f"{percent(each.share)} of people",
                f"{WHAT[factor.on]} {value(each.factor)} times as often",
            )

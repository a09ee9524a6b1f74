"""What a policy says of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.schema import Policy
from underheaven.policy.words import Row, value

HEADING, PLACE = "Associates", 60


def rows(policy: Policy) -> Iterator[Row]:
    """How much others weigh in a score, where they do."""
    association = policy.association
    if any(association.alpha.values):
        parts = ("household", "employer", "friends")
        among = ", ".join(f"{part} {value(getattr(association, part))}" for part in parts)
        yield "pull of others", value(association.alpha), among

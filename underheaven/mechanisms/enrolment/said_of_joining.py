"""What a policy says of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.schema import Policy
from underheaven.policy.words import Row, percent, value

HEADING, PLACE = "Joining", 100


def rows(policy: Policy) -> Iterator[Row]:
    """Who joins, by what people are."""
    if policy.joining is not None:
        yield "who joins", percent(policy.joining.share), ""
        for attribute, factors in policy.joining.share_by.items():
            by = ", ".join(f"{name} x {value(each)}" for name, each in factors.items())
            yield "", f"by {attribute}", by

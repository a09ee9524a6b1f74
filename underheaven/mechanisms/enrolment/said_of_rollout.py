"""What a policy says of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.schema import Policy
from underheaven.policy.words import Row, percent, where

HEADING, PLACE = "Rollout", 90


def rows(policy: Policy) -> Iterator[Row]:
    """A row for each wave."""
    for name, each in policy.rollout.items():
        share = f"{percent(each.share)} of communities{where(each.regions)}"
        yield name, f"from {each.since}, {each.joining}", share

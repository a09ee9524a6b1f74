"""What a policy says of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.schema import Policy
from underheaven.policy.words import Row

HEADING, PLACE = "Places given by rank of the family", 40


def rows(policy: Policy) -> Iterator[Row]:
    """A row for each good."""
    for name, each in policy.positional.items():
        yield name, f"from {each.since}", ""

"""What a policy says of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.schema import Policy
from underheaven.policy.words import Row, said_below, threshold

HEADING, PLACE = "Consequences", 20


def rows(policy: Policy) -> Iterator[Row]:
    """A row for each consequence: its thresholds, and what it does."""
    for name, each in policy.consequences.items():
        groups = "".join(
            f"; {group}: {threshold(below, said_below)}" for group, below in each.below_of_group.items()
        )
        what = [
            *([f"denies {', '.join(each.denies)}"] if each.denies else []),
            *(["house arrest"] if each.confines else []),
            *(["bars leading a firm"] if each.bars_representative else []),
        ]
        yield name, f"{threshold(each.below, said_below)}{groups}", "; ".join(what)

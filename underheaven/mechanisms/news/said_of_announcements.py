"""What a policy says of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.schema import Policy
from underheaven.policy.words import Row, half, value

HEADING, PLACE = "Announcements", 70


def rows(policy: Policy) -> Iterator[Row]:
    """A row for each announcement."""
    for name, each in policy.announcements.items():
        times = f"from {each.since}{f' until {each.until}' if each.until else ''}{half(each.half_life_days)}"
        heard = f"on {', '.join(each.on)}; dread {value(each.dread)} each time; {times}"
        yield name, each.title, heard

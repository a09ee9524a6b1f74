"""What a policy says of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.schema import Policy
from underheaven.policy.words import Row, half, percent, value

HEADING, PLACE = "Announcements", 70


def rows(policy: Policy) -> Iterator[Row]:
    """A row for each announcement."""
    for name, each in policy.announcements.items():
        times = f"from {each.since}{f' until {each.until}' if each.until else ''}{half(each.half_life_days)}"
        says = "" if each.chance is None else f"; it speaks of a chance of {percent(each.chance)}"
        heard = f"on {', '.join(each.on)}; dread {value(each.dread)} each time{says}; {times}"
        yield name, each.title, heard

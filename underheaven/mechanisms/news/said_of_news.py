"""What a policy says of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.schema import Policy
from underheaven.policy.words import Row, half, percent, value, where

HEADING, PLACE = "News", 80


def rows(policy: Policy) -> Iterator[Row]:
    """A row for each piece of news."""
    for name, each in policy.news.items():
        heard = f"{each.day}{where(each.regions)}; heard by {percent(each.per_day)} a day at first"
        yield name, each.title, f"{heard}; dread {value(each.dread)}{half(each.half_life_days)}"

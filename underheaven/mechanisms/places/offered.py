"""What a society has of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.words import Row, value
from underheaven.society.schema import Society

HEADING, PLACE = "Places of which there is a fixed number", 20


def rows(society: Society) -> Iterator[Row]:
    """How many places there are of each good, and what they are worth."""
    for name, each in society.places.items():
        density = f", times the density of {each.density}" if each.density else ""
        wanting = f"each of {each.families.replace('_', ' ')} families"
        yield name, each.title, f"{value(each.share)} for {wanting}{density}"
        worth = f"{value(each.yuan)} yuan; hardship {value(each.hardship)} where a higher rank takes it"
        yield "", "worth", worth

"""What a society has of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.words import Row, percent
from underheaven.society.schema import Society

HEADING, PLACE = "Births, deaths and moves", 50


def rows(society: Society) -> Iterator[Row]:
    """How often places in households are taken by others, by age."""
    for band, rate in (society.renewal.per_year if society.renewal else {}).items():
        yield band, f"{percent(rate)} a year", ""

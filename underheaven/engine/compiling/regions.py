"""Densities of regions, by which sources and services are scaled (specification, 7.1 and 17)."""

from __future__ import annotations

from decimal import Decimal

from underheaven.society.schema import Region


def density(region: Region, name: str | None) -> Decimal:
    """A density of a region; 1 where none is named or it has none of that name."""
    given = None if name is None else region.densities.get(name)
    return Decimal(1) if given is None else given.value

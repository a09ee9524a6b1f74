"""What is wrong with the places of a society."""

from __future__ import annotations

from underheaven.society.checks.findings import Findings, check_density
from underheaven.society.schema import Society


def check(society: Society, findings: Findings) -> None:
    """Notes densities that no region states."""
    for name, place in society.places.items():
        check_density(("places", name, "density"), place.density, society, findings)

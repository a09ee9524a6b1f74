"""What is wrong with the renewal of a society."""

from __future__ import annotations

from underheaven.society.checks.findings import Findings, check_names
from underheaven.society.schema import Society


def check(society: Society, findings: Findings) -> None:
    """Notes age bands that there are not."""
    if society.renewal is not None:
        check_names(findings, ("renewal", "per_year"), society.renewal.per_year, society.age_bands)

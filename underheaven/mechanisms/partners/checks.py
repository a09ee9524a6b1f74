"""What is wrong with how people of a society look for a partner."""

from __future__ import annotations

from underheaven.society.checks.findings import Findings, check_kind
from underheaven.society.schema import Society


def check(society: Society, findings: Findings) -> None:
    """Notes a need that people do not have."""
    if society.dating is not None:
        check_kind(("dating", "kind"), society.dating.kind, society, findings)

"""What is wrong with how a society games."""

from __future__ import annotations

from underheaven.society.checks.findings import Findings, check_names, check_shares
from underheaven.society.schema import Society


def check(society: Society, findings: Findings) -> None:
    """Notes shares of effort that do not sum to 1, worths of unknown acts, and factors on no effort."""
    gaming = society.behaviour.gaming
    for name, act in society.acts.items():
        if act.effort_by and act.effort is None:
            findings.note(
                ("acts", name, "effort_by"),
                "factors on an effort that is not given",
                "without `effort` nobody does it for the score's sake",
                "add `effort`, or remove `effort_by`",
            )
    if gaming is None:
        return
    check_shares(findings, ("behaviour", "gaming", "efforts"), (each.share for each in gaming.efforts))
    if gaming.goods is not None:
        check_names(findings, ("behaviour", "gaming", "goods", "acts"), gaming.goods.acts, society.acts)

"""What is wrong with ties: weights that do not share out a whole."""

from __future__ import annotations

from underheaven.policy.coherence.findings import TOLERANCE, Findings
from underheaven.policy.schema import Policy


def check(policy: Policy, findings: Findings) -> None:
    """Notes weights that do not sum to 1."""
    ties = policy.association
    if not any(ties.alpha.values):
        return
    total = ties.household.value + ties.employer.value + ties.friends.value
    if abs(total - 1) > TOLERANCE:
        findings.note(
            ("association",),
            f"household, employer and friends sum to {total:f}",
            "they share out the weight `alpha` of others",
            "make them sum to 1, or set `alpha` to 0",
        )

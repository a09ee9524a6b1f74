"""Privileges that nobody ever has."""

from __future__ import annotations

from underheaven.policy.coherence import Findings
from underheaven.policy.idle.reach import reachable
from underheaven.policy.schema import Policy
from underheaven.policy.words import said_above
from underheaven.society.schema import Society


def note(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes thresholds that no score meets."""
    _, high = reachable(policy, society)
    for name, privilege in policy.privileges.items():
        if max(privilege.above.values) >= high and min(privilege.above.values) >= high:
            findings.note(
                ("privileges", name, "above"),
                f"nobody ever has a score {said_above(min(privilege.above.values))}",
                f"the highest that the rules can bring about is {high:f}",
                "lower the threshold, or add a rule that raises scores",
            )

"""Whether a society has the groups for which a policy sets thresholds."""

from __future__ import annotations

from underheaven.policy.coherence import Findings
from underheaven.policy.demands.naming import instead
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def check(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes groups that there are not."""
    for name, consequence in policy.consequences.items():
        for group in consequence.below_of_group:
            if group not in society.groups:
                findings.note(
                    ("consequences", name, "below_of_group", group),
                    f"{group} is not a group of the society {society.society}",
                    "",
                    instead(group, list(society.groups)),
                )

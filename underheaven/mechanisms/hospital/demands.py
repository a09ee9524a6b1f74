"""Whether a society has the hospital that a policy reaches for."""

from __future__ import annotations

from underheaven.policy.coherence import Findings
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def check(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes a fast lane of no queue."""
    for name, privilege in policy.privileges.items():
        if privilege.fast_lane and society.hospital is None:
            findings.note(
                ("privileges", name, "fast_lane"),
                f"the society {society.society} has no hospital",
                "nobody queues, so nobody can be served before others",
                "remove `fast_lane`, or add `hospital` to the society",
            )

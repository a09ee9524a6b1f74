"""Whether anybody in a society looks for a partner, where a policy shows some more often."""

from __future__ import annotations

from underheaven.policy.coherence import Findings
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def check(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes visibility where nobody looks."""
    for name, privilege in policy.privileges.items():
        if privilege.visibility is not None and society.dating is None:
            findings.note(
                ("privileges", name, "visibility"),
                f"nobody looks for a partner in the society {society.society}",
                "nobody is shown to anybody, so nobody can be shown more often",
                "remove `visibility`, or add `dating` to the society",
            )

"""What is wrong with consequences: confinement where nobody may be confined."""

from __future__ import annotations

from underheaven.policy.coherence.findings import Findings
from underheaven.policy.schema import Policy


def check(policy: Policy, findings: Findings) -> None:
    """Notes what confines beside `same_context`."""
    confining = [name for name, consequence in policy.consequences.items() if consequence.confines]
    if policy.safeguards.same_context and confining:
        findings.note(
            ("safeguards", "same_context"),
            f"with `same_context` nobody is confined, and {', '.join(confining)} would confine",
            "whoever is confined is kept from everything, whatever the records were about",
            "remove `confines`, or `same_context`",
        )

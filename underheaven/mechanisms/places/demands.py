"""Whether a society has the goods that a policy gives by rank."""

from __future__ import annotations

from underheaven.policy.coherence import Findings
from underheaven.policy.demands.naming import instead
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def check(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes goods of which there is no fixed number."""
    for good in policy.positional:
        if good not in society.places:
            findings.note(
                ("positional", good),
                f"{good} is not a good of the society {society.society}",
                "only what there is a fixed number of is given by rank",
                instead(good, list(society.places))
                if society.places
                else "remove it, or add it to `places` of the society",
            )

"""Whether a society has the firms, and the acts of theirs, that a policy speaks of."""

from __future__ import annotations

from underheaven.policy.coherence import Findings
from underheaven.policy.demands.naming import instead
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def check(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes firms that there are not, and acts that none considers."""
    if society.firms is None:
        for name, consequence in policy.consequences.items():
            if consequence.bars_representative:
                findings.note(
                    ("consequences", name, "bars_representative"),
                    f"the society {society.society} has no firms",
                    "nobody represents one, so nobody can be barred from it",
                    "remove `bars_representative`, or add `firms` to the society",
                )
        if policy.firms is not None:
            findings.note(
                ("firms",),
                f"the society {society.society} has no firms",
                "nothing would be scored",
                "remove `firms`, or add it to the society",
            )
        return
    for kind in policy.firms.rules if policy.firms is not None else ():
        if kind not in society.firms.acts:
            findings.note(
                ("firms", "rules", kind),
                f"{kind} is not an act of firms of the society {society.society}",
                "a policy can only speak of acts that firms consider",
                instead(kind, list(society.firms.acts))
                if society.firms.acts
                else "remove it, or add it to `firms.acts` of the society",
            )

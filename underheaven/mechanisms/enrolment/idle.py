"""A scheme that reaches nobody."""

from __future__ import annotations

from underheaven.policy.coherence import Findings
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

EVERYBODY = "rollout: {everybody: {since: 2014-01-01, share: 1}}"


def note(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes a policy that scores nobody, a rollout of no regions, and joining that nobody does."""
    del society
    reaching = [name for name, entry in policy.rollout.items() if entry.share.value and entry.regions]
    acts = policy.sources or policy.rules or policy.consequences or policy.privileges or policy.firms
    if acts and not reaching:
        findings.note(
            ("rollout",) if policy.rollout else (),
            "nobody is in the scheme",
            "`rollout` says from which day on whom it reaches, and it reaches nobody"
            if policy.rollout
            else "`rollout` says from which day on whom it reaches, and there is none: nobody is scored",
            f"add `{EVERYBODY}`",
        )
    for name, entry in policy.rollout.items():
        # An entry with a share of 0 is a milestone: a day that is told, and reaches nobody.
        if not entry.regions and reaching:
            findings.note(
                ("rollout", name),
                f"{name} reaches nobody",
                "no region is named",
                "name one, or remove the entry",
            )
    if policy.joining is not None and policy.joining.share.value == 0:
        findings.note(("joining", "share"), "nobody joins", "`share` is 0", "raise `share`")

"""What a policy says of firms without effect: acts that no office records, thresholds that no score meets."""

from __future__ import annotations

from underheaven.policy.coherence import Findings
from underheaven.policy.idle.reach import note_below
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def note(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes rules and consequences for firms that change nothing, where the society has firms."""
    if policy.firms is None or society.firms is None:
        return
    firms = policy.firms
    counting = {kind: rule for kind, rule in firms.rules.items() if any(rule.caught.values)}
    for kind in firms.rules.keys() - counting.keys():
        findings.note(
            ("firms", "rules", kind, "caught"),
            f"no office ever records {kind}",
            "`caught` is 0 on every day",
            "raise it, or remove the rule",
        )
    falls = any(value < 0 for rule in counting.values() for value in rule.points.values)
    low = firms.score.minimum.value if falls else firms.score.start.value
    for name, consequence in firms.consequences.items():
        note_below(("firms", "consequences", name, "below"), consequence.below, low, findings)

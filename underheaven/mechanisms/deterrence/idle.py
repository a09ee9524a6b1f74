"""Chances that are announced to people who do not go by them."""

from __future__ import annotations

from underheaven.policy.coherence import Findings
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def note(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes announcements of a chance that moves nobody's belief."""
    deterrence = society.behaviour.deterrence
    if deterrence is not None and deterrence.chance.by_announcement.value:
        return
    for name, each in policy.announcements.items():
        if each.chance is not None:
            findings.note(
                ("announcements", name, "chance"),
                f"nobody in {society.society} goes by a chance that is announced",
                "the society has no `by_announcement` in `behaviour.deterrence.chance`",
                "remove `chance`, or let the society's people believe it",
            )

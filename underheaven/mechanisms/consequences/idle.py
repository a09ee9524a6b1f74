"""Consequences that nobody ever comes under, or that deny nothing."""

from __future__ import annotations

from underheaven.documents.document import Path
from underheaven.policy.coherence import Findings
from underheaven.policy.idle.reach import note_below, reachable
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def note(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes thresholds that no score meets, and denials of what nobody may be denied."""
    low, _ = reachable(policy, society)
    for name, consequence in policy.consequences.items():
        at: Path = ("consequences", name)
        if consequence.follows is not None and consequence.follows.between.most.value > low:
            continue
        note_below((*at, "below"), consequence.below, low, findings)
        for group, below in consequence.below_of_group.items():
            note_below((*at, "below_of_group", group), below, low, findings)
        exempt = policy.safeguards.essential_services
        if consequence.denies and exempt and all(_is_essential(society, kind) for kind in consequence.denies):
            findings.note(
                (*at, "denies"),
                "nothing is denied",
                "all of it is essential, and `essential_services` lets nobody deny that",
                "name a kind that is not essential, or remove `denies`",
            )


def _is_essential(society: Society, kind: str) -> bool:
    return kind in society.acts and society.acts[kind].essential

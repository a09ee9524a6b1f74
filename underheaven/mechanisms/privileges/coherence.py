"""What is wrong with privileges: those that bring nothing, or more than can be."""

from __future__ import annotations

from underheaven.documents.document import Path
from underheaven.policy.coherence.findings import Findings
from underheaven.policy.schema import Policy


def check(policy: Policy, findings: Findings) -> None:
    """Notes privileges that bring nothing, or more than can be."""
    for name, privilege in policy.privileges.items():
        at: Path = ("privileges", name)
        shown = privilege.visibility
        if privilege.yuan_per_use.value and not privilege.kinds:
            findings.note(
                (*at, "yuan_per_use"),
                f"{privilege.yuan_per_use.value:f} yuan for each use, and nothing to use it for",
                "`kinds` names the acts that a privilege makes cheaper",
                "name them under `kinds`, or write `yuan_per_year`",
            )
        elif not (privilege.yuan_per_year.value or privilege.kinds or privilege.fast_lane or shown):
            findings.note(
                at,
                "the privilege brings nothing",
                "it has neither `yuan_per_year` nor `kinds`, `fast_lane` or `visibility`",
                "say what it brings, or remove it",
            )

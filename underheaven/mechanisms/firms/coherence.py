"""What is wrong with the scale of firms, and with what lies off it."""

from __future__ import annotations

from underheaven.documents.document import Path
from underheaven.policy.coherence.findings import Findings
from underheaven.policy.coherence.scales import check_thresholds
from underheaven.policy.schema import Policy


def check(policy: Policy, findings: Findings) -> None:
    """Notes a scale without length, thresholds off it, and moves longer than the scale of citizens."""
    firms = policy.firms
    if firms is None:
        return
    if firms.score.minimum.value == firms.score.maximum.value:
        findings.note(("firms", "score"), "the scale has no length", "", "set `maximum` above `minimum`")
    at: Path = ("firms", "consequences")
    below = (((*at, name, "below"), consequence.below) for name, consequence in firms.consequences.items())
    check_thresholds(firms.score, below, findings)
    length = policy.score.maximum.value - policy.score.minimum.value
    for name, consequence in firms.consequences.items():
        points = consequence.representative_points.value
        if abs(points) > length:
            findings.note(
                (*at, name, "representative_points"),
                f"a change of {points:f} points",
                f"the scale of citizens is {length:f} points long",
                f"give at most {length:f} either way",
            )

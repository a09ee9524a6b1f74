"""What is wrong with thresholds: what lies off the scale."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.documents.document import Path
from underheaven.documents.quantity import DatedQuantity
from underheaven.mechanisms.firms.scheme import FirmScore
from underheaven.policy.coherence.findings import Findings
from underheaven.policy.schema import Policy, Score


def check_scales(policy: Policy, findings: Findings) -> None:
    """Notes thresholds off the scale of citizens."""
    check_thresholds(policy.score, _thresholds(policy), findings)


def _thresholds(policy: Policy) -> Iterator[tuple[Path, DatedQuantity]]:
    """Every threshold on the scale of citizens, and where the policy says so."""
    for name, consequence in policy.consequences.items():
        at: Path = ("consequences", name)
        yield (*at, "below"), consequence.below
        for group, below in consequence.below_of_group.items():
            yield (*at, "below_of_group", group), below
    for name, privilege in policy.privileges.items():
        yield ("privileges", name, "above"), privilege.above


def check_thresholds(
    score: Score | FirmScore, thresholds: Iterator[tuple[Path, DatedQuantity]], findings: Findings
) -> None:
    """Notes each threshold that is off a scale."""
    low, high = score.minimum.value, score.maximum.value
    for path, threshold in thresholds:
        off = [value for value in threshold.values if not low <= value <= high]
        if off:
            findings.note(
                path,
                f"the threshold {off[0]:f} is off the scale",
                f"scores go from {low:f} to {high:f}",
                "choose a threshold on the scale",
            )

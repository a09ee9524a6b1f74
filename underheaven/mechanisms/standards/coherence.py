"""What is wrong with standards by themselves: limits off the scale, and beginnings outside of them."""

from __future__ import annotations

from underheaven.documents.document import Path
from underheaven.mechanisms.consequences.model import Consequence
from underheaven.mechanisms.standards.model import Follows
from underheaven.policy.coherence.findings import Findings
from underheaven.policy.schema import Policy


def check(policy: Policy, findings: Findings) -> None:
    """Notes what no threshold can follow, and where none can be."""
    low, high = policy.score.minimum.value, policy.score.maximum.value
    for name, consequence in policy.consequences.items():
        follows, at = consequence.follows, ("consequences", name, "follows")
        if follows is None:
            continue
        for key in ("least", "most"):
            value = getattr(follows.between, key).value
            if not low <= value <= high:
                findings.note(
                    (*at, "between", key),
                    f"the threshold {value:f} is off the scale",
                    f"scores go from {low:f} to {high:f}",
                    "choose a threshold on the scale",
                )
        _check_beginning(at, consequence, follows, findings)
        if follows.lag_days.value > follows.over_days.value:
            findings.note(
                (*at, "lag_days"),
                f"a lag of {follows.lag_days.value:f} days is longer than the period of"
                f" {follows.over_days.value:f}",
                "the next result would be there before the last is in force",
                "shorten the lag, or lengthen the period",
            )
        if follows.what == "under" and follows.kinds:
            findings.note(
                (*at, "kinds"),
                "who is under the consequence does not depend on kinds of act",
                "`kinds` says which acts are counted, and here people are",
                "remove `kinds`, or follow what is `done`, `recorded` or `repaid`",
            )


def _check_beginning(at: Path, consequence: Consequence, follows: Follows, findings: Findings) -> None:
    """Notes thresholds that begin outside of the limits."""
    least, most = follows.between.least.value, follows.between.most.value
    for threshold in (consequence.below, *consequence.below_of_group.values()):
        off = [value for value in threshold.values if not least <= value <= most]
        if off:
            findings.note(
                (*at, "between"),
                f"the threshold begins at {off[0]:f}",
                f"it moves between {least:f} and {most:f}",
                "choose limits between which it begins",
            )
            return

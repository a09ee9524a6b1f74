"""What is wrong with attention by itself: who feeds whom, and what is corrected."""

from __future__ import annotations

from underheaven.documents.document import Path
from underheaven.documents.words import nearest
from underheaven.mechanisms.attention.model import Learning
from underheaven.policy.coherence.findings import Findings
from underheaven.policy.schema import Policy


def check(policy: Policy, findings: Findings) -> None:
    """Notes sources fed by themselves or by none that there is, and findings corrected for no attention."""
    for name, source in policy.sources.items():
        if source.learning is not None:
            at: Path = ("sources", name, "learning")
            _check_feeders(policy, name, source.learning, findings)
            correction = source.learning.correction
            if correction is not None and any(correction.values) and not any(source.attention.values):
                findings.note(
                    (*at, "correction"),
                    f"{name} has no attention",
                    "what it finds is divided by the attention to a region, and that is the same everywhere",
                    "give it an `attention` above 0, or remove `correction`",
                )


def _check_feeders(policy: Policy, name: str, learning: Learning, findings: Findings) -> None:
    others = [other for other in policy.sources if other != name]
    for other in learning.fed_by:
        at: Path = ("sources", name, "learning", "fed_by", other)
        if other == name:
            findings.note(
                at,
                f"{name} would be fed by itself",
                "its own findings count in any case, each as 1",
                "remove the entry, or name another source",
            )
        elif other not in others:
            near = nearest(other, others)
            findings.note(
                at,
                f"{other} is not a source of this policy",
                "only what another source records can feed this one",
                (f"did you mean {near}?" if near else f"known are {', '.join(others)}")
                if others
                else "remove the entry, or add the source",
            )

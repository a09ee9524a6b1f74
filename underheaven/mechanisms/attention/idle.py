"""Learning without effect."""

from __future__ import annotations

from underheaven.documents.document import Path
from underheaven.policy.coherence import Findings
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def note(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes what sources learn that follow nothing, and what they learn from nothing."""
    for name, source in policy.sources.items():
        if source.learning is None:
            continue
        at: Path = ("sources", name, "learning")
        if len(society.regions) == 1:
            findings.note(at, "there is nothing to learn", "the society has one region", "remove it")
        elif not any(source.attention.values):
            remedy = "raise `attention`, or remove `learning`"
            findings.note(at, f"{name} looks everywhere alike", "its `attention` is 0", remedy)
        prior = source.learning.prior
        if prior is not None and not prior.per_person_year.value:
            what, why = "nothing is known beforehand", "`per_person_year` of the prior is 0"
            findings.note((*at, "prior"), what, why, "raise it, or remove the prior")
        for other, weight in source.learning.fed_by.items():
            if not weight.value:
                what, why = f"what {other} records does not count", "its weight is 0"
                findings.note((*at, "fed_by", other), what, why, "raise it, or remove the entry")

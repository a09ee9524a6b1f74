"""What is wrong with a policy by itself, whatever the society: sums, limits, scales, and contradictions.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""

from __future__ import annotations

from underheaven.documents.document import Document
from underheaven.mechanisms.registry import parts
from underheaven.policy.coherence.findings import Findings
from underheaven.policy.coherence.scales import check_scales
from underheaven.policy.coherence.watching import check_watching, written_kinds
from underheaven.policy.schema import Policy

__all__ = ["Findings", "check_policy", "note_incoherence", "written_kinds"]


def check_policy(policy: Policy, document: Document | None = None) -> None:
    """Refuses a policy that contradicts itself.

    Raises InputError with every problem at once; with `document`, each has its line and column.
    """
    findings = Findings(document)
    note_incoherence(policy, findings)
    findings.settle()


def note_incoherence(policy: Policy, findings: Findings) -> None:
    """Notes every contradiction of a policy with itself."""
    check_watching(policy, findings)
    check_scales(policy, findings)
    for mechanism in parts("coherence"):
        mechanism.check(policy, findings)

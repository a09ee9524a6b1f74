"""Whether a society can give what a policy asks for: kinds of act, people, and what each mechanism needs."""

from __future__ import annotations

from underheaven.documents.document import Document
from underheaven.mechanisms.registry import parts
from underheaven.policy.coherence import Findings, check_policy, note_incoherence
from underheaven.policy.demands.crowding import check_crowding
from underheaven.policy.demands.memory import check_memory
from underheaven.policy.demands.naming import check_acts
from underheaven.policy.demands.people import check_people
from underheaven.policy.schema import Policy
from underheaven.society.crowding import WEEK
from underheaven.society.schema import Society

__all__ = ["check_fit", "check_policy"]


def check_fit(
    policy: Policy, society: Society, document: Document | None = None, *, step_minutes: int = WEEK
) -> None:
    """Refuses a policy that contradicts itself, or that the society cannot carry out in such steps.

    Raises InputError with every problem at once; with the `document` that the policy was read from,
    each has its line and column.
    """
    findings = Findings(document)
    note_incoherence(policy, findings)
    check_acts(policy, society, findings)
    check_people(policy, society, findings)
    for mechanism in parts("demands"):
        mechanism.check(policy, society, findings)
    check_memory(policy, findings, step_minutes)
    findings.settle(early=True)
    # Rates are computed with names that have been found.
    check_crowding(policy, society, findings, step_minutes)
    findings.settle()

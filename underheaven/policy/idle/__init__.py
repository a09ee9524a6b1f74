"""What of a policy will have no effect: nothing of it is an error, and most of it is a slip of the pen.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""

from __future__ import annotations

import datetime as dt

from underheaven.documents.checking import in_order
from underheaven.documents.document import Document
from underheaven.documents.problems import Problem
from underheaven.mechanisms.registry import parts
from underheaven.policy.coherence import Findings
from underheaven.policy.idle.calendar import note_late, note_outside
from underheaven.policy.idle.guards import note_guards
from underheaven.policy.idle.watching import note_unseen
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

__all__ = ["idle"]


def idle(
    policy: Policy,
    society: Society,
    document: Document | None = None,
    dates: tuple[dt.date, dt.date] | None = None,
    until: dt.date | None = None,
) -> tuple[Problem, ...]:
    """Everything in a policy that will have no effect in a society, in the order of the file.

    The policy must fit the society (`check_fit`). With the first and the last day of a run, also what lies
    outside of it; with `until`, the last day of a run that is not told any, a rollout that begins later.
    Each entry says what it is, why it has no effect, and what to do.
    """
    findings = Findings(document)
    note_unseen(policy, society, findings)
    note_guards(policy, society, findings)
    for mechanism in parts("idle"):
        mechanism.note(policy, society, findings)
    if dates is not None:
        note_outside(policy, dates, findings)
    if until is not None:
        note_late(policy, until, findings)
    return tuple(in_order(findings.problems))

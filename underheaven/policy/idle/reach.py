"""Which scores there can be, and thresholds that none of them meets.

A score begins at `start`. It falls where a record costs points, and rises where one brings some; it recovers
to `start` and no further. So without rules that lower scores none is ever below its start, and without
rules that raise them none is above it.
"""

from __future__ import annotations

from decimal import Decimal

from underheaven.documents.document import Path
from underheaven.documents.quantity import DatedQuantity
from underheaven.policy.coherence import Findings
from underheaven.policy.idle.watching import moves, written
from underheaven.policy.schema import Policy
from underheaven.policy.words import said_below
from underheaven.society.schema import Society

Range = tuple[Decimal, Decimal]


def reachable(policy: Policy, society: Society) -> Range:
    """The lowest and the highest score that anybody can ever have."""
    score, recorded = policy.score, set[str]()
    for source in policy.sources.values():
        recorded |= written(policy, source, society)
    effects = [
        moves(rule)
        for kind, rule in policy.rules.items()
        if kind in recorded and _in_force(policy, society, kind)
    ]
    following = (
        policy.firms.consequences.values() if policy.firms is not None and society.firms is not None else ()
    )
    pushes = [each.representative_points.value for each in following]
    rises = any(up for _, up in effects) or any(points > 0 for points in pushes)
    # What a record of good conduct brought is taken away again when it expires.
    expiry = policy.safeguards.expiry
    falls = (
        any(down for down, _ in effects)
        or any(points < 0 for points in pushes)
        or (rises and expiry is not None and expiry.records == "all")
    )
    start = score.start.value
    return (score.minimum.value if falls else start), (score.maximum.value if rises else start)


def _in_force(policy: Policy, society: Society, kind: str) -> bool:
    act, guards = society.acts.get(kind), policy.safeguards
    if act is None:
        return True
    return not (guards.no_speech and act.speech != "none") and not (
        guards.no_purchases and act.kind == "purchase"
    )


def note_below(path: Path, below: DatedQuantity, low: Decimal, findings: Findings) -> None:
    """Notes a threshold below which nobody ever is."""
    if max(below.values) <= low:
        findings.note(
            path,
            f"nobody ever has a score {said_below(max(below.values))}",
            f"the lowest that the rules can bring about is {low:f}",
            "raise the threshold, or add a rule that lowers scores",
        )

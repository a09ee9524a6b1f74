"""Thresholds that no score ever meets.

A score begins at `start`. It falls where a record costs points, and rises where one brings some; it recovers
to `start` and no further. So without rules that lower scores none is ever below its start, and without
rules that raise them none is above it.
"""

from __future__ import annotations

from decimal import Decimal

from underheaven.documents.document import Path
from underheaven.documents.quantity import DatedQuantity
from underheaven.mechanisms.firms.scheme import FirmScheme
from underheaven.policy.coherence import Findings
from underheaven.policy.idle.watching import moves, written
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

Range = tuple[Decimal, Decimal]


def note_unreached(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes consequences and privileges that nobody ever comes under, or that change nothing."""
    low, high = reachable(policy, society)
    for name, consequence in policy.consequences.items():
        at: Path = ("consequences", name)
        _note_below((*at, "below"), consequence.below, low, findings)
        for group, below in consequence.below_of_group.items():
            _note_below((*at, "below_of_group", group), below, low, findings)
        exempt = policy.safeguards.essential_services
        if consequence.denies and exempt and all(_is_essential(society, kind) for kind in consequence.denies):
            findings.note(
                (*at, "denies"),
                "nothing is denied",
                "all of it is essential, and `essential_services` lets nobody deny that",
                "name a kind that is not essential, or remove `denies`",
            )
    for name, privilege in policy.privileges.items():
        if max(privilege.above.values) >= high and min(privilege.above.values) >= high:
            findings.note(
                ("privileges", name, "above"),
                f"nobody ever has a score above {min(privilege.above.values):f}",
                f"the highest that the rules can bring about is {high:f}",
                "lower the threshold, or add a rule that raises scores",
            )
    if policy.firms is not None and society.firms is not None:
        _note_firms(policy.firms, findings)


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


def _is_essential(society: Society, kind: str) -> bool:
    return kind in society.acts and society.acts[kind].essential


def _note_below(path: Path, below: DatedQuantity, low: Decimal, findings: Findings) -> None:
    if max(below.values) <= low:
        findings.note(
            path,
            f"nobody ever has a score below {max(below.values):f}",
            f"the lowest that the rules can bring about is {low:f}",
            "raise the threshold, or add a rule that lowers scores",
        )


def _note_firms(firms: FirmScheme, findings: Findings) -> None:
    counting = {kind: rule for kind, rule in firms.rules.items() if any(rule.caught.values)}
    for kind in firms.rules.keys() - counting.keys():
        findings.note(
            ("firms", "rules", kind, "caught"),
            f"no office ever records {kind}",
            "`caught` is 0 on every day",
            "raise it, or remove the rule",
        )
    falls = any(value < 0 for rule in counting.values() for value in rule.points.values)
    low = firms.score.minimum.value if falls else firms.score.start.value
    for name, consequence in firms.consequences.items():
        _note_below(("firms", "consequences", name, "below"), consequence.below, low, findings)

"""Redress of nothing: of records that nobody writes, or that strikes out and upholds none."""

from __future__ import annotations

from underheaven.policy.coherence import Findings
from underheaven.policy.idle.watching import moves, written
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def note(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes redress of records that nobody writes, and such as brings nothing."""
    guards = policy.safeguards
    recorded = set().union(*(written(policy, source, society) for source in policy.sources.values()))
    costs = any(moves(rule)[0] for kind, rule in policy.rules.items() if kind in recorded)
    counts = any(any(moves(rule)) for kind, rule in policy.rules.items() if kind in recorded)
    of_all = guards.expiry is not None and guards.expiry.records == "all"
    for name, on, guarded in (
        ("notice", guards.notice is not None, costs),
        ("appeal", guards.appeal is not None, costs),
        ("expiry", guards.expiry is not None, counts if of_all else costs),
        ("review", guards.review is not None, counts),
    ):
        if on and not guarded:
            findings.note(
                ("safeguards", name),
                f"{name} has no record to be about",
                "no record that is ever written moves a score" if name == "review" or of_all
                else "no record that is ever written costs points",
                f"remove `{name}`, or add a rule and a source for it",
            )  # fmt: skip
    review, appeal = guards.review, guards.appeal
    if review is not None and not (review.strikes_wrong.value or review.strikes_true.value):
        findings.note(("safeguards", "review"), "review strikes out nothing", "both its chances are 0",
                      "raise `strikes_wrong`, or remove `review`")  # fmt: skip
    if appeal is not None and not (appeal.appeals_wrong.value or appeal.appeals_true.value):
        findings.note(("safeguards", "appeal"), "nobody appeals", "both shares of appeals are 0",
                      "raise `appeals_wrong`, or remove `appeal`")  # fmt: skip
    elif appeal is not None and not (
        appeal.suspensive
        or (appeal.appeals_wrong.value and appeal.upheld_wrong.value)
        or (appeal.appeals_true.value and appeal.upheld_true.value)
    ):
        findings.note(("safeguards", "appeal"), "no appeal ever succeeds",
                      "`upheld_wrong` and `upheld_true` are 0 where anybody appeals",
                      "raise `upheld_wrong`, or remove `appeal`")  # fmt: skip

"""Whether a society has the kinds of act that standards follow."""

from __future__ import annotations

from underheaven.mechanisms.standards.model import Follows
from underheaven.policy.coherence import Findings
from underheaven.policy.demands.naming import instead
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def check(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes kinds that there are not, and repayment of what is never paid back or not."""
    for name, consequence in policy.consequences.items():
        if consequence.follows is None:
            continue
        at = ("consequences", name, "follows")
        for number, kind in enumerate(consequence.follows.kinds):
            if kind not in society.acts:
                findings.note(
                    (*at, "kinds", number),
                    f"{kind} is not a kind of act of the society {society.society}",
                    "a threshold can only follow acts that people consider",
                    instead(kind, list(society.acts)),
                )
        if consequence.follows.what == "repaid" and not _is_lent(consequence.follows, society):
            findings.note(
                (*at, "what"),
                "nothing of it is ever paid back or not",
                "no kind of act that counts has a `repayment` in the society",
                "name a kind of credit that has one, or follow what is `done` or `recorded`",
            )


def _is_lent(follows: Follows, society: Society) -> bool:
    kinds = follows.kinds or tuple(society.acts)
    return all(
        kind in society.acts and society.acts[kind].repayment is not None for kind in follows.kinds
    ) and any(kind in society.acts and society.acts[kind].repayment is not None for kind in kinds)

"""Whether a society has the people whom a policy asks to join."""

from __future__ import annotations

from decimal import Decimal

from underheaven.documents.document import Path
from underheaven.policy.coherence import Findings
from underheaven.policy.demands.naming import instead
from underheaven.policy.schema import Policy
from underheaven.society.numbering import categories
from underheaven.society.schema import CHILD, Society


def check(policy: Policy, society: Society, findings: Findings) -> None:
    """Names of categories, and a share that is one for everybody: factors are 1 where none is given."""
    if policy.joining is None:
        return
    known = {**categories(society), "child": CHILD}
    at: Path = ("joining", "share_by")
    share = policy.joining.share.value
    for attribute, factors in policy.joining.share_by.items():
        if attribute not in known:
            findings.note(
                (*at, attribute),
                f"{attribute} is not an attribute of people",
                "who joins depends on what people are",
                instead(attribute, list(known)),
            )
            continue
        for category in factors:
            if category not in known[attribute]:
                findings.note(
                    (*at, attribute, category),
                    f"{category} is no {attribute} of the society {society.society}",
                    "",
                    instead(category, list(known[attribute])),
                )
        rest = () if set(known[attribute]) <= factors.keys() else (Decimal(1),)
        share *= max([*(factor.value for factor in factors.values()), *rest])
    if share > 1:
        findings.note(
            at if policy.joining.share_by else ("joining", "share"),
            f"the share of some who join is {share:f}",
            "`share` times the largest factors is above 1",
            "lower them",
        )

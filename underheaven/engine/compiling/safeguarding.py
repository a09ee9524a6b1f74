"""What safeguards leave of a policy, and the tables of redress (specification, 2.4 and 23)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from underheaven.policy.matching import over
from underheaven.policy.schema import Policy
from underheaven.society.schema import Act

NOUGHT = Decimal(0)
NONE = (NOUGHT, NOUGHT)


def secrecy_on(policy: Policy, day: dt.date) -> Decimal:
    """How secret the method is on a day, 0 to 1."""
    if policy.safeguards.published_method or over(policy, day):
        return NOUGHT
    return policy.secrecy.on(day) or NOUGHT


def points_on(policy: Policy, kind: str, act: Act, day: dt.date) -> tuple[Decimal, Decimal]:
    """Points of a record of a kind on a day, after a good and after a bad outcome; 0 where none are."""
    rule, safeguards = policy.rules.get(kind), policy.safeguards
    if rule is None or over(policy, day):
        return NONE
    if safeguards.no_speech and act.speech != "none":
        return NONE
    if safeguards.no_purchases and act.kind == "purchase":
        return NONE
    return rule.points_on(day)

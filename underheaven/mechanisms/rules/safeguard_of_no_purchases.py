"""What people buy does not count."""

from __future__ import annotations

from underheaven.policy.safeguard import Words, switch
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

NAME, PLACE = "no_purchases", 80


WORDS = Words(
    title="No purchases",
    about="rules about purchases are void",
    presumes="what counts as a purchase is said by the society",
    promise="no rules about purchases",
)


def needless(policy: Policy, society: Society) -> str | None:
    """Why it guards against nothing."""
    ruled = (society.acts[kind] for kind in policy.rules if kind in society.acts)
    return None if any(act.kind == "purchase" for act in ruled) else "no rule is about purchases"


SAFEGUARD = switch(NAME, WORDS, needless)

"""Nobody answers for others."""

from __future__ import annotations

from underheaven.policy.safeguard import Words, switch
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

NAME, PLACE = "no_association", 60


WORDS = Words(
    title="No association",
    about="nobody's score is pulled by family, friends or workmates",
    presumes="nothing",
    promise="nobody answers for others",
)


def needless(policy: Policy, society: Society) -> str | None:
    """Why it guards against nothing."""
    del society
    return None if any(policy.association.alpha.values) else "`association.alpha` is 0"


SAFEGUARD = switch(NAME, WORDS, needless)

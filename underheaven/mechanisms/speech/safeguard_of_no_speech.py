"""What people say does not count."""

from __future__ import annotations

from underheaven.policy.safeguard import Words, switch
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

NAME, PLACE = "no_speech", 70


WORDS = Words(
    title="No speech",
    about="rules about speech are void",
    presumes="what counts as speech is said by the society",
    promise="no rules about speech",
)


def needless(policy: Policy, society: Society) -> str | None:
    """Why it guards against nothing."""
    ruled = (society.acts[kind] for kind in policy.rules if kind in society.acts)
    return None if any(act.speech != "none" for act in ruled) else "no rule is about speech"


SAFEGUARD = switch(NAME, WORDS, needless)

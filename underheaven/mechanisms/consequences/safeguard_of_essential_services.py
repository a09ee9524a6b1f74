"""Nobody is kept from what is essential."""

from __future__ import annotations

from underheaven.policy.safeguard import Words, switch
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

NAME, PLACE = "essential_services", 100


WORDS = Words(
    title="Essential services protected",
    about="what is essential is neither denied nor prevented",
    presumes="what counts as essential is said by the society",
    promise="essential services stay open",
    written="what the society calls essential is neither denied nor prevented",
)


def needless(policy: Policy, society: Society) -> str | None:
    """Why it guards against nothing."""
    denied = (kind for each in policy.consequences.values() for kind in each.denies if kind in society.acts)
    confines = any(each.confines for each in policy.consequences.values())
    needed = confines or any(society.acts[kind].essential for kind in denied)
    return None if needed else "no consequence denies what is essential"


SAFEGUARD = switch(NAME, WORDS, needless)

"""Everybody can know what counts."""

from __future__ import annotations

from underheaven.policy.safeguard import Words, switch
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

NAME, PLACE = "published_method", 50


WORDS = Words(
    title="Published method",
    about="everybody can know what counts; those who know can also game it",
    presumes="the secrecy is 0 from the first day",
    promise="a published method",
    written="the secrecy is 0",
)


def needless(policy: Policy, society: Society) -> str | None:
    """Why it guards against nothing."""
    del society
    return None if any(policy.secrecy.values) else "the method is not secret"


SAFEGUARD = switch(NAME, WORDS, needless)

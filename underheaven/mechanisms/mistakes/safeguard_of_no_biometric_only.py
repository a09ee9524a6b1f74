"""A face alone makes no record."""

from __future__ import annotations

from underheaven.policy.safeguard import Words, switch
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

NAME, PLACE = "no_biometric_only", 90


WORDS = Words(
    title="No biometric evidence alone",
    about="what recognises faces writes no record that no other source writes",
    presumes="other sources see no more than before",
    promise="nothing from faces alone",
)


def needless(policy: Policy, society: Society) -> str | None:
    """Why it guards against nothing."""
    del society
    faces = any(source.faces is not None for source in policy.sources.values())
    return None if faces else "no source recognises faces"


SAFEGUARD = switch(NAME, WORDS, needless)

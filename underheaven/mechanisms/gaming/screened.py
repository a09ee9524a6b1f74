"""What a screen says of the method."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.schema import Policy
from underheaven.policy.screening.element import Fact

PLACE = 20


def bearing(policy: Policy) -> Iterator[Fact]:
    """Facts that bear on whether what follows is in proportion."""
    secrecy = max(policy.secrecy.values)
    if secrecy and not policy.safeguards.published_method:
        yield Fact("The method is secret." if secrecy == 1 else "The method is secret in part.", ("secrecy",))

"""What a screen says of who is in a scheme."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.schema import Policy
from underheaven.policy.screening.element import Fact

PLACE = 30


def bearing(policy: Policy) -> Iterator[Fact]:
    """Facts that bear on whether what follows is in proportion."""
    if policy.safeguards.opt_in:
        yield Fact("Only those who join are scored.", ("safeguards.opt_in",))

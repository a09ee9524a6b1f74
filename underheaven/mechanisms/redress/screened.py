"""What a screen says of redress."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.schema import Policy
from underheaven.policy.screening.element import Fact

PLACE = 10


def bearing(policy: Policy) -> Iterator[Fact]:
    """Facts that bear on whether what follows is in proportion."""
    guards = policy.safeguards
    if guards.review is not None:
        yield Fact("A person looks at every record before it is written.", ("safeguards.review",))
    else:
        yield Fact("No person looks at a record before it counts.", ("safeguards.review",))
    if guards.appeal is not None:
        waits = "the points wait for it" if guards.appeal.suspensive else "the points do not wait for it"
        yield Fact(
            f"A record can be appealed against; the decision takes {guards.appeal.days.value} days, "
            f"and {waits}.",
            ("safeguards.appeal",),
        )
    else:
        yield Fact("No record can be appealed against.", ("safeguards.appeal",))
    if guards.notice is not None:
        yield Fact(
            f"A record takes effect {guards.notice.days.value} days after notice.", ("safeguards.notice",)
        )

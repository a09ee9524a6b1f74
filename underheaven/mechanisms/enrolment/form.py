"""What the form says of how long a scheme lasts."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.schema import Policy
from underheaven.report.form.parts import Statement
from underheaven.report.words import day

PLACE = 20


def measures(policy: Policy) -> Iterator[Statement]:
    """What is done where risks materialise: point (f) of the form."""
    guards = policy.safeguards
    if guards.sunset is not None:
        yield Statement(f"The whole ends on {day(guards.sunset)}.", ("safeguards.sunset",))

"""What this mechanism declares of itself."""

from __future__ import annotations

from underheaven.counted.columns import Act, Known, Life, Person, PublicAfter
from underheaven.mechanisms.base import Mechanism

MECHANISM = Mechanism(
    title="The hospital",
    about="A line for a need, in which some are served before others.",
    sections=("17",),
    keys=("society.hospital", "policy.privileges.*.fast_lane"),
    counts=(
        Act.REFUSED,
        Person.FAST_VISITS,
        Person.FAST_MINUTES,
        Person.FAST_MINUTES_ONE_LINE,
        Person.SLOW_VISITS,
        Person.SLOW_MINUTES,
        Person.SLOW_MINUTES_ONE_LINE,
        PublicAfter.VISITS_FAST,
        PublicAfter.VISITS_SLOW,
        Known.LOAD_FAST,
        Known.LOAD_SLOW,
        Known.WAIT_FAST,
        Known.WAIT_SLOW,
        Known.WAIT_ONE_LINE,
        Known.REFUSED_FAST,
        Known.REFUSED_SLOW,
        Life.REFUSED,
    ),
    laws=("priority-queue", "hospital"),
)

"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from underheaven.verify.counted import DREAD, all_of
from underheaven.verify.switched import FALLS, RISES, Switched, safeguard

PLACE = 60
EFFECTS = (
    Switched(
        "dread at what happens to others", {"society.behaviour.dread.associate": 24},
        {"society.behaviour.dread.associate": 0}, {"mean dread": (RISES, DREAD)},
    ),
    safeguard("no_association", True, {"pull of ties": (FALLS, all_of("person.pull_sum"))}),
)  # fmt: skip

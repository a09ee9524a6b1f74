"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from underheaven.verify.counted import DREAD, all_of
from underheaven.verify.switched import FALLS, RISES, STAYS, Switched

PLACE = 130
EFFECTS = (
    Switched(
        "renewal", {"world.renewal": True}, {"world.renewal": False},
        {
            "people replaced": (RISES, all_of("person.replaced")),
            "mean dread": (FALLS, DREAD),
            "people": (STAYS, all_of("person.persons")),
        },
    ),
)  # fmt: skip

"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from underheaven.verify.counted import all_of, less
from underheaven.verify.switched import FALLS, RISES, STAYS, Switched

PLACE = 140
EFFECTS = (
    Switched(
        "visibility, where nobody looks back", {"policy.privileges.dating_visibility.visibility": 8},
        {"policy.privileges.dating_visibility.visibility": 1},
        {
            "times seen, all": (STAYS, all_of("person.seen")),
            "times seen, of the visible": (RISES, all_of("person.seen_visible")),
            "times seen, of all others": (FALLS, less(all_of("person.seen"), all_of("person.seen_visible"))),
            "lives otherwise: score": (STAYS, all_of("person.shown_sum")),
        },
        {"society.dating.acceptance": 0},
    ),
)  # fmt: skip

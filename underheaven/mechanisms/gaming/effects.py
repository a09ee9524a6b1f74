"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from underheaven.verify.counted import SCORE, all_of
from underheaven.verify.switched import FALLS, RISES, Switched, safeguard, shipped

PLACE = 80
EFFECTS = (
    Switched(
        "gaming", **shipped("society.behaviour.gaming", None),
        given={"policy.safeguards.published_method": True},
        effects={
            "acts gamed": (RISES, all_of("act.*.gamed")),
            "points gained": (RISES, all_of("person.points_gained")),
            "mean score": (RISES, SCORE),
        },
    ),
    safeguard(
        "published_method", True,
        {
            "doctor visits held back": (FALLS, all_of("act.doctor_visit.held_back")),
            "acts gamed": (RISES, all_of("act.*.gamed")),
        },
        {"society.behaviour.dread.secrecy_spread": 1, "society.acts.doctor_visit.dread_response": 1},
    ),
)  # fmt: skip

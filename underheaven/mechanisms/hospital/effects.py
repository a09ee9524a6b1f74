"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from underheaven.verify.counted import all_of, less
from underheaven.verify.switched import FALLS, RISES, Switched, shipped

PLACE = 20
EFFECTS = (
    Switched(
        "fast lane", **shipped("policy.privileges.hospital_fast_lane.fast_lane", False),
        given={"policy.privileges.hospital_fast_lane.yuan_per_year": 1},
        effects={
            "wait of the fast class less that in one line": (
                FALLS, less(all_of("person.fast_minutes"), all_of("person.fast_minutes_one_line"))
            ),
            "wait of the slow class less that in one line": (
                RISES, less(all_of("person.slow_minutes"), all_of("person.slow_minutes_one_line"))
            ),
        },
    ),
)  # fmt: skip

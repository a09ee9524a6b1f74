"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from underheaven.verify.counted import all_of, unevenness
from underheaven.verify.switched import FALLS, RISES, Switched, shipped

PLACE = 50
EFFECTS = (
    Switched(
        "hours of less sight", **shipped("policy.sources.cameras.hours", ()),
        effects={"records of cameras": (FALLS, all_of("source.cameras.true"))},
    ),
    Switched(
        "attention follows what was found", {"policy.sources.cameras.attention": 1},
        {"policy.sources.cameras.attention": 0},
        {"records of cameras, most in one region": (RISES, unevenness("source.cameras.true"))},
    ),
)  # fmt: skip

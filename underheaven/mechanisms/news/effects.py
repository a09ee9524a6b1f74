"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from underheaven.verify.counted import DREAD
from underheaven.verify.switched import FALLS, RISES, Switched, shipped

PLACE = 90
EFFECTS = (
    Switched(
        "announcements", **shipped("policy.announcements", {}), effects={"mean dread": (RISES, DREAD)},
        given={"policy.news": {}},
    ),
    Switched(
        "announcements wear off", **shipped("policy.announcements.train_announcement.half_life_days", None),
        effects={"mean dread": (FALLS, DREAD)},
    ),
)  # fmt: skip

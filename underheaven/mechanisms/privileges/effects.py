"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from underheaven.verify.counted import all_of
from underheaven.verify.switched import RISES, Switched, shipped

PLACE = 10
EFFECTS = (
    Switched(
        "privileges", **shipped("policy.privileges", {}),
        effects={
            "uses of privileges": (RISES, all_of("privilege.*.uses")),
            "days with a privilege": (RISES, all_of("privilege.*.holders")),
        },
    ),
)  # fmt: skip

"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from underheaven.verify.counted import HARDSHIP, all_of, less
from underheaven.verify.switched import RISES, STAYS, Switched, shipped

PLACE = 30
EFFECTS = (
    Switched(
        "places by rank", **shipped("policy.positional", {}),
        effects={
            "families displaced": (RISES, all_of("place.*.displaced")),
            "families placed": (STAYS, all_of("place.*.placed")),
            "favoured less displaced": (STAYS, less(all_of("place.*.favoured"), all_of("place.*.displaced"))),
            "mean hardship": (RISES, HARDSHIP),
        },
    ),
)  # fmt: skip

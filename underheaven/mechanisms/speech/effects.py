"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from decimal import Decimal

from underheaven.verify.counted import all_of
from underheaven.verify.switched import FALLS, RISES, Switched, safeguard

PLACE = 70
EFFECTS = (
    Switched(
        "thresholds of speech",
        {"society.behaviour.speech_thresholds": [{"share": Decimal("0.5"), "climate": 0},
                                                 {"share": Decimal("0.5"), "climate": Decimal("0.6")}]},
        {"society.behaviour.speech_thresholds": ()},
        {"critical posts": (FALLS, all_of("act.critical_post.done"))},
    ),
    safeguard(
        "no_speech", True,
        {
            "records of critical posts": (FALLS, all_of("act.critical_post.recorded")),
            "critical posts": (RISES, all_of("act.critical_post.done")),
        },
    ),
)  # fmt: skip

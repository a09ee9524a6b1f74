"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from underheaven.verify.counted import all_of
from underheaven.verify.switched import FALLS, safeguard

PLACE = 170
EFFECTS = (
    safeguard(
        "no_biometric_only", True,
        {
            "records of cameras": (FALLS, all_of("source.cameras.*")),
            "wrong records": (FALLS, all_of("source.*.wrong")),
        },
    ),
)  # fmt: skip

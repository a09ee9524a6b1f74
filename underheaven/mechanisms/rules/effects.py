"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from underheaven.verify.counted import of_kinds
from underheaven.verify.switched import FALLS, safeguard

PLACE = 160
EFFECTS = (
    safeguard(
        "no_purchases", True,
        {"records of purchases": (FALLS, of_kinds(lambda act: act.kind == "purchase", "recorded"))},
    ),
)  # fmt: skip

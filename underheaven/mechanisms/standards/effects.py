"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from typing import Any

from underheaven.verify.counted import UNDER
from underheaven.verify.switched import RISES, Switched

PLACE = 200
FOLLOWS = "policy.consequences.no_loan.follows"


def follows(raise_when: str) -> dict[str, Any]:
    """The threshold for loans follows the share of those under it, far from which it is."""
    return {
        "what": "under", "over_days": 28, "target": 0 if raise_when == "above" else 1,
        "raise_when": raise_when, "gain": 1_000, "step": 10, "between": {"least": 0, "most": 800},
    }  # fmt: skip


EFFECTS = (
    Switched(
        "a threshold that rises while fewer than all are under it", {FOLLOWS: follows("below")},
        {FOLLOWS: None}, {"people under a consequence": (RISES, UNDER)},
    ),
    Switched(
        "a threshold that rises while anybody is under it", {FOLLOWS: follows("above")},
        {FOLLOWS: None}, {"people under a consequence": (RISES, UNDER)},
    ),
)  # fmt: skip

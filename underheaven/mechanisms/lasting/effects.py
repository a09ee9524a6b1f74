"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from decimal import Decimal

from underheaven.verify.counted import UNDER, all_of
from underheaven.verify.switched import FALLS, RISES, STAYS, Switched

PLACE = 190
LASTING = "society.behaviour.lasting"
READILY = {
    "speech": {
        "contexts": ["speech"],
        "on": "propensity",
        "classes": [
            {"share": Decimal("0.4"), "factor": Decimal("1.6")},
            {"share": Decimal("0.6"), "factor": Decimal("0.6")},
        ],
    }
}
OFTEN = {
    "speech": {
        "contexts": ["speech"],
        "on": "considering",
        "classes": [{"share": Decimal("0.9"), "factor": 0}, {"share": Decimal("0.1"), "factor": 10}],
    }
}

EFFECTS = (
    Switched(
        "lasting differences in propensity", {LASTING: READILY}, {LASTING: {}},
        {
            "acts considered": (STAYS, all_of("act.*.considered")),
            "people under a consequence": (RISES, UNDER),
        },
    ),
    Switched(
        "lasting differences in what is considered", {LASTING: OFTEN}, {LASTING: {}},
        {
            "critical posts that dread holds back": (RISES, all_of("act.critical_post.held_back")),
            "first consequences": (FALLS, all_of("person.entered_plain")),
        },
    ),
)  # fmt: skip

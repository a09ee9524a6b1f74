"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from decimal import Decimal

from underheaven.verify.counted import SCORE, all_of, per
from underheaven.verify.switched import FALLS, RISES, Switched

PLACE = 100
LOAN = "policy.rules.loan"
EFFECTS = (
    Switched(
        "credit moves the score", {}, {LOAN: {"repaid": 0, "defaulted": 0}},
        {
            "records of loans": (RISES, all_of("act.loan.recorded")),
            "points lost": (RISES, all_of("person.points_lost")),
        },
    ),
    Switched(
        "loans are paid back", {"society.acts.loan.repayment": Decimal("0.98")},
        {"society.acts.loan.repayment": Decimal("0.7")},
        {
            "share of loans paid back": (RISES, per("act.loan.done", "act.loan.repaid")),
            "points lost": (FALLS, all_of("person.points_lost")),
            "mean score": (RISES, SCORE),
        },
    ),
)  # fmt: skip

"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from decimal import Decimal

from underheaven.verify.counted import SCORE, UNDER, all_of
from underheaven.verify.switched import FALLS, RISES, safeguard

PLACE = 150
EFFECTS = (
    safeguard(
        "notice", {"days": 90},
        {"points lost": (FALLS, all_of("person.points_lost")), "mean score": (RISES, SCORE)},
    ),
    safeguard(
        "review", {"strikes_wrong": Decimal("0.8"), "strikes_true": Decimal("0.02")},
        {
            "wrong records": (FALLS, all_of("source.*.wrong")),
            "wrong records struck out": (RISES, all_of("person.struck_wrong")),
            "weeks under a consequence in error": (FALLS, all_of("person.any_in_error")),
        },
    ),
    safeguard(
        "appeal",
        {"appeals_wrong": Decimal("0.8"), "appeals_true": Decimal("0.1"), "upheld_wrong": Decimal("0.9"),
         "upheld_true": Decimal("0.1"), "days": 14, "capacity_per_1000_year": 5_000, "suspensive": False},
        {
            "points given back": (RISES, all_of("person.points_returned")),
            "weeks under a consequence in error": (FALLS, all_of("person.any_in_error")),
            "mean score": (RISES, SCORE),
        },
    ),
    safeguard(
        "expiry", {"days": 150, "records": "bad"},
        {
            "records that ended": (RISES, all_of("person.records_expired")),
            "share under a consequence": (FALLS, UNDER),
            "consequences left by redress": (RISES, all_of("consequence.*.left_by_redress")),
        },
    ),
)  # fmt: skip

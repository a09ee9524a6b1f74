"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from underheaven.verify.counted import UNDER, all_of
from underheaven.verify.switched import FALLS, Switched, safeguard

PLACE = 120
JOINING = {"policy.joining": {"share": Decimal("0.4")}}
ROLLOUT = ("outline", "first_pilots", "more_pilots", "nationwide")
EFFECTS = (
    Switched(
        "joining is voluntary", {**JOINING, "policy.rollout.nationwide.joining": "voluntary"}, {},
        {"people in the scheme": (FALLS, all_of("person.enrolled"))},
    ),
    Switched(
        "safeguard: opt in",
        {
            "policy.safeguards.opt_in": True, **JOINING,
            **{f"policy.rollout.{entry}.joining": "voluntary" for entry in ROLLOUT},
        },
        {}, {"people in the scheme": (FALLS, all_of("person.enrolled"))},
    ),
    safeguard(
        "sunset", dt.date(2020, 7, 1),
        {
            "records": (FALLS, all_of("source.*.true", "source.*.wrong")),
            "share under a consequence": (FALLS, UNDER),
        },
    ),
)  # fmt: skip

"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from underheaven.verify.counted import HARDSHIP, all_of
from underheaven.verify.switched import RISES, Switched, shipped

PLACE = 110
EFFECTS = (
    Switched(
        "firms are scored, where their sanctions come early", {},
        {"policy.firms.rules": {}},
        given={
            "policy.firms.consequences.no_public_orders.below": 590,
            "policy.firms.consequences.no_public_orders.employees_hardship": 16,
        },
        effects={
            "records of firms": (RISES, all_of("firm_act.*.recorded")),
            "mean hardship": (RISES, HARDSHIP),
        },
    ),
    Switched(
        "standing bars from leading a firm",
        **shipped("policy.consequences.no_firm_to_lead.bars_representative", False),
        effects={"employees passed over": (RISES, all_of("firm.passed_over"))},
    ),
)  # fmt: skip

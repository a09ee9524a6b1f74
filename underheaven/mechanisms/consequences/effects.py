"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from underheaven.verify.counted import all_of, of_group, of_kinds
from underheaven.verify.switched import FALLS, RISES, Switched, safeguard, shipped

PLACE = 40
EFFECTS = (
    Switched(
        "house arrest confines", **shipped("policy.consequences.house_arrest.confines", False),
        given={"policy.consequences.house_arrest.below": 480},
        effects={
            "acts prevented": (RISES, all_of("act.*.prevented")),
            "acts outside that were done": (FALLS, of_kinds(lambda act: act.outside, "done")),
            "weeks of employed people at home": (RISES, all_of("person.employed_confined")),
        },
    ),
    Switched(
        "a threshold of one group's own", {"policy.consequences.no_loan.below_of_group": {"holm": 590}},
        {"policy.consequences.no_loan.below_of_group": {}},
        {"loans denied to that group": (RISES, of_group("holm", "act.loan.denied"))},
    ),
    safeguard(
        "essential_services", True, {"trains denied": (FALLS, all_of("act.ordinary_rail.denied"))},
        {
            "policy.consequences.no_train.denies": ("high_speed_rail", "ordinary_rail"),
            "policy.consequences.no_train.below": 560,
        },
    ),
    safeguard(
        "same_context", True, {"acts denied": (FALLS, all_of("act.*.denied"))},
        {
            "policy.consequences.house_arrest.confines": False,
            "policy.consequences.house_arrest.denies": ("rental",),
        },
    ),
)  # fmt: skip

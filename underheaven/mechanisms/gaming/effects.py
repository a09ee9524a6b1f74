"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from underheaven.verify.counted import SCORE, all_of
from underheaven.verify.shipped import Changes
from underheaven.verify.switched import FALLS, RISES, Switched, safeguard, shipped

PLACE = 80
HALF = Decimal("0.5")
EFFORT, GAMED = all_of("game.*.effort"), all_of("act.*.gamed")


def _goods(years: int) -> dict[str, Any]:
    """What lies above is worth over so many years."""
    classes = {"need": 2, "purchase": 1, "credit": 20}
    return {"years": years, "classes": classes, "liberty": 400, "yuan": Decimal("0.05")}


def _aimed(aims: str = "thresholds", **changes: Any) -> Changes:
    """Riverton, whose people think of it as often and find it as hard, but aim at something else."""
    return {
        "society.behaviour.gaming": {
            "per_year": 12,
            "worth": 1,
            "aims": aims,
            "goods": _goods(1),
            "count_effort": True,
            "efforts": [{"share": HALF, "factor": HALF}, {"share": HALF, "factor": 2}],
            **changes,
        }
    }


def _compared(what: str, on: Changes, off: Changes, way: int) -> Switched:
    """Gaming for thresholds in two ways, where the method is published."""
    return Switched(
        f"gaming: {what}", on, off, {"acts gamed": (way, GAMED), "effort spent": (way, EFFORT)},
        {"policy.safeguards.published_method": True},
    )  # fmt: skip


EFFECTS = (
    Switched(
        "gaming", **shipped("society.behaviour.gaming", None),
        given={"policy.safeguards.published_method": True},
        effects={
            "acts gamed": (RISES, all_of("act.*.gamed")),
            "points gained": (RISES, all_of("person.points_gained")),
            "mean score": (RISES, SCORE),
        },
    ),
    _compared("what lies above, and not points, is aimed at", _aimed(), _aimed("points"), FALLS),
    _compared("efforts weigh twice", _aimed(efforts=[{"share": 1, "factor": 4}]), _aimed(), FALLS),
    _compared("what is gained is counted over three years", _aimed(goods=_goods(3)), _aimed(), RISES),
    safeguard(
        "published_method", True,
        {
            "doctor visits held back": (FALLS, all_of("act.doctor_visit.held_back")),
            "acts gamed": (RISES, all_of("act.*.gamed")),
        },
        {"society.behaviour.dread.secrecy_spread": 1, "society.acts.doctor_visit.dread_response": 1},
    ),
)  # fmt: skip

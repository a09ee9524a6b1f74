"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from underheaven.verify.counted import all_of
from underheaven.verify.switched import FALLS, RISES, Switched

PLACE = 85
KIND = "traffic_offence"
DETERRENCE = "society.behaviour.deterrence"
GAIN = {f"society.acts.{KIND}.gain": {"exponential": 100}}
DONE, RECKONED = all_of(f"act.{KIND}.done"), all_of(f"reckon.{KIND}.held_back")


def reckoning(chance: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """People for whom a point is worth 20 yuan, and who believe what is published."""
    return {DETERRENCE: {"point": 20, "chance": {"guess": Decimal("0.05"), **(chance or {})}, **more}}


def belief(**weights: Any) -> dict[str, Any]:
    """People who go by nothing but what they believe."""
    return reckoning({"published": 0, **{name: Decimal(str(weight)) for name, weight in weights.items()}})


EFFECTS = (
    Switched(
        "people reckon with a record", {**reckoning(), **GAIN}, {DETERRENCE: None},
        {"traffic offences done": (FALLS, DONE), "held back by reckoning": (RISES, RECKONED)},
    ),
    Switched(
        "a point is worth more", reckoning(point=80), reckoning(),
        {"traffic offences done": (FALLS, DONE)}, GAIN,
    ),
    Switched(
        "chances are bent", reckoning(certainty=2), reckoning(),
        {"traffic offences done": (RISES, DONE)}, GAIN,
    ),
    Switched(
        "losses are bent", reckoning(severity=Decimal("0.5")), reckoning(),
        {"held back by reckoning": (RISES, RECKONED)}, GAIN,
    ),
    Switched(
        "a record moves belief", belief(by_record=0.3), belief(),
        {"held back by reckoning": (RISES, RECKONED)}, GAIN,
    ),
    Switched(
        "what nobody saw moves belief", belief(by_unseen=0.3), belief(),
        {"held back by reckoning": (FALLS, RECKONED)}, GAIN,
    ),
    Switched(
        "records of others move belief", belief(by_others=0.3), belief(),
        {"held back by reckoning": (RISES, RECKONED)}, GAIN,
    ),
)  # fmt: skip

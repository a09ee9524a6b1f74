"""A hospital in a small random society."""

from decimal import Decimal
from typing import Any

from tests.drawn import Ground

FEATURES, PLACE = ("hospital",), 10


CAPACITIES = (Decimal("0.0005"), Decimal("0.03"), Decimal("0.3"), Decimal(1))
"""Of a hospital, relative to the visits that people consider."""


def of_society(ground: Ground) -> dict[str, Any]:
    """Loads move slowly, so that some must be far too high for any visit to be refused within the run."""
    if not ground.has("hospital", 0.7):
        return {}
    dice, acts = ground.dice, ground.acts
    kind = dice.pick([name for name, act in acts.items() if act["kind"] == "need"])
    hospital = {
        "kind": kind,
        "visits_per_person_year": max(Decimal("0.001"), acts[kind]["per_year"] * dice.pick(CAPACITIES)),
        "density": dice.pick(ground.densities),
        "minutes_per_visit": dice.number("0", "60", 1),
        "variation": dice.number("0", "2", 2),
        "usual_load": dice.number("0.6", "1"),
    }
    return {"hospital": hospital}

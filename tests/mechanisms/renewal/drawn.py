"""Births, deaths and moves in a small random society."""

from typing import Any

from tests.drawn import Ground

FEATURES, PLACE = ("renewal",), 50


def of_society(ground: Ground) -> dict[str, Any]:
    """For some of the age bands."""
    if not ground.has("renewal", 0.7):
        return {}
    dice, step_minutes = ground.dice, ground.step_minutes
    bands = dice.some(ground.categories["age"], 1, 9)
    return {"renewal": {"per_year": {band: dice.yearly("0.01", "0.3", step_minutes) for band in bands}}}

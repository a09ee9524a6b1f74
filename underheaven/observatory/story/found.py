"""What was found for the story: the numbers of worlds that `tools/story_figures.py` lives."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOUND = Path(__file__).with_name("found.json")
LANES = (500, 750)
"""Points above which the fast lane at the hospital is open in two of the worlds, beside the policy's own."""


@dataclass(frozen=True)
class Estimate:
    """A mean over seeds with its 95 % interval."""

    mean: float
    low: float
    high: float


@cache
def kept() -> dict[str, Any]:
    """The whole file."""
    return dict(json.loads(FOUND.read_text(encoding="utf-8")))


def of_world(world: str, measure: str) -> Estimate:
    """A measure of one of the worlds, by the names that the file has. KeyError for any other."""
    return _estimate(kept()["values"][world][measure])


def of_ties(what: str) -> Estimate:
    """How many people are under a consequence `with` ties and `without`, `only with` and `only without`."""
    return _estimate(kept()["ties"][what])


def _estimate(found: dict[str, Any]) -> Estimate:
    return Estimate(found["mean"], found["low"], found["high"])

"""What follows where it is switched on, against a run without it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from underheaven.verify.counted import Quantity, all_of, unevenness
from underheaven.verify.switched import FALLS, RISES, Switched, shipped

PLACE = 50
LEARNING = "policy.sources.cameras.learning"
WHOLE = {"policy.sources.cameras.attention": 1}
HALF_WAY = dt.date(2020, 7, 1)
LAST = "northfields"
PRIOR = {"per_person_year": 10, "levels": {"oldtown": 0, "harbour": 0, "millside": 0}}
"""A belief in the last region alone, which is held for long."""


def there(pattern: str) -> Quantity:
    """A column, summed over the people of the last region."""
    return lambda run: float(run.of(pattern)[list(run.world.society.regions).index(LAST)].sum())


EFFECTS = (
    Switched(
        "hours of less sight", **shipped("policy.sources.cameras.hours", ()),
        effects={"records of cameras": (FALLS, all_of("source.cameras.true"))},
    ),
    Switched(
        "attention follows what was found", {"policy.sources.cameras.attention": 1},
        {"policy.sources.cameras.attention": 0},
        {"records of cameras, most in one region": (RISES, unevenness("source.cameras.true"))},
    ),
    Switched(
        "attention is dated", {"policy.sources.cameras.attention": {"dated": {HALF_WAY: 1}}},
        {"policy.sources.cameras.attention": 0},
        {"records of cameras, most in one region": (RISES, unevenness("source.cameras.true"))},
    ),
    Switched(
        "a long memory of a prior in one region", {LEARNING: {"prior": PRIOR, "memory_days": 3_640}},
        {LEARNING: {"prior": PRIOR, "memory_days": 14}},
        {"records of cameras there": (RISES, there("source.cameras.true"))},
        {"policy.sources.cameras.attention": Decimal("0.5")},
    ),
    Switched(
        "a prior in one region", {LEARNING: {"prior": PRIOR}}, {LEARNING: None},
        {"records of cameras there": (RISES, there("source.cameras.true"))},
        WHOLE,
    ),
    Switched(
        "reports to others feed attention", {LEARNING: {"fed_by": {"tax": 64}}}, {LEARNING: None},
        {"records of cameras, most in one region": (FALLS, unevenness("source.cameras.true"))},
        WHOLE,
    ),
    Switched(
        "findings corrected by the chance of having looked", {LEARNING: {"correction": 1}}, {LEARNING: None},
        {"records of cameras, most in one region": (FALLS, unevenness("source.cameras.true"))},
        WHOLE,
    ),
)  # fmt: skip

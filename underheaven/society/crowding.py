"""How many events of one sort a step can hold.

A step draws a Poisson count of at most 32 (specification, 1.5). A rate is refused where a larger count
would have a chance of one in a million or more: about 13 a step on average, whatever the step's length.
"""

from __future__ import annotations

import math
from functools import cache

WEEK, YEAR_MINUTES = 10_080, 525_960
"""Minutes of a step where nothing else is said, and of a year of 365.25 days."""
MOST_EVENTS, RARE = 32, 1e-6
MARGIN = 1 - 1e-9
"""Rates are compared as floats here and as exact decimals by the engine, which must not be stricter."""
_LENGTHS = {WEEK: "week", 5_040: "half-week", 1_440: "day"}


@cache
def most_a_step() -> float:
    """The largest mean of a count that a step holds."""
    low, high = 0.0, float(MOST_EVENTS)
    while high - low > 1e-12:
        middle = (low + high) / 2
        terms = (math.exp(i * math.log(middle) - middle - math.lgamma(i + 1)) for i in range(33, 200))
        low, high = (middle, high) if sum(terms) < RARE else (low, middle)
    return low * MARGIN


def is_crowded(per_year: float, step_minutes: int) -> bool:
    """Whether so many events a year are more than a step of so many minutes holds."""
    return per_year * step_minutes / YEAR_MINUTES > most_a_step()


def why_crowded(step_minutes: int) -> str:
    """The cause that problems with such rates name."""
    yearly = math.floor(most_a_step() * YEAR_MINUTES / step_minutes)
    length = _LENGTHS.get(step_minutes, "stretch")
    return (
        f"a {length}, which is one step, holds {MOST_EVENTS} at most, so the mean can be"
        f" {most_a_step():.1f} a step or {yearly:,} a year"
    )


def shorter(step_minutes: int) -> str:
    """The way out that `run` has where steps are longer than a day."""
    return (
        "" if step_minutes == 1_440 else ", or run with --step-minutes 1440 if a day's share is small enough"
    )

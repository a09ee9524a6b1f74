"""What is measured of a cohort, and who is a cohort: names, units and definitions as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from underheaven.measure.counts import Floats, Numbers, ratio
from underheaven.measure.lived.followed import FOLLOWED, FREE, FREE_LAST, Horizon
from underheaven.measure.lived.survival import still, within

NOT_FOLLOWED = "nobody can be followed for a year: the run ends before"
NOBODY_LEFT = "nobody who left could be followed for so long"
NOT_HALF = "more than half are under it for as long as the run goes on"


@dataclass(frozen=True)
class Figure:
    """A measure of a cohort: what it is called, what it is, and why it may be missing.

    `statistic` gives its value of counts [..., K] (followed.py); there is none of the length of a spell,
    whose interval follows from that of the share who have not left.
    """

    name: str
    title: str
    unit: str
    formula: str
    source: str
    direction: str
    undefined: str
    statistic: Callable[[Numbers, Horizon], Floats] | None
    label: str = "emergent"

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "name": self.name,
            "title": self.title,
            "unit": self.unit,
            "definition": self.formula,
            "source": self.source,
            "reading": self.direction,
            "label": self.label,
            "missing": self.undefined,
            "needs": "lives",
        }


def _halves(counts: Numbers, columns: slice) -> tuple[Numbers, Numbers]:
    """To how many it happened, and how many were followed no longer, by duration."""
    middle = (columns.start + columns.stop) // 2
    return counts[..., columns.start : middle], counts[..., middle : columns.stop]


def kept(counts: Numbers, of: Horizon) -> Floats:
    """The share that has not left after each duration, [..., steps]."""
    return still(*_halves(counts, of.spells))


def _ever(counts: Numbers, of: Horizon) -> Floats:
    return within(*_halves(counts, of.in_year), of.year)


def _back(counts: Numbers, of: Horizon, steps: int) -> Floats:
    return within(*_halves(counts, of.returns), steps)


def _later(counts: Numbers, of: Horizon) -> Floats:
    return np.asarray(_back(counts, of, of.year) - _back(counts, of, of.soon))


KAPLAN_MEIER = "Kaplan and Meier 1958"
COUNTED = "a count of people"
FIGURES = (
    Figure(
        "free_within_year",
        "Free at some week's end within a year",
        "share",
        "1 − S(a year), S the share that has not been free at the end of any step (Kaplan–Meier)",
        KAPLAN_MEIER,
        "less: a consequence is harder to leave even once",
        NOT_FOLLOWED,
        _ever,
    ),
    Figure(
        "free_after_year",
        "Free at the end of a year",
        "share",
        "of those who can be followed for a year, those who are free at the end of its last step",
        COUNTED,
        "less: a consequence is harder to get rid of",
        NOT_FOLLOWED,
        lambda counts, _: ratio(counts[..., FREE], counts[..., FOLLOWED]),
    ),
    Figure(
        "free_last_weeks",
        "Free throughout the last four weeks of it",
        "share",
        "of those who can be followed for a year, those free at the end of each step of its last 28 days",
        COUNTED,
        "less: fewer are free for good",
        NOT_FOLLOWED,
        lambda counts, _: ratio(counts[..., FREE_LAST], counts[..., FOLLOWED]),
    ),
    Figure(
        "half_left_after",
        "Half have left after",
        "days",
        "the end of the first step with S ≤ 1/2, S the share who have not left (Kaplan–Meier)",
        "Kaplan and Meier 1958; Brookmeyer and Crowley 1982",
        "more: a consequence lasts longer",
        NOT_HALF,
        None,
    ),
    Figure(
        "back_soon",
        "Back within four weeks of leaving",
        "share",
        "of those who left within the year, those under it again at the end of a step of the next 28 days "
        "(Kaplan–Meier)",
        KAPLAN_MEIER,
        "more: leaving is a matter of weeks, and no recovery",
        NOBODY_LEFT,
        lambda counts, of: _back(counts, of, of.soon),
    ),
    Figure(
        "back_later",
        "Back later, within a year of leaving",
        "share",
        "of those who left within the year, those under it again, first after 28 days and within a year "
        "(Kaplan–Meier)",
        KAPLAN_MEIER,
        "more: fewer of those who recovered stay free",
        NOBODY_LEFT,
        _later,
    ),
)
"""In their order."""
BY_NAME = {each.name: each for each in FIGURES}
UNITS = {each.name: each.unit for each in FIGURES}
"""What each is counted in."""

"""Numbers of a world that the expressions of measures may ask for: the closed list."""

from __future__ import annotations

import math
from collections.abc import Callable

from underheaven.measure.frame import MINUTES_PER_YEAR, Frame

MINUTES_PER_DAY = 1440


def _appeal_days(frame: Frame, _: str) -> float:
    procedure = frame.world.policy.safeguards.appeal
    return math.nan if procedure is None else procedure.days.value


def _wage_cut(frame: Frame, consequence: str) -> float:
    firms = frame.world.policy.firms
    return 0.0 if firms is None else float(firms.consequences[consequence].wage_cut.value)


def _yuan_per_year(frame: Frame, privilege: str) -> float:
    return float(frame.world.policy.privileges[privilege].yuan_per_year.value)


def _yuan_per_use(frame: Frame, privilege: str) -> float:
    return float(frame.world.policy.privileges[privilege].yuan_per_use.value)


def _yuan(frame: Frame, good: str) -> float:
    return float(frame.world.society.places[good].yuan.value)


NUMBERS: dict[str, Callable[[Frame, str], float]] = {
    "step_minutes": lambda frame, _: frame.step_minutes,
    "days_a_step": lambda frame, _: frame.step_minutes / MINUTES_PER_DAY,
    "steps_a_year": lambda frame, _: MINUTES_PER_YEAR / frame.step_minutes,
    "mean_income": lambda frame, _: sum(frame.income) / len(frame.income),
    "appeal.days": _appeal_days,
    "place.*.yuan": _yuan,
    "privilege.*.yuan_per_year": _yuan_per_year,
    "privilege.*.yuan_per_use": _yuan_per_use,
    "firm_consequence.*.wage_cut": _wage_cut,
}
"""By name, with `*` for the name of an entry, which is handed to the function."""

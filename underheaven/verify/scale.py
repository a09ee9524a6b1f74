"""Measures do not depend on how many of the nation are simulated: intervals of three sizes agree.

Each size runs once, with a seed of its own; its interval comes from its 32 blocks of communities (the
grouped jackknife), as in any report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from scipy.special import stdtrit

from underheaven.engine.layout import BLOCKS
from underheaven.measure.interval import LEVEL
from underheaven.measure.results import Value
from underheaven.verify.case import Case, Finding
from underheaven.verify.shipped import Setting
from underheaven.verify.small import SEED

FALSE_ALARM = 1e-3
MEASURES = (
    "mean_score", "under", "points_lost", "denied", "records", "wrong_records", "precision", "error_share",
    "chill", "held_back_lawful", "deterred", "pull", "mean_dread",
)  # fmt: skip
QUICK = Setting(days=364), (30_000, 60_000, 120_000)
NATION = Setting(society="china-2019", days=728, community_size=4_096), (60_000, 120_000, 1_000_000)
DEGREES = BLOCKS - 1


def deviation(value: Value) -> float:
    """The standard error behind a 95 % interval; an end that was cut is not looked at."""
    if value.value is None or value.low is None or value.high is None:
        return float("nan")
    half = max(value.value - value.low, value.high - value.value)
    return half / float(stdtrit(DEGREES, LEVEL))


def compare(about: str, first: Value, second: Value) -> Finding:
    """The finding about one measure of two sizes."""
    bound = float(stdtrit(DEGREES, 1 - FALSE_ALARM / 2) * np.hypot(deviation(first), deviation(second)))
    one, other = (np.nan if value.value is None else value.value for value in (first, second))
    return Finding(about, float(one), float(other), f"±{bound:.3g}", FALSE_ALARM, bool(abs(one - other) <= bound))


def run(setting: Setting, sizes: Sequence[int]) -> Sequence[Finding]:
    """The largest size against each of the others."""


    *smaller, largest = [
        replace(setting, citizens=size).measures(SEED + 10 + number) for number, size in enumerate(sizes)
    ]
    return [
        compare(f"{setting.society}, {sizes[-1]:,} against {size:,}: {name}", largest[name].all, measures[name].all)
        for size, measures in zip(sizes, smaller, strict=False)
        for name in MEASURES
    ]


CASES = tuple(
    Case(
        name=name,
        title=f"Number of people simulated, {setting.society}",
        checks="measures are ratios that do not depend on the number simulated",
        kind="engine",
        label="emergent",
        source="Wolter 2007, chapter 4 (grouped jackknife)",
        tolerance="t-limits of a difference, from the two runs' own intervals",
        false_alarm=FALSE_ALARM,
        run=partial(run, setting, sizes),
        quick=setting is QUICK[0],
    )
    for name, (setting, sizes) in (("scale", QUICK), ("scale-nation", NATION))
)

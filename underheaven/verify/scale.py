"""Measures do not depend on how many of the nation are simulated.

First by the intervals that a report gives: each size runs once, with a seed of its own, and its interval
comes from its 32 blocks of communities (a jackknife in strata of region and group). Then, where runs are
cheap, by the spread over seeds, which is a sharper test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from scipy.special import stdtrit

from underheaven.engine.layout import BLOCKS
from underheaven.measure.headlines import MAIN
from underheaven.measure.interval import LEVEL
from underheaven.measure.results import Value
from underheaven.verify import yardsticks
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import student
from underheaven.verify.shipped import Setting
from underheaven.verify.small import SEED
from underheaven.verify.yardsticks import samples

FALSE_ALARM, SEEDS = 1e-3, 6
MEASURES = (
    "mean_score", "under", "points_lost", "denied", "records", "wrong_records", "precision", "error_share",
    "chill", "held_back_lawful", "deterred", "pull", "mean_dread",
)  # fmt: skip
CITY = Setting(days=364), (30_000, 60_000, 120_000)
# Of communities of 4,096 places most provinces have but one when 60,000 are simulated: no interval.
NATION = Setting(society="china-2019", days=728, community_size=1_024), (60_000, 120_000, 1_000_000)
HEADLINE = Setting(society="china-2019", days=364), (100_000, 1_000_000, 10_000_000)
"""Of those of a report's first table, in the nation, each size ten times the last."""
DEGREES = BLOCKS - 1
"""The most that an interval can have. One with fewer is read as a standard error that is a little larger."""


def deviation(value: Value) -> float:
    """The standard error behind a 95 % interval, whose ends need not be equally far."""
    if value.low is None or value.high is None:
        return float("nan")
    return (value.high - value.low) / 2 / float(stdtrit(DEGREES, LEVEL))


def undefined(value: Value) -> bool:
    """Whether there is no value, or no interval: of few communities some measures have none."""
    return value.value is None or value.low is None


def compare(about: str, first: Value, second: Value) -> Finding:
    """The finding about one measure of two sizes."""
    one, other = (np.nan if value.value is None else value.value for value in (first, second))
    error = float(np.hypot(deviation(first), deviation(second)))
    return student(about, float(one), float(other), error, DEGREES, FALSE_ALARM)


def run(
    setting: Setting, sizes: Sequence[int], seeds: int, names: Sequence[str] = MEASURES
) -> Sequence[Finding]:
    """The largest size against each of the others: by intervals, and over so many seeds of each."""
    settings = [replace(setting, citizens=size) for size in sizes]
    *smaller, largest = [of.measures(SEED + 10 + arm) for arm, of in enumerate(settings)]
    against = [f"{setting.society}, {sizes[-1]:,} against {size:,}" for size in sizes[:-1]]
    findings = [
        compare(f"{about}: {name}", largest[name].all, measures[name].all)
        for about, measures in zip(against, smaller, strict=True)
        for name in names
        if not undefined(largest[name].all)
    ]
    if seeds > 0:
        *fewer, most = [
            samples(of, range(SEED + 100 * (arm + 1), SEED + 100 * (arm + 1) + seeds))
            for arm, of in enumerate(settings)
        ]
        for about, few in zip(against, fewer, strict=True):
            findings += yardsticks.compare(f"{about}, {seeds} seeds each", most, few, FALSE_ALARM)
    return findings


CASES = tuple(
    Case(
        name=name,
        title=f"Number of people simulated, {setting.society}"
        + (": the headline" if names != MEASURES else ""),
        checks="measures are ratios that do not depend on the number simulated",
        kind="engine",
        label="emergent",
        source="Wolter 2007, chapter 4 (jackknife in strata)",
        tolerance="limits of a difference, from two runs' own intervals"
        + (f"; Welch's t-test over {seeds} seeds of each size" if seeds else ""),
        false_alarm=FALSE_ALARM,
        run=partial(run, setting, sizes, seeds, names),
        quick=False,
        tested=seeds > 0,
    )
    for name, (setting, sizes), seeds, names in (
        ("scale", CITY, SEEDS, MEASURES),
        ("scale-nation", NATION, 0, MEASURES),
        ("scale-headline", HEADLINE, 0, tuple(MAIN)),
    )
)

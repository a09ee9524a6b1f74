"""Records that end: how many are active, and how many people are listed.

With λ records a year and a life of T years the active ones are Poisson(λT), and 1 − exp(−λT) of the people
have one. Where a list keeps a person off it no longer than from a record to its end, because whoever is
listed is kept from what would bring another, those not listed wait 1/λ on average and are then listed for
T: the share listed is λT/(1 + λT). By closes of steps, with p = 1 − exp(−λ/n) and T of k steps of 1/n, it
is kp/(1 + kp), and before it has settled it is computed step by step.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.cpu import Engine
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import Floats, chi_square, near, normal, poisson

CITIZENS, MOST = 40_000, 12
MEAN = 1.6
"""λT: of .8 a year and two years, or any other."""
LIFE, WEEKS = 30, 12
"""Days that a record lives, of no whole number of weeks; and weeks of the run."""
LISTED_LIFE, LISTED_DAYS = 60, 480
"""Days that a listing lives, in steps of a day; and days of that run."""


def rate(life: int) -> Decimal:
    """Records a year of which `MEAN` fall into `life` days."""
    return Decimal(MEAN * small.YEAR / small.DAY / life).quantize(Decimal("1e-9"))


def active() -> NDArray[np.int64]:
    """Records in force about each citizen after all weeks, int64[citizens], of the engine."""
    world = small.world(
        small.policy(
            {"watch": small.source({"slip": 1})},
            {"slip": Decimal(-1) / 16},
            safeguards={"expiry": {"days": LIFE, "records": "bad"}},
        ),
        small.society({"slip": small.act(rate(LIFE))}),
        CITIZENS,
        7 * WEEKS,
    )
    engine = Engine(world, archetypes=small.columns(world, np.full(CITIZENS, small.archetype())))
    small.run(engine)
    return -engine.state.own.astype(np.int64)


def compare_active(counts: NDArray[np.int64], mean: float) -> list[Finding]:
    """The findings about active records, expected to be Poisson with this mean."""
    law = poisson(mean, MOST)
    bins = np.bincount(np.minimum(counts, MOST), minlength=MOST + 1)
    none = float(np.exp(-mean))
    spread = float(np.sqrt(none * (1 - none) / CITIZENS))
    return [
        normal("active records of a person", mean, float(counts.mean()), float(np.sqrt(mean / CITIZENS))),
        normal("share without any", none, float((counts == 0).mean()), spread),
        normal("share with one at least, as a list has them", 1 - none, float((counts > 0).mean()), spread),
        chi_square("active records against Poisson's law", bins, law),
    ]


def listed(life: int, days: int) -> Floats:
    """Share of people listed at the close of each day, float64[days], of the engine.

    Whoever is listed is kept from what would bring a second record.
    """
    world = small.world(
        small.policy(
            {"watch": small.source({"slip": 1})},
            {"slip": -1},
            consequences={"list": {"title": "Listed", "below": 0, "denies": ("slip",)}},
            safeguards={"expiry": {"days": life, "records": "bad"}},
        ),
        small.society({"slip": small.act(rate(life))}),
        CITIZENS,
        days,
        step_minutes=small.DAY,
    )
    steps = small.run(Engine(world, archetypes=small.columns(world, np.full(CITIZENS, small.archetype()))))
    return np.array([int(step.public[0, 1]) for step in steps]) / CITIZENS


def law_listed(life: int, days: int) -> Floats:
    """The same by its law: who is not listed is with chance p a day; who is leaves after `life` closes."""
    chance = -np.expm1(-MEAN / life)
    free, entered = 1.0, np.zeros(days)
    out = np.zeros(days)
    for day in range(days):
        entered[day] = free * chance
        left = entered[day - life] if day >= life else 0.0
        free += left - entered[day]
        out[day] = 1 - free
    return out


def compare_listed(found: Floats, life: int) -> list[Finding]:
    """The findings about the share listed at some closes, and what it settles to."""
    law = law_listed(life, len(found))
    chance = -np.expm1(-MEAN / life)
    settled = float(life * chance / (1 + life * chance))
    findings = [
        near("share listed, by days and in the limit of short steps", MEAN / (1 + MEAN), settled, 0.005),
        near("share listed, by its law on the last day and settled", settled, float(law[-1]), 1e-4),
    ]
    for day in (life // 2, life, 2 * life, len(found)):
        share = float(law[day - 1])
        deviation = float(np.sqrt(share * (1 - share) / CITIZENS))
        findings.append(normal(f"share listed on day {day}", share, float(found[day - 1]), deviation))
    return findings


def run() -> Sequence[Finding]:
    """Records that add up, and a list on which a person is once."""
    return [
        *compare_active(active(), MEAN),
        *compare_listed(listed(LISTED_LIFE, LISTED_DAYS), LISTED_LIFE),
    ]


CASES = (
    Case(
        name="expiry",
        title="Records that end",
        checks="expiring records, the ledger, giving points back, leaving a list",
        kind="engine",
        label="input",
        source="Poisson's law; renewal theory (Cox 1962)",
        tolerance="chi-square and normal limits of 40,000 independent people",
        false_alarm=1e-6,
        run=run,
    ),
)

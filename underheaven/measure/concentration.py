"""Concentration: how unevenly records lie over the people who are scored.

Records are those that cost points, true and wrong. It is read from counts of each person, which tallies do
not have: of every citizen, where their lives are counted, or of everybody in sampled communities.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

Int64 = NDArray[np.int64]
WORST = Fraction(1, 20)
"""The part of people of whom most is recorded: a twentieth."""
LEVEL = 0.975


class Concentration(NamedTuple):
    """How the records of so many people are spread; None where nothing was recorded, or nobody is scored."""

    people: int
    mean: float | None
    """Records a person."""
    worst: float | None
    """The share of all records that is about the twentieth of people with most of them."""
    recorded: float | None
    """Records of a person who has any."""
    dispersion: float | None
    """The variance of records over their mean: 1 where they befall everybody alike, by chance."""


def concentration(records: Int64) -> Concentration:
    """Of the records of each person who is scored, int64 [n]."""
    people, total = len(records), int(records.sum())
    if not people or not total:
        return Concentration(people, 0.0 if people else None, None, None, None)
    mean = total / people
    return Concentration(
        people=people,
        mean=mean,
        worst=float(on_the_worst(records) / total),
        recorded=total / int((records > 0).sum()),
        dispersion=float(((records - mean) ** 2).mean() / mean),
    )


def on_the_worst(records: Int64, part: Fraction = WORST) -> Fraction:
    """Records of the `part` of people of whom there are most.

    Where that is no whole number of people, the one on the edge counts in part, so that splitting
    everybody into two alike changes nothing.
    """
    wanted = part * len(records)
    whole = int(wanted)
    ordered = np.sort(records)[::-1]
    edge = int(ordered[whole]) if whole < len(ordered) else 0
    return int(ordered[:whole].sum()) + (wanted - whole) * edge


class Sampled(NamedTuple):
    """A value from sampled communities, with its 95 % interval; None where there is none."""

    value: float | None
    low: float | None
    high: float | None


def sampled(communities: Sequence[Int64]) -> dict[str, Sampled]:
    """`worst`, `recorded`, `dispersion` and `mean` from the records of each person of some communities.

    The interval is that of a jackknife over communities, which are alike but for chance and their people:
    θ ± t √((m − 1) / m Σ (θ_i − θ̄)²), θ_i without community i of m (Wolter 2007). None of fewer than eight.
    """
    found = concentration(np.concatenate(communities) if communities else np.zeros(0, np.int64))
    m, out = len(communities), {}
    without = [
        concentration(np.concatenate([each for j, each in enumerate(communities) if j != i]))
        for i in range(m if m >= FEWEST else 0)
    ]
    for name in ("mean", "worst", "recorded", "dispersion"):
        value, others = getattr(found, name), [getattr(each, name) for each in without]
        if value is None or not others or None in others:
            out[name] = Sampled(value, None, None)
            continue
        spread = np.array(others, np.float64)
        variance = (m - 1) / m * float(((spread - spread.mean()) ** 2).sum())
        half = float(stdtrit(m - 1, LEVEL)) * variance**0.5
        out[name] = Sampled(value, max(0.0, value - half), value + half)
    return out


FEWEST = 8
"""Communities below which no interval is given."""

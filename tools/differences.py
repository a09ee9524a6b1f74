"""Differences of two worlds over the same seeds, as dated files keep them: means, intervals, how sure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from statistics import fmean, stdev
from typing import Any

from scipy.special import stdtr

from underheaven.measure.holm import adjusted
from underheaven.study.seeds import Estimate, paired

SURE = 0.05
"""A difference is told from chance where its p, all of them taken together, is below this."""
Kept = dict[str, Any]
"""`without` and `with` are means, `mean`, `low` and `high` are of with less without; None is undefined."""
Values = Sequence[float | None]


def kept(without: Values, with_it: Values) -> Kept:
    """The difference of one value a seed, paired; its `p` is that of this difference alone."""
    estimate = paired(without, with_it)
    return {
        "without": _mean(without), "with": _mean(with_it), "mean": estimate.mean, "low": estimate.low,
        "high": estimate.high, "p": chance(without, with_it, estimate),
    }  # fmt: skip


def take_together(differences: Iterable[Kept]) -> int:
    """Put in the place of each p what it is with all of them (Holm 1979); how many there are."""
    known = [each for each in differences if each["p"] is not None]
    for each, p in zip(known, adjusted([each["p"] for each in known]), strict=True):
        each["p"] = p
    return len(known)


def is_sure(difference: Kept) -> bool:
    """Whether chance can be ruled out."""
    return difference["p"] is not None and difference["p"] < SURE


def chance(without: Values, with_it: Values, of: Estimate) -> float | None:
    """The chance of so large a mean difference if there is none, two-sided (Student 1908)."""
    if of.mean is None:
        return None
    differences = [b - a for a, b in zip(without, with_it, strict=True) if a is not None and b is not None]
    spread, n = stdev(differences), len(differences)
    if spread == 0:
        return 1.0 if of.mean == 0 else 0.0
    return float(2 * stdtr(n - 1, -abs(of.mean) / (spread / math.sqrt(n))))


def _mean(values: Values) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if len(known) == len(values) else None

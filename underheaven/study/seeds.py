"""What seeds that are drawn anew say of a number: its mean and a 95 % interval (Student 1908).

Runs of different seeds share nothing but what was written in their files, so they are independent, and the
interval needs no assumption about how people of one run hang together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scipy.special import stdtrit

LEVEL = 0.975
ONE_SEED = "no interval: there is one seed"
NO_SEEDS = "there is no seed"


@dataclass(frozen=True)
class Estimate:
    """A mean over `n` independent seeds with its 95 % interval; `missing` says why one of them is None.

    Where all seeds say the same, `low`, `mean` and `high` are that number.
    """

    mean: float | None
    low: float | None
    high: float | None
    n: int
    missing: str | None = None

    @property
    def apart(self) -> bool:
        """Whether there is an interval and 0 lies outside it."""
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"mean": self.mean, "low": self.low, "high": self.high, "n": self.n, "missing": self.missing}


def over_seeds(values: Sequence[float | None], missing: str | None = None) -> Estimate:
    """Mean and 95 % interval of one value a seed: mean ± t × s / √n, with n − 1 degrees of freedom.

    What is undefined (None or NaN) in any seed is missing: the other seeds would speak for other people. Of
    why it is undefined, `missing` may say more.
    """
    known = [value for value in values if value is not None and not math.isnan(value)]
    n = len(values)
    if not n:
        return Estimate(None, None, None, 0, NO_SEEDS)
    if len(known) < n:
        seeds = "" if n == 1 else f"undefined in {n - len(known)} of {n} seeds"
        why = ": ".join(part for part in (seeds, missing) if part) or "undefined"
        return Estimate(None, None, None, n, why)
    if n == 1:
        return Estimate(known[0], None, None, 1, ONE_SEED)
    if min(known) == max(known):
        return Estimate(known[0], known[0], known[0], n)
    mean = math.fsum(known) / n
    variance = math.fsum((value - mean) ** 2 for value in known) / (n - 1)
    half = float(stdtrit(n - 1, LEVEL)) * math.sqrt(variance / n)
    return Estimate(mean, mean - half, mean + half, n)


def paired(a: Sequence[float | None], b: Sequence[float | None], missing: str | None = None) -> Estimate:
    """The difference b − a, seed by seed; both hold one value for each of the same seeds, in the same order.

    Raises ValueError where they are not equally many.
    """
    differences = [
        None if one is None or other is None else other - one for one, other in zip(a, b, strict=True)
    ]
    return over_seeds(differences, missing)

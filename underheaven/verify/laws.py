"""Comparisons with a law: exact, within a bound, or by a test with a stated chance of a false alarm.

Every test is of a run with a fixed seed, so its verdict does not change from day to day; the chance of a
false alarm is for a reader who chooses another seed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc, chdtri, ndtr, ndtri, stdtr, stdtrit

from underheaven.verify.case import Finding

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64] | Floats
RARE = 1e-6
"""The usual chance of a false alarm of one finding."""
FEWEST = 20.0
"""Bins of a chi-square test are joined until this many are expected in each."""


def exact(what: str, expected: float | str, found: float | str) -> Finding:
    """The same, to the last digit."""
    return Finding(what, expected, found, "exact", 0.0, expected == found)


def near(what: str, expected: float, found: float, bound: float) -> Finding:
    """Within a bound that follows from rounding alone."""
    passed = bool(abs(found - expected) <= bound)
    off = off_by(found - expected, bound)
    return Finding(what, float(expected), float(found), f"±{bound:.3g}", 0.0, passed, off)


def normal(what: str, expected: float, found: float, deviation: float, false_alarm: float = RARE) -> Finding:
    """Within the two-sided limits of the normal distribution with this standard deviation."""
    bound = float(-ndtri(false_alarm / 2) * deviation)
    passed = bool(abs(found - expected) <= bound)
    p = float(2 * ndtr(-abs(found - expected) / deviation)) if deviation > 0 else float(passed)
    off = off_by(found - expected, bound)
    return Finding(what, float(expected), float(found), f"±{bound:.3g}", false_alarm, passed, off, p)


def chi_square(
    what: str, counts: Sequence[float] | Numbers, chances: Sequence[float] | Floats, false_alarm: float = RARE
) -> Finding:
    """Pearson's chi-square of counts against the chances of their bins (which sum to 1).

    Bins with fewer than `FEWEST` expected are joined with the ones after them. The expected value is the
    number of degrees of freedom. ValueError where not even two bins have so many.
    """
    found, expected = _joined(np.asarray(counts, float), np.asarray(chances, float))
    statistic = float(((found - expected) ** 2 / expected).sum())
    degrees = len(expected) - 1
    limit = float(chdtri(degrees, false_alarm))
    return Finding(
        what, float(degrees), statistic, f"at most {limit:.1f}", false_alarm, statistic <= limit,
        statistic / limit, float(chdtrc(degrees, statistic)),
    )  # fmt: skip


def _joined(counts: Floats, chances: Floats) -> tuple[Floats, Floats]:
    """Counts and expected counts, in bins of at least `FEWEST` expected; a small rest joins the last."""
    expected = chances * counts.sum()
    found_bins, expected_bins = [0.0], [0.0]
    for found, mean in zip(counts, expected, strict=True):
        if expected_bins[-1] >= FEWEST:
            found_bins.append(0.0)
            expected_bins.append(0.0)
        found_bins[-1] += found
        expected_bins[-1] += mean
    if len(expected_bins) > 1 and expected_bins[-1] < FEWEST:
        found_rest, expected_rest = found_bins.pop(), expected_bins.pop()
        found_bins[-1] += found_rest
        expected_bins[-1] += expected_rest
    if len(expected_bins) < 2:
        raise ValueError("too few are expected for two bins")
    return np.array(found_bins), np.array(expected_bins)


def alike(what: str, first: Sequence[float], second: Sequence[float], false_alarm: float) -> Finding:
    """Whether the means of two samples over seeds differ by no more than chance: Welch's t-test (1947)."""
    a, b = np.asarray(first, float), np.asarray(second, float)
    squares = np.array([a.var(ddof=1) / len(a), b.var(ddof=1) / len(b)])
    freedom = np.array([len(a) - 1, len(b) - 1])
    # The degrees of freedom of Welch and Satterthwaite; of equal numbers, any will do.
    total = squares.sum()
    degrees = total**2 / (squares**2 / freedom).sum() if total > 0 else float(freedom.sum())
    return student(what, float(a.mean()), float(b.mean()), float(np.sqrt(total)), degrees, false_alarm)


def student(
    what: str, expected: float, found: float, deviation: float, degrees: float, false_alarm: float = RARE
) -> Finding:
    """Within the two-sided limits of Student's t with so many degrees, for this standard error."""
    bound = float(stdtrit(degrees, 1 - false_alarm / 2) * deviation)
    passed = bool(abs(found - expected) <= bound)
    p = float(2 * stdtr(degrees, -abs(found - expected) / deviation)) if deviation > 0 else float(passed)
    off = off_by(found - expected, bound)
    return Finding(what, expected, found, f"±{bound:.3g}", false_alarm, passed, off, p)


def off_by(difference: float, bound: float) -> float | None:
    """A difference as a share of what it may be; None where there is no such number."""
    if bound > 0:
        return float(difference / bound)
    return 0.0 if difference == 0 else None


def poisson(mean: float, most: int) -> Floats:
    """Chances of the counts 0 … most, the last of `most` or more; float64[most + 1]."""
    chances = np.exp(-mean) * np.cumprod([1.0, *(mean / np.arange(1, most + 1))])
    chances[-1] = 1 - chances[:-1].sum()
    return np.asarray(chances)

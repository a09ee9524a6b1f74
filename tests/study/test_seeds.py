"""Intervals over seeds: exact where all seeds agree, missing where one is, and covering the truth."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from underheaven.study.seeds import Estimate, over_seeds, paired


def test_mean_and_interval_are_those_of_scipy() -> None:
    """The t interval is the one of SciPy's own test."""
    values = [0.3, 0.1, 0.45, 0.2, 0.22]
    interval = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    found = over_seeds(values)
    assert found.mean == pytest.approx(np.mean(values))
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high))
    assert (found.n, found.missing) == (5, None)


@pytest.mark.parametrize("value", [0.0, 0.1, 1 / 3])
def test_seeds_that_agree_leave_no_width(value: float) -> None:
    """Not even that of rounding."""
    assert over_seeds([value] * 7) == Estimate(value, value, value, 7)


def test_what_is_undefined_in_a_seed_is_missing_and_never_0() -> None:
    """With how many seeds, and why."""
    found = over_seeds([1.0, None, float("nan")], "nobody is under it")
    assert (found.mean, found.low, found.high) == (None, None, None)
    assert found.missing == "undefined in 2 of 3 seeds: nobody is under it"


def test_one_seed_has_no_interval() -> None:
    """And says so."""
    found = over_seeds([2.0])
    assert (found.mean, found.low, found.high) == (2.0, None, None)
    assert found.missing is not None
    assert "one seed" in found.missing
    assert not found.apart


def test_no_seed_is_missing() -> None:
    """Nothing is not 0."""
    assert over_seeds([]).mean is None


def test_pairs_differ_seed_by_seed() -> None:
    """What seeds share falls out of the difference."""
    a = [1.0, 5.0, 9.0]
    found = paired(a, [x + 0.5 for x in a])
    assert (found.low, found.mean, found.high) == (0.5, 0.5, 0.5)
    assert found.apart
    assert paired(a, a) == Estimate(0.0, 0.0, 0.0, 3)
    assert paired(a, [1.0, None, 2.0]).mean is None
    with pytest.raises(ValueError, match="shorter"):
        paired(a, [1.0])


def test_intervals_cover() -> None:
    """Of 2,000 intervals from five draws about 95 % hold the truth (five standard errors are allowed)."""
    draws = np.random.default_rng(4).normal(3, 2, (2_000, 5))
    held = sum(
        found.low is not None and found.high is not None and found.low <= 3 <= found.high
        for found in map(over_seeds, draws.tolist())
    )
    assert abs(held / 2_000 - 0.95) < 5 * (0.95 * 0.05 / 2_000) ** 0.5

"""The comparisons themselves: right where they must be, and as often wrong as they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from underheaven.verify.laws import alike, chi_square, exact, near, normal, poisson


def test_exact_and_near() -> None:
    assert exact("a", "same", "same").passed
    assert not exact("a", 0, 1).passed
    assert near("a", 1.0, 1.25, 0.25).passed
    assert not near("a", 1.0, 1.26, 0.25).passed
    assert not near("a", 1.0, float("nan"), 0.25).passed


@pytest.mark.parametrize(("false_alarm", "limit"), [(0.05, 1.959964), (1e-6, 4.891638)])
def test_normal_limits(false_alarm: float, limit: float) -> None:
    assert normal("a", 0.0, limit * 2 - 1e-5, 2.0, false_alarm).passed
    assert not normal("a", 0.0, limit * 2 + 1e-5, 2.0, false_alarm).passed
    assert not normal("a", 0.0, float("nan"), 2.0, false_alarm).passed


def test_chi_square_of_a_known_table() -> None:
    # Mendel's peas: 315, 108, 101, 32 against 9:3:3:1; chi-square 0.470 with 3 degrees of freedom.
    finding = chi_square("peas", [315, 108, 101, 32], np.array([9, 3, 3, 1]) / 16, 0.05)
    assert finding.found == pytest.approx(0.470, abs=5e-4)
    assert finding.expected == 3
    assert finding.tolerance == "at most 7.8"
    assert finding.passed


@given(st.lists(st.integers(0, 200), min_size=2, max_size=40))
def test_joining_bins_loses_nobody(counts: list[int]) -> None:
    whole = np.array([20, *counts, 20])
    finding = chi_square("itself", whole, whole / whole.sum())
    assert finding.found == pytest.approx(0, abs=1e-6)
    assert finding.passed


def test_a_small_rest_joins_the_last_bin() -> None:
    # Expected 20, 20, 10: the bins are 20 and 30.
    finding = chi_square("a", [10, 20, 20], [0.4, 0.4, 0.2])
    assert finding.expected == 1
    assert finding.found == pytest.approx(10**2 / 20 + 10**2 / 30)
    with pytest.raises(ValueError, match="two bins"):
        chi_square("a", [10, 9], [0.5, 0.5])


def test_chi_square_raises_as_many_false_alarms_as_it_says() -> None:
    dice = np.random.default_rng(1)
    law = poisson(3.0, 15)
    failed = sum(not chi_square("a", dice.multinomial(5_000, law), law, 0.05).passed for _ in range(2_000))
    assert 60 <= failed <= 145


def test_welch_raises_as_many_false_alarms_as_it_says() -> None:
    dice = np.random.default_rng(2)
    failed = sum(
        not alike("a", dice.normal(0, 1, 8).tolist(), dice.normal(0, 3, 6).tolist(), 0.05).passed
        for _ in range(2_000)
    )
    assert 60 <= failed <= 145


def test_welch_sees_a_difference_and_nothing_in_nothing() -> None:
    assert not alike("a", [1.0, 1.1, 0.9, 1.0], [2.0, 2.1, 1.9, 2.0], 1e-3).passed
    assert alike("a", [1.0, 1.0], [1.0, 1.0], 1e-3).passed
    assert not alike("a", [1.0, 1.0], [1.5, 1.5], 1e-3).passed
    assert not alike("a", [1.0, float("nan")], [1.0, 1.0], 1e-3).passed


@given(st.floats(0.01, 12), st.integers(1, 60))
def test_poisson_chances_are_chances(mean: float, most: int) -> None:
    law = poisson(mean, most)
    assert len(law) == most + 1
    assert law.sum() == pytest.approx(1)
    assert law[0] == pytest.approx(np.exp(-mean))
    assert (law > -1e-12).all()

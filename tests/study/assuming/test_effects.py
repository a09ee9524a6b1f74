"""Ranges and shares of variance, held against functions of which they are known."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from underheaven.study.assuming.effects import interval, share_assumed, shares, variance

Floats = NDArray[np.float64]


def drawn(points: int, seed: int = 1) -> Floats:
    return np.random.default_rng(seed).random((points, 3))


def linear(x: Floats, noise: float, seed: int) -> Floats:
    """3 x0 + x1, and chance that differs between two seeds, float64[points, 2]."""
    chance = np.random.default_rng(seed).normal(0, noise, (len(x), 2))
    return np.asarray((3 * x[:, 0] + x[:, 1])[:, None] + chance)


@pytest.mark.parametrize("noise", [0.0, 1.0])
def test_the_variance_is_that_of_the_numbers_whatever_chance_does(noise: float) -> None:
    values = linear(drawn(40_000), noise, 2)
    assert variance(values) == pytest.approx(10 / 12, rel=0.05)
    share = share_assumed(values)
    assert share == pytest.approx((10 / 12) / (10 / 12 + noise**2), rel=0.05)


@pytest.mark.parametrize("noise", [0.0, 0.5])
def test_each_group_has_the_share_that_it_makes(noise: float) -> None:
    first, second = drawn(20_000), drawn(20_000, 3)
    mixed = []
    for group in range(3):
        rows = first.copy()
        rows[:, group] = second[:, group]
        mixed.append(linear(rows, noise, 10 + group))
    found = shares(
        linear(first, noise, 5), linear(second, noise, 6), np.stack(mixed, axis=1), ("a", "b", "c"), 10 / 12
    )
    for each, expected in zip(found, (0.9, 0.1, 0.0), strict=True):
        assert each.first == pytest.approx(expected, abs=0.06)
        assert each.total == pytest.approx(expected, abs=0.06)
        assert each.total_low <= each.total <= each.total_high


def test_what_only_acts_together_is_in_totals_alone() -> None:
    first, second = drawn(20_000) - 0.5, drawn(20_000, 3) - 0.5

    def product(x: Floats) -> Floats:
        return np.repeat((x[:, 0] * x[:, 1])[:, None], 2, axis=1)

    mixed = []
    for group in range(3):
        rows = first.copy()
        rows[:, group] = second[:, group]
        mixed.append(product(rows))
    found = shares(product(first), product(second), np.stack(mixed, axis=1), ("a", "b", "c"), 1 / 144)
    assert [each.first for each in found] == pytest.approx([0, 0, 0], abs=0.06)
    assert [each.total for each in found] == pytest.approx([1, 1, 0], abs=0.06)


def test_percentiles_are_of_means_over_seeds() -> None:
    values = np.array([[float(number), float(number) + 2] for number in range(101)])
    assert interval(values) == (6.0, 96.0)


def test_where_nothing_varies_there_is_no_share() -> None:
    assert share_assumed(np.full((50, 2), 3.0)) is None
    assert variance(np.full((50, 2), 3.0)) == 0

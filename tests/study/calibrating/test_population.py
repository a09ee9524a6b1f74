"""Weighted draws: weights that make up for where draws came from, and what is kept of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from underheaven.study.calibrating.population import (
    Population,
    distances_of,
    kept_of,
    proposed,
    unweighted,
    weighted_quantiles,
)


def population(seed: int, many: int = 40, width: int = 2, low: float = 0.0, high: float = 1.0) -> Population:
    draw = np.random.default_rng(seed)
    places = low + (high - low) * draw.random((many, width))
    return Population(places, draw.random(many) + 0.1, draw.random(many), 1.0)


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (0.4, 1.0), (0.0, 0.6)])
def test_weights_bring_any_proposal_back_to_the_prior(low: float, high: float) -> None:
    """Also of a population in a corner, of whose moves many would leave the priors and are drawn again."""
    places, weights = proposed(population(1, low=low, high=high), 40_000, 1)
    inside = (places > 0.2) & (places < 0.9)
    assert ((places >= 0) & (places <= 1)).all()
    # The part of the square that was reached with any weight at all: the whole, for these populations.
    assert weights.mean() == pytest.approx(1, abs=0.1)
    assert np.average(inside.all(axis=1), weights=weights) == pytest.approx(0.49, abs=0.05)
    assert np.average(places, axis=0, weights=weights) == pytest.approx([0.5, 0.5], abs=0.05)


def test_without_the_part_that_stays_within_weights_would_not_be_those_of_the_prior() -> None:
    """What the law above notices: moves that are drawn again make the others likelier."""
    from underheaven.study.calibrating.population import density

    corner = population(1, low=0.4)
    places, weights = proposed(corner, 40_000, 1)
    bare = 1 / density(corner, places)
    assert abs(bare.mean() - 1) > 0.2
    assert np.allclose(weights / bare, weights[0] / bare[0])


def test_proposals_are_those_of_their_seed() -> None:
    one, other = population(2), population(2)
    assert np.array_equal(proposed(one, 30, 5)[0], proposed(other, 30, 5)[0])
    assert not np.array_equal(proposed(one, 30, 5)[0], proposed(one, 30, 6)[0])
    assert np.array_equal(proposed(one, 10, 5)[0], proposed(one, 30, 5)[0][:10])


@given(st.lists(st.floats(0.01, 10), min_size=1, max_size=30))
def test_draws_are_worth_between_one_and_all_of_them(weights: list[float]) -> None:
    many = len(weights)
    found = Population(np.zeros((many, 1)), np.array(weights), np.zeros(many), 0.0)
    assert 1 - 1e-9 <= found.effective <= many + 1e-9
    assert found.shares.sum() == pytest.approx(1)
    assert unweighted(np.zeros((many, 1)), np.zeros(many)).effective == pytest.approx(many)


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=20), st.lists(st.integers(1, 4), min_size=20))
def test_weighted_quantiles_are_those_of_values_that_often(values: list[float], counts: list[int]) -> None:
    often = np.array(counts[: len(values)])
    shares = often / often.sum()
    every = np.sort(np.repeat(values, often))
    found = weighted_quantiles(np.array(values), shares, (0.05, 0.5, 0.95))
    expected = [every[max(0, int(np.ceil(at * len(every) - 1e-9)) - 1)] for at in (0.05, 0.5, 0.95)]
    assert found == pytest.approx(expected)


def test_the_nearest_stay_in_their_order_and_of_equals_the_first() -> None:
    apart = np.array([3.0, 1.0, 2.0, 1.0, 1.0])
    found = Population(np.arange(5.0)[:, None], np.ones(5), apart, np.inf).nearest(3)
    assert found.places[:, 0].tolist() == [1, 3, 4]
    assert found.tolerance == 1
    joined = found.joined(unweighted(np.array([[9.0]]), np.array([0.5]))).nearest(2)
    assert joined.places[:, 0].tolist() == [1, 9]


def test_a_distance_is_counted_in_scales_and_infinite_where_undefined() -> None:
    values = np.array([[1.0, 2.0], [3.0, np.nan], [1.2, 2.0]])
    found = distances_of(values, np.array([1.0, 2.0]), np.array([0.1, 5.0]))
    assert found.tolist() == pytest.approx([0, np.inf, np.sqrt(2.0)])


def test_as_many_are_kept_as_the_part_says_and_never_fewer_than_two() -> None:
    assert [kept_of(100, 0.5), kept_of(7, 0.5), kept_of(3, 0.01)] == [50, 4, 2]

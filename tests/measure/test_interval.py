import numpy as np
import pytest
from scipy import stats

from underheaven.engine.layout import BLOCKS
from underheaven.measure.counts import Floats
from underheaven.measure.interval import ALL_ALIKE, GIVEN, ONE_BLOCK, TOO_FEW, half_width

EVERY = np.ones((1, BLOCKS), dtype=bool)


def leaving_out(hits: Floats, people: Floats) -> Floats:
    """A share without each block, float64[n, blocks]."""
    others = people.sum(axis=1, keepdims=True) - people
    return np.asarray((hits.sum(axis=1, keepdims=True) - hits) / others)


def test_intervals_cover_a_known_share_as_often_as_they_say() -> None:
    draw = np.random.default_rng(7)
    people = draw.integers(80, 120, (2000, BLOCKS)).astype(np.float64)
    hits = draw.binomial(people.astype(np.int64), 0.2).astype(np.float64)
    half, why = half_width(leaving_out(hits, people), np.repeat(EVERY, 2000, axis=0))
    assert (why == GIVEN).all()
    covered = np.abs(hits.sum(axis=1) / people.sum(axis=1) - 0.2) <= half
    # 2,000 intervals of 95 %: the share covered has a standard error of half a percent.
    assert 0.935 < covered.mean() < 0.965


def test_blocks_that_differ_widen_the_interval_as_they_should() -> None:
    draw = np.random.default_rng(8)
    people = np.full((2000, BLOCKS), 1000.0)
    shares = draw.uniform(0.1, 0.3, (2000, BLOCKS))
    hits = draw.binomial(1000, shares).astype(np.float64)
    half, _ = half_width(leaving_out(hits, people), np.repeat(EVERY, 2000, axis=0))
    covered = np.abs(hits.sum(axis=1) / people.sum(axis=1) - 0.2) <= half
    assert 0.93 < covered.mean() < 0.965


def test_of_a_mean_of_equal_blocks_it_is_the_t_interval() -> None:
    draw = np.random.default_rng(9)
    values = draw.normal(size=(1, BLOCKS))
    half, _ = half_width(leaving_out(values, np.ones((1, BLOCKS))), EVERY)
    low, high = stats.t.interval(0.95, BLOCKS - 1, values.mean(), stats.sem(values[0]))
    assert half[0] == pytest.approx((high - low) / 2)


def test_absent_blocks_do_not_count() -> None:
    draw = np.random.default_rng(10)
    values = draw.normal(size=(1, BLOCKS))
    present = np.arange(BLOCKS)[None, :] < 10
    without = np.where(present, values, 55.0)
    half, _ = half_width(without, present)
    short, _ = half_width(values[:, :10], np.ones((1, 10), dtype=bool))
    assert half[0] == pytest.approx(short[0])


def test_no_interval_has_its_reason() -> None:
    without = np.tile(np.linspace(0, 1, BLOCKS), (4, 1))
    present = np.repeat(EVERY, 4, axis=0).copy()
    present[0, 7:] = False
    without[1, 5] = np.nan
    without[2] = 0.1
    half, why = half_width(without, present)
    assert why.tolist() == [TOO_FEW, ONE_BLOCK, ALL_ALIKE, GIVEN]
    assert np.isnan(half).tolist() == [True, True, True, False]

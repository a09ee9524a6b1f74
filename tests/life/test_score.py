"""Points, clamps and standing."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.life.both import both, level, score
from underheaven.life.score import add, raised, standing

points = st.integers(-65_536, 65_536)
thresholds = st.lists(st.one_of(score, st.just(-40_000)), max_size=8)


@given(score, points, score, score)
def test_a_score_stays_on_its_scale(now: int, change: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    after = both(add, now, change, low, high)
    assert low <= after <= high
    assert after == now + change or after in (low, high)


@given(score, points, points)
def test_more_points_never_mean_a_lower_score(now: int, one: int, other: int) -> None:
    fewer, more = sorted((one, other))
    assert both(add, now, fewer, -500, 900) <= both(add, now, more, -500, 900)


@given(score, thresholds)
def test_standing_is_every_threshold_above_the_score(now: int, below: list[int]) -> None:
    highest = max(below, default=-40_000)
    bits = both(standing, now, np.array(below, np.int64), highest)
    assert bits == sum(1 << c for c, limit in enumerate(below) if now < limit)


@given(score, score, thresholds)
def test_a_lower_score_is_under_all_that_a_higher_one_is_under(
    one: int, other: int, below: list[int]
) -> None:
    low, high = sorted((one, other))
    table, highest = np.array(below, np.int64), max(below, default=-40_000)
    assert both(standing, high, table, highest) & ~both(standing, low, table, highest) == 0


def test_at_the_threshold_a_consequence_is_not_in_force() -> None:
    below = np.array([160], np.int64)
    assert both(standing, 160, below, 160) == 0
    assert both(standing, 159, below, 160) == 1


@given(level, st.integers(0, 2_000))
def test_a_level_saturates(now: int, by: int) -> None:
    assert both(raised, now, by) == min(255, now + by)

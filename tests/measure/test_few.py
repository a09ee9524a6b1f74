"""Few events: how large one is comes from everyone, and nothing counted has an upper end that holds."""

import numpy as np
import pytest
from scipy import stats

from underheaven.engine.layout import BLOCKS
from underheaven.measure.counts import Floats
from underheaven.measure.few import Base, steadied
from underheaven.measure.interval import ALL_ALIKE, GIVEN, ONE_BLOCK, TOO_FEW, half_width, limits
from underheaven.measure.replicates import design_of, strata_of

REPEATS = 500
INFINITE = float("inf")


def intervals(counts: Floats, parts: int, size: int) -> tuple[Floats, Floats]:
    """Ends of the rate of one category of `parts`, float64[n] each, from counts [n, parts, blocks].

    Everyone is all parts together; everybody lives evenly over the blocks, `size` in each of a part.
    """
    people = np.full((parts, 1, BLOCKS), size, np.int64)
    first = np.zeros_like(people)
    first[0] = size
    designs = design_of(np.stack([people, first]), strata_of(people))
    low, high = [], []
    base = Base(np.array([parts, 1.0]) * size * BLOCKS, 1.0)
    for each in counts:
        both = np.stack([each.sum(axis=0), each[0]])
        many = base.of[:, None]
        values = both.sum(axis=1) / many[:, 0]
        share = 1 / BLOCKS
        stretch = 1 / np.sqrt(1 - share)
        replicates = (both.sum(axis=1)[:, None] * (1 + share * stretch) - both * stretch) / many
        half, why = half_width(values, replicates, np.ones((2, BLOCKS), bool), designs)
        given = steadied(values, half, why, base, 0.0, INFINITE)
        ends = limits(values, given.half, 0.0, INFINITE, given.unit)
        low.append(ends[0][1])
        high.append(ends[1][1])
    return np.array(low), np.array(high)


@pytest.mark.parametrize("expected", [0.3, 1.0, 3.0, 8.0])
@pytest.mark.parametrize("clustered", [False, True], ids=["alone", "in clusters"])
def test_a_small_category_is_covered_though_it_has_next_to_no_events(
    expected: float, clustered: bool
) -> None:
    """Of clusters of some five events: who has one or two of them does not know how large they are."""
    draw, parts, size = np.random.default_rng(7), 20, 500
    clusters = draw.poisson(expected / BLOCKS, (REPEATS, parts, BLOCKS))
    counts = clusters.astype(np.float64)
    if clustered:
        counts += clusters + draw.negative_binomial(np.maximum(clusters, 1), 0.25) * (clusters > 0)
    mean = 5.0 if clustered else 1.0
    truth = mean * expected / (size * BLOCKS)
    low, high = intervals(counts, parts, size)
    held = (low <= truth) & (truth <= high)
    assert held.mean() > 0.94


def test_what_own_variance_says_prevails_where_events_are_many() -> None:
    values, half = np.array([0.2, 0.4]), np.array([0.004, 0.008])
    given = steadied(values, half, np.zeros(2, np.int64), Base(np.array([1e5, 1e4]), 1.0), 0.0, 1.0)
    assert given.half[0] == half[0]
    assert given.half[1] == pytest.approx(half[1], rel=0.01)


def test_one_that_cannot_be_left_out_has_the_size_of_everyones_events() -> None:
    values, half = np.array([0.02, 0.5, 0.3]), np.array([0.002, np.nan, np.nan])
    why = np.array([GIVEN, ONE_BLOCK, TOO_FEW])
    base = Base(np.array([1e5, 10.0, 10.0]), 1.0)
    given = steadied(values, half, why, base, 0.0, 1.0)
    assert given.why.tolist() == [GIVEN, GIVEN, TOO_FEW]
    trials = (stats.norm.ppf(0.975) / half[0]) ** 2 * 0.02 * 0.98 / 1e4
    assert given.half[1] == pytest.approx(stats.norm.ppf(0.975) * np.sqrt(0.25 / trials))
    assert np.isnan(given.half[2])


def test_nothing_counted_of_anybody_may_have_been_a_person_all_the_time() -> None:
    values, half = np.zeros(2), np.full(2, np.nan)
    base = Base(np.array([52_000.0, 5_200.0]), 52.0)
    given = steadied(values, half, np.full(2, ALL_ALIKE), base, 0.0, 1.0)
    low, high = limits(values, given.half, 0.0, 1.0, given.unit)
    # One in a thousand people, and one in a hundred.
    assert low.tolist() == [0, 0]
    assert high == pytest.approx(stats.beta.ppf(0.975, 1, [1_000, 100]))


def test_what_is_alike_and_no_limit_has_no_interval() -> None:
    given = steadied(
        np.array([0.5, 0.5]), np.full(2, np.nan), np.full(2, ALL_ALIKE), Base(np.ones(2), 1.0), 0.0, 1.0
    )
    assert given.why.tolist() == [ALL_ALIKE, ALL_ALIKE]
    assert np.isnan(given.half).all()

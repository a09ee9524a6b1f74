import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from underheaven.engine.layout import BLOCKS
from underheaven.measure.counts import Floats
from underheaven.measure.interval import (
    ALL_ALIKE,
    ALONE,
    GIVEN,
    ONE_BLOCK,
    TOO_FEW,
    half_width,
    halves,
    limits,
    units,
)
from underheaven.measure.replicates import Design, design_of, strata_of

Why = NDArray[np.int64]
REPEATS = 2000


def share(hits: Floats, people: Floats) -> tuple[Floats, Floats, Why]:
    """A share of all people, half its interval and why none: hits [n, R, B] among people [R, B]."""
    persons = people.astype(np.int64)[None]
    strata = strata_of(persons)
    part, stretch = strata.share[0], strata.stretch[0]
    totals = hits.sum(axis=-1, keepdims=True)
    everyone = hits.sum(axis=(1, 2))
    replicates = everyone[:, None] + ((part * totals - hits) * stretch).sum(axis=1)
    one = design_of(persons[None], strata)
    design = one._replace(
        present=np.repeat(one.present, len(hits), axis=0), movable=np.repeat(one.movable, len(hits), axis=0)
    )
    defined = np.repeat((people.sum() - people.sum(axis=0) > 0)[None], len(hits), axis=0)
    half, why = half_width(everyone / people.sum(), replicates / people.sum(), defined, design)
    return everyone / people.sum(), half, why


def drawn(rates: Floats, people: Floats, seed: int) -> Floats:
    """Hits [REPEATS, R, B] among people [R, B], each person hit at the rate [R, 1] of the region."""
    draw = np.random.default_rng(seed)
    return draw.binomial(people.astype(np.int64), rates, (REPEATS, *people.shape)).astype(np.float64)


def uneven() -> Floats:
    """People of six regions that lie over the blocks like communities: some in two blocks, one in one."""
    people = np.zeros((6, BLOCKS))
    people[0] = 400
    people[1, 5:20] = 300
    people[2, 18:26] = 500
    people[3, 24:26] = 600, 40
    people[4, 26:28] = 500, 500
    people[5, 28] = 300
    return people


def test_intervals_cover_a_known_share_as_often_as_they_say() -> None:
    people = np.random.default_rng(7).integers(80, 120, (1, BLOCKS)).astype(np.float64)
    value, half, why = share(drawn(np.array([[0.2]]), people, 7), people)
    assert (why == GIVEN).all()
    # 2,000 intervals of 95 %: the share covered has a standard error of half a percent.
    assert 0.935 < (np.abs(value - 0.2) <= half).mean() < 0.965


def test_regions_that_differ_are_no_chance() -> None:
    people, rates = uneven(), np.array([[0.5], [0.2], [0.6], [0.4], [0.3], [0.7]])
    truth = (people * rates).sum() / people.sum()
    value, half, why = share(drawn(rates, people, 8), people)
    assert (why == GIVEN).all()
    assert 0.935 < (np.abs(value - truth) <= half).mean() < 0.965
    degrees = design_of(people.astype(np.int64)[None, None], strata_of(people.astype(np.int64)[None])).degrees
    errors = half / stats.t.ppf(0.975, degrees)
    # The mean of the variances is their true value, though some blocks hold most of a region.
    assert np.mean(errors**2) == pytest.approx(value.var(), rel=0.1)


def test_what_is_fixed_within_regions_has_no_interval_to_speak_of() -> None:
    people, rates = uneven(), np.array([[0.1], [0.9], [0.3], [0.5], [0.0], [1.0]])
    fixed = (people * rates)[None]
    assert share(fixed, people)[2].tolist() == [ALL_ALIKE]
    nearly = fixed + np.random.default_rng(9).normal(0, 0.5, fixed.shape) * (people > 0)
    _, half, why = share(nearly, people)
    assert why.tolist() == [GIVEN]
    assert 0 < half[0] < 0.003


def test_blocks_that_differ_widen_the_interval_as_they_should() -> None:
    people = np.full((1, BLOCKS), 1000.0)
    draw = np.random.default_rng(8)
    shares = draw.uniform(0.1, 0.3, (REPEATS, 1, BLOCKS))
    value, half, _ = share(draw.binomial(1000, shares).astype(np.float64), people)
    assert 0.93 < (np.abs(value - 0.2) <= half).mean() < 0.965


def test_of_equal_blocks_of_one_region_it_is_the_t_interval() -> None:
    values = np.random.default_rng(9).normal(size=(1, 1, BLOCKS))
    _, half, _ = share(values, np.ones((1, BLOCKS)))
    low, high = stats.t.interval(0.95, BLOCKS - 1, values.mean(), stats.sem(values[0, 0]))
    assert half[0] == pytest.approx((high - low) / 2)


def test_of_equal_regions_it_is_the_stratified_t_interval() -> None:
    """Four regions of eight equal blocks: a pooled variance with 4 × 7 degrees of freedom."""
    people = np.repeat(np.eye(4), 8, axis=1)
    hits = np.random.default_rng(10).normal(size=(1, 4, BLOCKS)) * people
    _, half, _ = share(hits, people)
    within = [row[mask > 0] for row, mask in zip(hits[0], people, strict=True)]
    error = np.sqrt(sum(np.var(row, ddof=1) * 8 for row in within)) / BLOCKS
    degrees = 4 * 7
    assert half[0] == pytest.approx(stats.t.ppf(0.975, degrees) * error)


def test_absent_blocks_do_not_count() -> None:
    values = np.zeros((1, 1, BLOCKS))
    values[..., :10] = np.random.default_rng(10).normal(size=10)
    _, half, _ = share(values, (np.arange(BLOCKS)[None] < 10).astype(np.float64))
    low, high = stats.t.interval(0.95, 9, 0, stats.sem(values[0, 0, :10]))
    assert half[0] == pytest.approx((high - low) / 2)


def test_a_region_in_one_block_varies_like_the_others() -> None:
    """It cannot be left out; its people add to the variance what as many others do."""
    people = np.zeros((2, BLOCKS))
    people[0, :16], people[1, 20] = 100, 400
    hits = np.zeros((1, 2, BLOCKS))
    hits[0, 0, :16] = np.random.default_rng(11).integers(10, 30, 16)
    _, alone, _ = share(hits[:, :1], people[:1])
    hits[0, 1, 20] = 400
    _, both, why = share(hits, people)
    assert why.tolist() == [GIVEN]
    # The variance of a sum of 2,000 against 1,600 people, divided by all of them.
    assert both[0] * 2000 == pytest.approx(alone[0] * 1600 * np.sqrt(2000 / 1600))


def test_no_interval_has_its_reason() -> None:
    every = np.ones((5, BLOCKS), dtype=bool)
    design = Design(every.copy(), every.copy(), np.ones(5), np.full(5, 31.0))
    design.present[0, 7:] = False
    design.movable[:2, 7:] = False
    replicates = np.tile(np.linspace(0.4, 0.6, BLOCKS), (5, 1))
    replicates[3] = 0.5 + 1e-14
    defined = every.copy()
    defined[2, 5] = False
    half, why = half_width(np.full(5, 0.5), replicates, defined, design)
    assert why.tolist() == [TOO_FEW, ALONE, ONE_BLOCK, ALL_ALIKE, GIVEN]
    assert np.isnan(half).tolist() == [True, True, True, True, False]


def test_regions_of_one_community_each_have_no_interval() -> None:
    people = np.eye(20, BLOCKS) * 100
    assert share(drawn(np.full((20, 1), 0.3), people, 12)[:1], people)[2].tolist() == [ALONE]


INFINITE = float("inf")


def test_a_count_of_ten_events_or_more_has_the_interval_of_jeffreys() -> None:
    counts = np.array([10.0, 13.0, 20.0])
    low, high = limits(counts / 7, stats.norm.ppf(0.975) * np.sqrt(counts) / 7, 0.0, INFINITE)
    assert low * 7 == pytest.approx(stats.gamma.ppf(0.025, counts + 0.5))
    assert high * 7 == pytest.approx(stats.gamma.ppf(0.975, counts + 0.5))


def test_a_share_of_ten_hits_and_ten_misses_has_the_interval_of_jeffreys() -> None:
    hits, trials = np.array([10.0, 15.0, 30.0]), 40.0
    share = hits / trials
    half = stats.norm.ppf(0.975) * np.sqrt(share * (1 - share) / trials)
    law = stats.beta(hits + 0.5, trials - hits + 0.5)
    for scale, shift in ((1.0, 0.0), (255.0, 0.0), (2.0, -1.0)):
        low, high = limits(share * scale + shift, half * scale, shift, shift + scale)
        assert (low - shift) / scale == pytest.approx(law.ppf(0.025))
        assert (high - shift) / scale == pytest.approx(law.ppf(0.975))


def test_of_few_events_the_ends_go_over_into_exact_ones() -> None:
    """Nothing counted has the exact upper end, and the less is counted, the further the ends lie apart."""
    zero, unit = np.array([0.0]), np.array([0.5])
    low, high = limits(zero, zero, 0.0, INFINITE, unit)
    assert (low[0], high[0]) == (0.0, pytest.approx(0.5 * stats.gamma.ppf(0.975, 1)))
    low, high = limits(zero, zero, 0.0, 1.0, np.array([0.05]))
    assert (low[0], high[0]) == (0.0, pytest.approx(stats.beta.ppf(0.975, 1, 20)))
    low, high = limits(zero + 1, zero, 0.0, 1.0, np.array([0.05]))
    assert (low[0], high[0]) == (pytest.approx(stats.beta.ppf(0.025, 20, 1)), 1.0)
    counts = np.array([0.1, 1.0, 3.0, 9.0])
    low, high = limits(counts, stats.norm.ppf(0.975) * np.sqrt(counts), 0.0, INFINITE)
    for shift, compare in ((0.5, np.less), (0.0, np.greater)):
        assert compare(low, stats.gamma.ppf(0.025, counts + shift)).all()
        assert compare(stats.gamma.ppf(0.975, counts + 1 - shift), high).all()


def test_sizes_of_events_and_half_intervals_are_inverse() -> None:
    values, half = np.array([0.2, 0.5, 0.9]), np.array([0.05, 0.01, 0.2])
    for highest in (1.0, INFINITE):
        assert halves(values, units(values, half, 0.0, highest), 0.0, highest) == pytest.approx(half)
    assert np.isnan(units(np.array([0.0, 0.3]), np.array([0.1, np.nan]), 0.0, 1.0)).all()


def test_of_many_events_an_interval_is_even() -> None:
    values = np.array([0.3, 0.3, 0.3])
    half = np.array([1e-3, 1e-7, 1e-12])
    for highest in (1.0, INFINITE):
        low, high = limits(values, half, 0.0, highest)
        assert values - low == pytest.approx(half, rel=0.01)
        assert high - values == pytest.approx(half, rel=0.01)
    low, high = limits(values, half, -INFINITE, INFINITE)
    assert np.array_equal(low, values - half)
    assert np.array_equal(high, values + half)


def test_limits_hold_the_value_and_keep_within_the_measure() -> None:
    draw = np.random.default_rng(13)
    values, half = draw.uniform(0, 1, 1000), draw.exponential(0.5, 1000)
    values[:2], half[2] = (0.0, 1.0), np.nan
    for highest in (1.0, INFINITE):
        low, high = limits(values, half, 0.0, highest)
        assert np.isnan([low[2], high[2]]).all()
        given = ~np.isnan(half)
        assert (low >= 0)[given].all()
        assert (low <= values)[given].all()
        assert (values <= high)[given].all()
        assert (high <= highest)[given].all()


@pytest.mark.parametrize("events", [4.0, 8.0, 12.0, 40.0])
def test_rare_events_are_covered_from_both_sides(events: float) -> None:
    people = np.full((1, BLOCKS), 1000.0)
    drawn_events = np.random.default_rng(14).poisson(events / BLOCKS, (REPEATS, 1, BLOCKS))
    value, half, why = share(drawn_events.astype(np.float64), people)
    low, high = limits(value, half, 0.0, INFINITE)
    truth = events / people.sum()
    # Of no event, or where the same fell on every block, there is no interval.
    given = why == GIVEN
    assert given.mean() > 0.97
    assert 0.93 < ((low <= truth) & (truth <= high))[given].mean() < 0.985
    assert (low > truth)[given].mean() < 0.045
    assert (high < truth)[given].mean() < 0.045


def test_what_compares_with_everyone_changes_with_blocks_where_none_of_them_live() -> None:
    design = Design(np.arange(BLOCKS) < 16, np.arange(BLOCKS) < 16, np.ones(1), np.full(1, 15.0))
    one = design._replace(present=design.present[None], movable=design.movable[None])
    replicates = np.random.default_rng(15).normal(1, 0.1, (1, BLOCKS))
    defined = np.ones((1, BLOCKS), dtype=bool)
    value = np.ones(1)
    half, _ = half_width(value, replicates, defined, one, against_all=True)
    own, _ = half_width(value, replicates, defined, one)
    changes = (replicates[0] - 1) ** 2
    assert half[0] / own[0] == pytest.approx(np.sqrt(changes.sum() / changes[:16].sum()))

"""Intervals from synthetic counts hold as often as they say, and a rate that is halved falls outside."""

from __future__ import annotations

import numpy as np
import pytest

from tools.expected.fitting import Fit, Floats, against_others, bound_of, fit, lumps

SEEDS, FRESH = 100, 2_000
MEANS = np.geomspace(0.05, 50_000, 240)
ONE = np.ones(len(MEANS))


def events(draw: np.random.Generator, seeds: int, means: Floats = MEANS) -> Floats:
    return draw.poisson(means, (seeds, len(means))).astype(float)


def in_lumps(draw: np.random.Generator, seeds: int, means: Floats = MEANS) -> Floats:
    """As many events, each of which counts for some weeks, of which there are up to fifty."""
    many = draw.poisson(means, (seeds, len(means)))
    return (many + draw.negative_binomial(np.maximum(many, 1), 0.05) * (many > 0)).astype(float)


@pytest.fixture(scope="module", params=[events, in_lumps], ids=["events", "lumps"])
def law(request: pytest.FixtureRequest) -> tuple[Fit, Floats]:
    """What a hundred seeds give, of quantities that ten of them have, and fresh seeds of the same."""
    draw = np.random.default_rng(5)
    values, fresh = request.param(draw, SEEDS), request.param(draw, FRESH)
    chosen = (values > 0).sum(axis=0) >= 10
    return fit(values[:, chosen], ONE[chosen]), fresh[:, chosen]


def test_fresh_seeds_lie_outside_about_as_often_as_is_claimed(law: tuple[Fit, Floats]) -> None:
    found, fresh = law
    outside = (found.distances(fresh).max(axis=1) > 1).mean()
    assert outside <= 0.01


def test_what_lies_within_the_ends_is_near_and_what_lies_without_is_not(law: tuple[Fit, Floats]) -> None:
    found, fresh = law
    low, high = found.ends()
    within = (fresh > low * (1 + 1e-9)) & (fresh < high * (1 - 1e-9))
    without = (fresh < low * (1 - 1e-9)) | (fresh > high * (1 + 1e-9))
    near = found.distances(fresh) <= 1
    assert near[within].all()
    # An end at 0 is there because a count cannot be less: nothing lies below it.
    assert not near[without & (fresh > 0)].any()


def test_a_rate_that_is_halved_is_told_wherever_there_are_events_enough() -> None:
    draw = np.random.default_rng(6)
    found = fit(events(draw, SEEDS), ONE)
    for number in np.flatnonzero(MEANS > 250):
        halved = MEANS.copy()
        halved[number] /= 2
        assert found.distances(events(draw, 1, halved))[0, number] > 1
    few = np.flatnonzero(MEANS < 2)
    assert (found.distances(events(draw, 1, MEANS / 2))[0, few] < 1).all()


def test_a_seed_is_held_against_all_others_and_never_against_itself() -> None:
    """Against one that leaves each seed out and computes the rest anew."""
    values = events(np.random.default_rng(7), 12, np.array([0.3, 4.0, 900.0]))
    roots = np.sqrt(values + 3 / 8 * lumps(values, np.ones(3)))
    for seed, largest in enumerate(against_others(values, np.ones(3))):
        rest, others = np.delete(values, seed, axis=0), np.delete(roots, seed, axis=0)
        floor = np.sqrt(np.maximum(rest.var(axis=0, ddof=1) / rest.mean(axis=0), 1)) / 2
        spread = np.maximum(others.std(axis=0, ddof=1), floor)
        expected = (((roots[seed] - others.mean(axis=0)) / spread) ** 2).max()
        assert largest == pytest.approx(expected, rel=1e-9)


def test_the_bound_is_gumbel_s_and_never_below_what_was_reached() -> None:
    draw = np.random.default_rng(8)
    largest = draw.gumbel(12, 2, 20_000)
    assert bound_of(largest, 0.2) == largest.max()
    # 12 − 2 ln(−ln(1 − p)), of a sample whose largest lies below it.
    assert bound_of(largest, 1e-6) == pytest.approx(12 - 2 * np.log(1e-6), rel=0.02)
    assert bound_of(largest[:100], 1e-2) < bound_of(largest[:100], 1e-4)


def test_what_never_happens_may_happen_a_few_times_and_not_often() -> None:
    values = np.concatenate([events(np.random.default_rng(9), SEEDS), np.zeros((SEEDS, 1))], axis=1)
    _, high = fit(values, np.append(ONE, 1)).ends()
    assert 1 < high[-1] < 20
    # A quotient of which one event is a thousandth is bounded in thousandths.
    _, thousandths = fit(values, np.append(ONE, 1e-3)).ends()
    assert thousandths[-1] == pytest.approx(high[-1] / 1_000)

"""Recovery, fading and the pull of ties."""

import math
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.life.both import both, level, score
from underheaven.life.close import EMPLOYER, FRIENDS, HOUSEHOLD, MOST_TIES, fade, of_one_tie, pull, recover

Weights = NDArray[np.int64]
degrees = st.tuples(st.integers(0, MOST_TIES), st.integers(0, MOST_TIES), st.integers(0, 4))


def weights(alpha: Fraction, omega: tuple[Fraction, Fraction, Fraction]) -> Weights:
    """The table of one segment, from its definition (specification, 8.3)."""
    out = np.zeros((8, 3, 64), np.int64)
    for present in range(8):
        there = [omega[t] if present >> t & 1 else Fraction(0) for t in range(3)]
        for t in range(3):
            for degree in range(1, 64) if there[t] else ():
                out[present, t, degree] = math.floor(65_536 * alpha * there[t] / sum(there) / degree)
    return out


WEIGHTS = weights(Fraction(1, 2), (Fraction(1, 2), Fraction(3, 20), Fraction(7, 20)))
WHOLE = weights(Fraction(1), (Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)))


@given(score, score, st.integers(0, 40_000))
def test_recovery_never_passes_the_start_and_never_costs(own: int, start: int, points: int) -> None:
    after = both(recover, own, start, points)
    assert after == (own if own >= start else min(start, own + points))
    assert own <= after <= max(own, start)


@given(level, st.integers(0, 10_000))
def test_a_level_fades_to_nothing(now: int, by: int) -> None:
    after = both(fade, now, by)
    assert 0 <= after <= now
    assert now - after == min(now, by)


@given(score)
def test_nobody_pulls_who_has_no_ties(own: int) -> None:
    assert both(pull, own, 0, 0, 0, (0, 0, 0), of_one_tie((0, 0, 0), WEIGHTS)) == 0


@given(score, degrees)
def test_equals_do_not_pull(own: int, ties: tuple[int, int, int]) -> None:
    sums = [own * number for number in ties]
    assert both(pull, own, *sums, ties, of_one_tie(ties, WEIGHTS)) == 0


@given(score, degrees, st.tuples(score, score, score))
def test_the_pull_is_the_weighted_difference_rounded(
    own: int, ties: tuple[int, int, int], means: tuple[int, int, int]
) -> None:
    """Against exact fractions of the table's weights; halves go up, for negative changes too."""
    sums = [mean * number for mean, number in zip(means, ties, strict=True)]
    present = sum(1 << t for t in range(3) if ties[t])
    exact = sum(
        (
            Fraction(int(WEIGHTS[present, t, ties[t]]), 65_536) * (sums[t] - ties[t] * own)
            for t in (HOUSEHOLD, EMPLOYER, FRIENDS)
        ),
        Fraction(0),
    )
    assert both(pull, own, *sums, ties, of_one_tie(ties, WEIGHTS)) == math.floor(exact + Fraction(1, 2))


@given(score, degrees, st.tuples(score, score, score))
def test_the_pull_stays_among_the_scores_that_pull(
    own: int, ties: tuple[int, int, int], means: tuple[int, int, int]
) -> None:
    """Weights sum to at most 1 even where others count whole, so nobody is pulled past everybody."""
    sums = [mean * number for mean, number in zip(means, ties, strict=True)]
    others = [mean for mean, number in zip(means, ties, strict=True) if number]
    after = own + both(pull, own, *sums, ties, of_one_tie(ties, WHOLE))
    assert min([own, *others]) <= after <= max([own, *others])


def test_a_half_goes_up_for_losses_as_for_gains() -> None:
    table = np.zeros((8, 3, 64), np.int64)
    table[1, HOUSEHOLD, 1] = 32_768
    each = of_one_tie((1, 0, 0), table)
    changes = [both(pull, 0, other, 0, 0, (1, 0, 0), each) for other in (-3, -2, -1, 0, 1, 2, 3)]
    assert changes == [-1, -1, 0, 0, 1, 1, 2]


@given(score)
def test_the_largest_sums_fit(own: int) -> None:
    low, high = -32_768 * MOST_TIES, 32_767 * MOST_TIES
    ties = (MOST_TIES, MOST_TIES, 0)
    each = of_one_tie(ties, WHOLE)
    for sums in ((low, high, 0), (high, low, 0)):
        assert abs(both(pull, own, *sums, ties, each)) < 65_536

"""Reckoning: curves that are straight between nodes, costs, and beliefs that lose nothing to rounding."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.life.both import both, level, word
from underheaven.mechanisms.deterrence.rule import (
    CERTAIN_TRUST,
    COST_BITS,
    FULL,
    LOSS_BITS,
    MOST_LOSS,
    along,
    cost_of,
    kept_up,
    moved,
    perceived,
    rounded,
    worth_of,
    worth_of_points,
)
from underheaven.mechanisms.deterrence.survivors import nodes

IDENTITY = np.array(nodes(LOSS_BITS), np.int64)
FALLING = np.array([2**30 * 2**20 // (node + 2**20) for node in nodes(COST_BITS)], np.int64)
belief = st.integers(0, FULL)
weight = st.integers(0, 65_536)
chance = st.integers(0, 2**24)


@given(st.integers(0, MOST_LOSS))
def test_a_curve_that_is_straight_is_followed(x: int) -> None:
    """To the last digit, up to where places between nodes are cut."""
    assert x - both(along, IDENTITY, x) in range(1 + (x >> 25))


@given(st.integers(0, 2**COST_BITS), st.integers(0, 2**COST_BITS))
def test_a_curve_that_falls_never_rises(x: int, y: int) -> None:
    low, high = min(x, y), max(x, y)
    assert both(along, FALLING, low) >= both(along, FALLING, high)


@given(st.integers(0, len(FALLING) - 2))
def test_a_curve_goes_through_its_nodes(node: int) -> None:
    assert both(along, FALLING, nodes(COST_BITS)[node]) == FALLING[node]


@given(chance, chance, weight)
def test_what_is_perceived_lies_between_what_is_published_and_what_is_believed(
    published: int, believed: int, trust: int
) -> None:
    found = both(perceived, trust * published, (CERTAIN_TRUST - trust) * believed)
    assert min(published, believed) - 1 <= found <= max(published, believed)
    assert both(perceived, CERTAIN_TRUST * published, 0) == published
    assert both(perceived, 0, CERTAIN_TRUST * believed) == believed


@given(chance, st.integers(0, MOST_LOSS))
def test_a_cost_is_chance_times_loss(of: int, loss: int) -> None:
    exact = Fraction(of, 2**24) * Fraction(loss, 2**10) * 2**16
    assert both(cost_of, of, loss) == exact.__floor__()


def test_the_largest_numbers_fit_into_64_bits() -> None:
    assert both(cost_of, 2**24, MOST_LOSS) == 2**COST_BITS
    assert both(along, IDENTITY, MOST_LOSS) == MOST_LOSS
    assert both(kept_up, 2**32, 2**30) == 2**32
    assert both(worth_of_points, 65_536, 65_536 * 1_000_000) == 4_096 * 1_000_000 * 1_024
    assert both(moved, 0, FULL, 65_536) == FULL
    assert both(moved, FULL, 0, 65_536) == 0


def test_what_falls_is_added_up() -> None:
    assert both(worth_of, 0b101, np.array([3, 5, 7])) == 10


@given(belief, belief, weight)
def test_a_belief_moves_towards_what_is_met_with(of: int, towards: int, by: int) -> None:
    after = both(moved, of, towards, by)
    assert min(of, towards) - 1 <= after <= max(of, towards)
    if by > 0 and towards < of:
        assert after < of


@given(belief)
def test_a_level_keeps_the_mean_of_a_belief(of: int) -> None:
    """The two levels on either side, each by a chance that makes the mean exact within 2^-32 of their gap."""
    low = both(rounded, of, 2**32 - 1)
    gap = (low + 1) ** 2 - low**2
    assert low**2 << 16 <= of < (low + 1) ** 2 << 16 or (low == 255 and of == FULL)
    above = Fraction(of, 2**16) - low**2
    limit = (above / gap * 2**32).__ceil__()
    for drawn in (0, max(0, limit - 1), limit):
        expected = low + (Fraction(drawn, 2**32) < above / gap)
        if drawn < 2**32:
            assert both(rounded, of, drawn) == expected


@given(level, word)
def test_a_level_that_nothing_moves_stays(of: int, drawn: int) -> None:
    assert both(rounded, of * of << 16, drawn) == of


@pytest.mark.parametrize("start", [1, 20, 200])
def test_no_weight_is_too_small_to_move_a_belief(start: int) -> None:
    """A ten-thousandth of the way: of many, some go a level up or down, and the mean moves as it should."""
    for towards in (0, FULL):
        before = start * start << 16
        after = moved(before, towards, 7)
        low = rounded(after, 2**32 - 1)
        whole = Fraction(after - (low * low << 16), (2 * low + 1) << 16)
        mean = (low * low + whole * (2 * low + 1)) * 65_536
        assert mean == after != before

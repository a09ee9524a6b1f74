"""How records lie over people: known answers and laws."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from underheaven.measure.concentration import Concentration, concentration, on_the_worst, sampled

counts = st.lists(st.integers(0, 50), min_size=1, max_size=200).map(lambda each: np.array(each, np.int64))


def test_known_answers() -> None:
    assert concentration(np.array([0] * 19 + [7])) == Concentration(20, 0.35, 1.0, 7.0, 6.65)
    assert concentration(np.full(40, 3)) == Concentration(40, 3.0, 0.05, 3.0, 0.0)
    assert concentration(np.zeros(10, np.int64)) == Concentration(10, 0.0, None, None, None)
    assert concentration(np.zeros(0, np.int64)) == Concentration(0, None, None, None, None)


def test_a_twentieth_of_ten_people_is_half_of_the_worst() -> None:
    assert on_the_worst(np.array([0, 4, 1, 0, 0, 0, 0, 0, 0, 0])) == 2


@given(counts, st.integers(2, 4))
def test_more_people_alike_change_nothing(records: np.ndarray, times: int) -> None:
    assert on_the_worst(np.repeat(records, times)) == times * on_the_worst(records)


@given(counts)
def test_the_worst_have_at_least_their_part_and_at_most_all(records: np.ndarray) -> None:
    total, worst = int(records.sum()), on_the_worst(records)
    assert Fraction(total, 20) <= worst <= total


def test_the_interval_of_sampled_communities_covers() -> None:
    """Of communities of people who differ by a gamma variable, 95 of 100 intervals hold the share."""
    dice, hits = np.random.default_rng(3), 0
    people = dice.poisson(2 * dice.gamma(1.5, 1 / 1.5, 2_000_000))
    true = concentration(people).worst or 0.0
    for _ in range(100):
        some = [dice.poisson(2 * dice.gamma(1.5, 1 / 1.5, 400)) for _ in range(12)]
        found = sampled(some)["worst"]
        assert found.low is not None
        assert found.high is not None
        hits += found.low <= true <= found.high
    assert 88 <= hits <= 99


def test_of_few_communities_there_is_no_interval() -> None:
    found = sampled([np.array([1, 2, 3])] * 7)
    assert found["mean"] == (2.0, None, None)
    assert sampled([])["worst"] == (None, None, None)

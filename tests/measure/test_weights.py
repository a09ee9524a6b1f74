"""People weigh what makes each group of each region as many as the society has."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from tests.record import made
from underheaven.measure.frame import Frame
from underheaven.measure.pool import Pool
from underheaven.measure.results import measures_of
from underheaven.measure.weights import LEAST, MOST, shares_of, weights_of

FRAME = Frame.of(made.world())
SHAPE = (3, 4)
people = arrays(np.int64, SHAPE, elements=st.integers(0, 9) | st.integers(100, 10**9))
parts = arrays(np.float64, SHAPE, elements=st.floats(0.01, 1)).map(lambda table: table / table.sum(axis=0))


def gathered() -> Pool:
    pool, counts = Pool(FRAME), made.counts_of_weeks()
    for year in counts.years():
        pool.add_year(counts.year(year))
    for step in range(counts.world.steps):
        pool.add_step(counts.step(step))
    return pool


@given(people, parts)
def test_a_region_keeps_its_people_and_no_weight_is_wild(
    persons: NDArray[np.int64], shares: NDArray[np.float64]
) -> None:
    weights = weights_of(persons, shares)
    assert np.isfinite(weights).all()
    assert (weights > 0).all()
    everybody = (persons > 0).all(axis=0)
    assert np.allclose((weights * persons).sum(axis=0)[everybody], persons.sum(axis=0)[everybody])
    wanted = shares * persons.sum(axis=0)
    alone = np.where(persons > 0, wanted / np.maximum(persons, 1), np.inf)
    easy = ((alone >= LEAST) & (alone <= MOST)).all(axis=0)
    assert np.allclose((weights * persons)[:, easy], wanted[:, easy])


def test_a_group_that_is_far_from_its_share_is_weighed_with_the_largest() -> None:
    weights = weights_of(np.array([[700], [298], [2]]), np.array([[0.6], [0.3], [0.1]]))
    assert weights[1, 0] == pytest.approx(300 / 298)
    assert weights[0, 0] == weights[2, 0] == pytest.approx(700 / 702)


def test_a_run_s_people_count_as_the_society_has_them() -> None:
    pool = gathered()
    counted = pool.persons.sum(axis=(2, 3, 4))
    weighed = pool.weights * counted
    assert np.allclose(weighed / weighed.sum(axis=0), shares_of(FRAME))
    persons = pool.counts()["person.persons"]
    assert persons[0] == pytest.approx(counted.sum())
    assert persons[1:3] == pytest.approx(weighed.sum(axis=1))
    assert persons[3:5] == pytest.approx(counted.sum(axis=0))


def test_a_measure_is_that_of_the_society_whatever_the_run_has_more_of() -> None:
    """Twice the people of one group and region, who live as before: the same values."""
    pool, more = gathered(), gathered()
    more.tallies[1, 0] *= 2
    more.waves[1, 0] *= 2
    # The rest of the region stands for as many as before.
    assert np.allclose(more.weights[1, 0] * 2 / pool.weights[1, 0], more.weights[0, 0] / pool.weights[0, 0])
    for of_group in ("records", "under", "denied"):
        one, other = (measures_of(each)[of_group] for each in (pool, more))
        assert one.by("region")["east"].value == pytest.approx(other.by("region")["east"].value)
        plain, plainly = (measures_of(each.as_counted())[of_group] for each in (pool, more))
        assert plain.by("region")["east"].value != pytest.approx(plainly.by("region")["east"].value, rel=1e-9)


def test_pairs_are_not_weighed() -> None:
    pool = gathered()
    assert (pool.of_regions().weights == 1).all()
    assert (pool.as_counted().weights == 1).all()
    assert not (pool.weights == 1).all()

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from underheaven.engine.layout import BLOCKS
from underheaven.measure.replicates import design_of, strata_of

SHAPE = (2, 3, 10)
people = arrays(np.int64, SHAPE, elements=st.integers(0, 5) | st.integers(0, 10**9))


@given(people)
def test_a_stratum_is_shared_out_and_can_be_left_out_if_it_lives_in_two_blocks(
    persons: NDArray[np.int64],
) -> None:
    strata = strata_of(persons)
    lived_in = (persons > 0).sum(axis=-1)
    assert np.allclose(strata.share.sum(axis=-1), lived_in > 0)
    assert np.array_equal(strata.loose, lived_in > 1)
    assert np.isfinite(strata.stretch).all()
    several = lived_in > 1
    assert np.allclose((strata.stretch**2 * (1 - strata.share))[several], 1)


@given(people)
def test_degrees_of_freedom_lie_between_one_and_what_strata_and_blocks_allow(
    persons: NDArray[np.int64],
) -> None:
    design = design_of(persons[None], strata_of(persons))
    spare = np.maximum((persons > 0).sum(axis=-1) - 1, 0).sum()
    assert np.isnan(design.degrees[0]) == (spare == 0)
    assert 0 <= design.share[0] <= 1
    assert (design.share[0] > 0) == (spare > 0)
    if spare:
        assert 1 - 1e-6 <= design.degrees[0] <= min(spare, design.movable[0].sum()) + 1e-6
    assert not (design.movable & ~design.present).any()


def test_equal_blocks_have_one_degree_less_than_their_number_in_each_stratum() -> None:
    one = np.zeros((1, 1, 1, BLOCKS), dtype=np.int64)
    one[..., :12] = 50
    assert np.allclose(design_of(one, strata_of(one[0])).degrees, 11)
    four = np.kron(np.eye(4, dtype=np.int64), np.full(8, 70))[None, None]
    assert np.allclose(design_of(four, strata_of(four[0])).degrees, 4 * 7)


def test_a_category_has_the_design_of_its_own_people() -> None:
    persons = np.ones((2, 3, BLOCKS), dtype=np.int64)
    persons[1, 2, 1:] = 0
    categories = np.stack([persons, persons * np.array([0, 1])[:, None, None]])
    design = design_of(categories, strata_of(persons))
    loose = persons.sum() - 1
    assert np.allclose(design.share, [loose / persons.sum(), 64 / 65])
    assert design.movable.all()

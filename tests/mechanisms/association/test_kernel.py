"""Permutations by which friends and workplaces are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underheaven.mechanisms.association.kernel import inverse, modulus


@given(st.integers(1, 4_096))
def test_the_modulus_is_the_smallest_power_of_two_that_holds_everybody(n: int) -> None:
    m = modulus(n)
    assert m & (m - 1) == 0
    assert m >= max(2, n)
    assert m == 2 or m < 2 * n


@pytest.mark.parametrize("m", [2**k for k in range(1, 13)])
def test_odd_numbers_have_an_inverse(m: int) -> None:
    for a in range(1, m, 2):
        assert a * inverse(a, m) % m == 1

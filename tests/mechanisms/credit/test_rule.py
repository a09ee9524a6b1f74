"""Bands of a score, and what becomes of a loan."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.life.both import both, score, threshold, word
from underheaven.mechanisms.credit.rule import CERTAIN, band, repaid

ONE = 1 << 16
bands = st.integers(1, 16)


@given(score, score, score, bands)
def test_a_band_is_one_of_them_and_rises_with_the_score(
    one: int, other: int, third: int, number: int
) -> None:
    low, now, high = sorted((one, other, third))
    found = both(band, now, low, high, number)
    assert 0 <= found < number
    assert both(band, low, low, high, number) == 0
    assert now == high or found <= both(band, now + 1, low, high, number)


@given(st.integers(-300, 300), st.integers(1, 400), bands)
def test_bands_are_equal_parts_of_the_scale(low: int, length: int, number: int) -> None:
    sizes = Counter(both(band, now, low, low + length - 1, number) for now in range(low, low + length))
    if length >= number:
        assert len(sizes) == number
        assert max(sizes.values()) - min(sizes.values()) <= 1


@given(word, threshold, st.integers(0, 16 * ONE), st.integers(0, 16 * ONE))
def test_a_larger_factor_only_adds_to_those_who_repay(drawn: int, base: int, one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert both(repaid, drawn, base, less) <= both(repaid, drawn, base, more)


@given(word, threshold)
def test_a_factor_of_one_leaves_the_chance(drawn: int, base: int) -> None:
    assert both(repaid, drawn, base, ONE) == (drawn < base)


@given(word, st.integers(ONE, 1_000 * ONE))
def test_never_and_always(drawn: int, factor: int) -> None:
    assert both(repaid, drawn, CERTAIN, factor)
    assert not both(repaid, drawn, 0, factor)
    assert not both(repaid, drawn, CERTAIN, 0)

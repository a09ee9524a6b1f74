"""Attention that follows findings."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.life.both import both, threshold
from underheaven.mechanisms.attention.rule import (
    MOST,
    NOBODY_LOOKED,
    ONE,
    attention,
    corrected,
    dimmed,
    smooth,
)

level = st.integers(0, 1 << 34)
share = st.integers(0, ONE)


@given(level, level, share)
def test_a_smoothed_level_moves_towards_what_is_seen_and_not_past_it(now: int, seen: int, by: int) -> None:
    after = both(smooth, now, seen, by)
    assert min(now, seen) <= after <= max(now, seen)
    assert -1 < now + Fraction((seen - now) * by, ONE) - after < 1


@given(level, share)
def test_what_stays_the_same_moves_nothing(now: int, by: int) -> None:
    assert both(smooth, now, now, by) == now
    assert both(smooth, now, 7, ONE) == 7


@given(share, level, level)
def test_attention_follows_findings_by_its_share(part: int, found: int, mean: int) -> None:
    now = both(attention, part, found, mean)
    if mean == 0:
        assert now == ONE
        return
    factor = min(Fraction(MOST, ONE), Fraction(found, mean))
    exact = ONE - part + part * factor
    assert exact - 2 < now <= exact
    assert ONE - part <= now <= ONE + 15 * part


@given(share, level, level, st.integers(1, 1 << 34))
def test_more_findings_never_mean_less_attention(part: int, one: int, other: int, mean: int) -> None:
    fewer, more = sorted((one, other))
    assert both(attention, part, fewer, mean) <= both(attention, part, more, mean)


@given(share, st.lists(st.tuples(st.integers(1, 10_000), st.integers(1, 50_000)), min_size=1, max_size=8))
def test_attention_is_moved_and_not_made(part: int, regions: list[tuple[int, int]]) -> None:
    """By heads it is what it was, but for rounding, as long as no region is at the most.

    The mean is rounded down, by less than its thousandth here.
    """
    people = sum(n for n, _ in regions)
    mean = sum(n * (1_000 + found) for n, found in regions) // people
    if all(1_000 + found < 16 * mean for _, found in regions):
        whole = sum(n * both(attention, part, 1_000 + found, mean) for n, found in regions)
        assert people * (ONE - 2) < whole <= people * ONE * 1_001 // 1_000


@given(threshold)
def test_at_its_best_hour_with_even_attention_a_source_sees_what_it_sees(seen: int) -> None:
    assert both(dimmed, seen, ONE, ONE) == seen


@given(threshold, share, st.integers(0, 16 * ONE))
def test_what_is_seen_is_a_chance(seen: int, hour: int, attentive: int) -> None:
    now = both(dimmed, seen, hour, attentive)
    assert 0 <= now <= 1 << 32
    assert both(dimmed, seen, 0, attentive) == both(dimmed, seen, hour, 0) == 0
    assert now <= both(dimmed, seen, ONE, attentive)


@given(st.integers(0, 1 << 40), st.integers(0, 16 * ONE), share)
def test_findings_are_divided_by_the_attention_as_far_as_is_asked(
    found: int, looked: int, asked: int
) -> None:
    now = both(corrected, found, looked, asked)
    divisor = ONE - asked + (asked * looked) // ONE
    if divisor == 0:
        assert now == NOBODY_LOOKED
    else:
        assert now == min(1 << 40, found * ONE // divisor)


@given(level, st.integers(0, 16 * ONE))
def test_what_is_not_corrected_is_what_was_found(found: int, looked: int) -> None:
    assert both(corrected, found, looked, 0) == found


def test_findings_per_head_of_a_step_are_at_most_65536() -> None:
    """In 2^24ths; also those that are corrected."""
    most = 65_536 << 24
    assert both(corrected, most + 1, ONE, ONE) == most
    assert both(corrected, most, 1, ONE) == most
    assert both(corrected, most - 1, ONE, ONE) == most - 1


def test_where_nobody_looked_nothing_can_be_corrected() -> None:
    assert both(corrected, 5, 0, ONE) == NOBODY_LOOKED
    assert both(corrected, 5, 0, ONE - 1) == 5 * ONE


def test_what_is_found_is_bounded_before_it_is_divided() -> None:
    most = 65_536 << 24
    assert both(corrected, 2 * most, 2 * ONE, ONE) == most // 2


def test_attention_is_at_most_16_times_the_nations_and_follows_the_smallest_mean() -> None:
    assert both(attention, ONE, 1 << 30, 1) == 16 * ONE
    assert both(attention, ONE, 3, 1) == 3 * ONE


def test_what_is_seen_with_the_most_attention_is_certain() -> None:
    assert both(dimmed, 1 << 32, ONE, 16 * ONE) == 1 << 32

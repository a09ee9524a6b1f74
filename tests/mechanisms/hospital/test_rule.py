"""Waits of two classes of which one is served first, against Cobham's formulas in exact fractions."""

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.life.both import both
from underheaven.mechanisms.hospital.rule import FULL, LONGEST, STEADY, refused, waits

load = st.integers(0, 1 << 20)
part = st.integers(0, STEADY)
service = st.integers(0, 4_000)
spread = st.integers(FULL // 2, 3 * FULL)


def _exact(fast: int, slow: int, minutes: int, variation: int) -> list[Fraction]:
    """Waits of the two classes and in one line, where the line is steady."""
    first, all_ = Fraction(fast, FULL), Fraction(fast + slow, FULL)
    work = all_ * minutes * Fraction(variation, FULL)
    return [work / (1 - first), work / ((1 - first) * (1 - all_)), work / (1 - all_)]


@given(part, part, service, spread)
def test_waits_are_those_of_the_formula(fast: int, slow: int, minutes: int, variation: int) -> None:
    """Rounded down twice: less than two sixteenths of a minute below; nobody waits for more than a day."""
    assume(fast + slow <= STEADY)
    found = both(waits, fast, slow, minutes, variation)
    for wait, exact in zip(found, _exact(fast, slow, minutes, variation), strict=True):
        assert wait == LONGEST if exact >= LONGEST + 2 else exact - 2 < wait <= exact


def test_a_known_case() -> None:
    """Exponential times of 10 minutes at a load of 0.8: 40 minutes in one line; 10 and 50 by class."""
    fast, slow = round(0.2 * FULL), round(0.6 * FULL)
    found = [wait / 16 for wait in both(waits, fast, slow, 160, FULL)]
    assert [round(wait) for wait in found] == [10, 50, 40]


@given(part, part, st.integers(0, 200), spread)
def test_who_is_served_first_takes_it_from_the_others(
    fast: int, slow: int, minutes: int, variation: int
) -> None:
    """Kleinrock's conservation law: whoever is first, the time waited by all is the same."""
    assume(fast + slow <= STEADY)
    first, second, line = both(waits, fast, slow, minutes, variation)
    assume(max(first, second, line) < LONGEST)
    assert first <= line <= second
    assert abs(fast * first + slow * second - (fast + slow) * line) <= 2 * (fast + slow)


@given(load, load, load, service, spread)
def test_more_visits_never_shorten_a_wait(
    fast: int, slow: int, more: int, minutes: int, variation: int
) -> None:
    before = both(waits, fast, slow, minutes, variation)
    for after in (
        both(waits, fast + more, slow, minutes, variation),
        both(waits, fast, slow + more, minutes, variation),
    ):
        assert all(one <= other for one, other in zip(before, after, strict=True))


@given(load, load, service, spread)
def test_nobody_waits_longer_than_a_day_or_less_than_nothing(
    fast: int, slow: int, minutes: int, variation: int
) -> None:
    first, second, line = both(waits, fast, slow, minutes, variation)
    assert 0 <= first <= line <= second <= LONGEST


@given(load, load)
def test_what_is_not_refused_fills_the_room_and_no_more(fast: int, slow: int) -> None:
    not_fast, not_slow = both(refused, fast, slow)
    certain = 1 << 32
    assert 0 <= not_fast < certain
    assert 0 <= not_slow <= certain
    served = fast * (certain - not_fast) + slow * (certain - not_slow)
    # A chance is rounded down, so that a little more than the room may be served.
    assert 0 <= served - min(FULL, fast + slow) * certain <= fast + slow


@given(load, st.integers(1, 1 << 20))
def test_the_fast_class_is_refused_only_where_nobody_else_is_served(fast: int, slow: int) -> None:
    not_fast, not_slow = both(refused, fast, slow)
    assert not_fast == 0 or not_slow == 1 << 32
    assert (fast + slow <= FULL) == (not_fast == not_slow == 0)


def test_where_the_fast_class_fills_all_rooms_an_empty_slow_class_has_nobody_to_refuse() -> None:
    assert both(refused, 2 * FULL, 0) == (1 << 31, 0)

"""What becomes of a considered act."""

from hypothesis import given
from hypothesis import strategies as st

from tests.life.both import both, threshold, word
from underheaven.life.decide import (
    BROUGHT_ON,
    CERTAIN,
    DENIED,
    DONE,
    HELD_BACK,
    MOST,
    NOTHING,
    ONE,
    PREVENTED,
    outcome,
    propensity,
)

response = st.integers(-ONE, ONE)
"""A response to dread: -1 to 1."""
climate = st.integers(-4 * ONE, 4 * ONE)
factor = st.integers(0, MOST)
OUTCOMES = {NOTHING, DONE, DENIED, HELD_BACK, PREVENTED, DONE | BROUGHT_ON, DENIED | BROUGHT_ON}


@given(threshold, climate)
def test_without_dread_and_hardship_the_propensity_is_the_base(base: int, weight: int) -> None:
    assert both(propensity, base, 0, weight, ONE) == base


@given(threshold, response, climate, factor)
def test_a_propensity_is_a_chance(base: int, dread: int, weight: int, hardship: int) -> None:
    assert 0 <= both(propensity, base, dread, weight, hardship) <= CERTAIN


@given(threshold, response, response, st.integers(0, 4 * ONE), factor)
def test_more_response_to_dread_means_less_is_done(
    base: int, one: int, other: int, weight: int, hardship: int
) -> None:
    weaker, stronger = sorted((one, other))
    less = both(propensity, base, stronger, weight, hardship)
    assert less <= both(propensity, base, weaker, weight, hardship)


@given(threshold, response, climate, factor, factor)
def test_more_hardship_means_more_is_done(base: int, dread: int, weight: int, one: int, other: int) -> None:
    less, more = sorted((one, other))
    with_more = both(propensity, base, dread, weight, more)
    assert both(propensity, base, dread, weight, less) <= with_more


@given(threshold, st.integers(0, ONE), factor)
def test_a_climate_of_no_weight_takes_the_dread_away(base: int, dread: int, hardship: int) -> None:
    assert both(propensity, base, dread, 0, hardship) == both(propensity, base, 0, ONE, hardship)


@given(threshold)
def test_a_whole_response_leaves_nothing(base: int) -> None:
    assert both(propensity, base, ONE, ONE, MOST) == 0


def test_the_factor_of_dread_is_bounded_at_both_ends() -> None:
    base = CERTAIN >> 6
    assert both(propensity, base, -ONE, 1000 * ONE, ONE) == 16 * base
    assert both(propensity, base, ONE, 1000 * ONE, ONE) == 0
    assert both(propensity, CERTAIN, -ONE, 1000 * ONE, MOST) == CERTAIN


@given(word, threshold, threshold, st.booleans(), st.booleans())
def test_exactly_one_thing_becomes_of_an_act(
    drawn: int, base: int, today: int, confined: bool, denied: bool
) -> None:
    what = both(outcome, drawn, base, today, confined, denied)
    assert what in OUTCOMES
    would, does = drawn < base, drawn < today
    assert bool(what & PREVENTED) == (confined and would)
    assert bool(what & HELD_BACK) == (not confined and would and not does)
    assert bool(what & BROUGHT_ON) == (not confined and does and not would)
    assert bool(what & DENIED) == (not confined and does and denied)
    assert bool(what & DONE) == (not confined and does and not denied)


@given(word, threshold, st.booleans())
def test_unchanged_nobody_holds_back_or_is_brought_on(drawn: int, base: int, denied: bool) -> None:
    assert not both(outcome, drawn, base, base, False, denied) & (HELD_BACK | BROUGHT_ON)


def test_never_and_always() -> None:
    assert both(outcome, 0, 0, 0, False, False) == NOTHING
    assert both(outcome, CERTAIN - 1, CERTAIN, CERTAIN, False, False) == DONE

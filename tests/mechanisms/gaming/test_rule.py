"""Acts done for the score."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.life.both import both, compiled, score, threshold, word
from underheaven.mechanisms.gaming import rule
from underheaven.mechanisms.gaming.rule import NOTHING, awaited, gamed, rewarding

flag = st.integers(0, 1)
worth = st.integers(0, 1 << 40)
points = st.integers(1, 4_096)
aims = st.lists(st.tuples(score, worth), min_size=1, max_size=6)


@given(word, threshold, st.booleans(), st.booleans())
def test_a_game_is_done_when_it_is_worth_it_known_and_open(
    drawn: int, chance: int, worth_it: bool, hindered: bool
) -> None:
    assert both(gamed, drawn, chance, worth_it, hindered) == (worth_it and not hindered and drawn < chance)


@given(word)
def test_nobody_games_a_secret(drawn: int) -> None:
    assert not both(gamed, drawn, 0, True, False)


@given(flag, score, score)
def test_points_reward_below_the_end_of_the_scale(pays: int, now: int, high: int) -> None:
    assert both(rewarding, pays, now, high) == (pays == 1 and now < high)
    assert not both(rewarding, 1, high, high)


@given(score, score, st.integers(0, 1 << 16))
def test_recovery_brings_nobody_down_nor_past_the_start(now: int, start: int, waited: int) -> None:
    after = both(awaited, now, start, waited)
    assert now <= after <= max(now, start)
    assert both(awaited, now, start, 0) == now


def _aimed(now: int, each: int, cost: int, of: list[tuple[int, int]]) -> int:
    """Which target is aimed at, plain and compiled."""
    ordered = sorted(of)
    arguments = (
        now, each, cost, np.array([target for target, _ in ordered]), np.arange(len(of)),
        np.array([gain for _, gain in ordered]),
    )  # fmt: skip
    plain = rule.aimed_at(*arguments)
    if not hasattr(rule.acts_needed, "py_func"):
        assert compiled(_together)(*arguments) == plain
    return int(plain)


def _together(now: int, each: int, cost: int, target: object, aim: object, gain: object) -> int:
    return int(rule.aimed_at(now, each, cost, target, aim, gain))


@given(score, points, worth, aims)
def test_gaming_begins_where_what_lies_above_exceeds_the_effort_still_needed(
    now: int, each: int, cost: int, of: list[tuple[int, int]]
) -> None:
    above = [(target, gain) for target, gain in of if target > now]
    pays = any(
        sum(gain for lower, gain in above if lower <= target) > -((now - target) // each) * cost
        for target, _ in above
    )
    assert (_aimed(now, each, cost, of) != NOTHING) == pays


@given(score, points, worth, aims)
def test_what_is_aimed_at_brings_most(now: int, each: int, cost: int, of: list[tuple[int, int]]) -> None:
    ordered = sorted(of)
    chosen = _aimed(now, each, cost, of)
    if chosen == NOTHING:
        return

    def left(target: int) -> int:
        gained = sum(gain for lower, gain in ordered if now < lower <= target)
        return gained - cost * -((now - target) // each)

    target = ordered[chosen][0]
    assert target > now
    assert left(target) == max(left(other) for other, _ in ordered if other > now) > 0


@given(score, points, worth, worth)
def test_nobody_games_at_or_above_the_last_threshold(now: int, each: int, cost: int, gain: int) -> None:
    assert _aimed(now, each, cost, [(now, gain), (now - 1, gain)]) == NOTHING


@given(score, st.integers(1, 2_000), points, worth)
def test_the_point_at_which_it_begins_is_where_gain_and_effort_are_equal(
    now: int, gap: int, each: int, cost: int
) -> None:
    needed = -(-gap // each)
    assert needed == Fraction(gap, each).__ceil__()
    assert _aimed(now, each, cost, [(now + gap, needed * cost)]) == NOTHING
    assert _aimed(now, each, cost, [(now + gap, needed * cost + 1)]) == 0


@given(score, points, worth, aims)
def test_more_effort_begins_nothing(now: int, each: int, cost: int, of: list[tuple[int, int]]) -> None:
    if _aimed(now, each, cost, of) == NOTHING:
        assert _aimed(now, each, cost + 1, of) == NOTHING

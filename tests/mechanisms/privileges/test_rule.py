"""Privileges of a high score."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.life.both import both, score
from underheaven.mechanisms.privileges.rule import privileges

OUT_OF_REACH = 40_000
thresholds = st.lists(st.one_of(score, st.just(OUT_OF_REACH)), max_size=8)


def _held(now: int, above: list[int]) -> int:
    table, lowest = np.array(above, np.int64), min(above, default=OUT_OF_REACH)
    bits: int = both(privileges, now, table, lowest)
    return bits


@given(score, thresholds)
def test_privileges_are_every_threshold_below_the_score(now: int, above: list[int]) -> None:
    assert _held(now, above) == sum(1 << p for p, limit in enumerate(above) if now > limit)


@given(score, score, thresholds)
def test_a_higher_score_holds_all_that_a_lower_one_holds(one: int, other: int, above: list[int]) -> None:
    low, high = sorted((one, other))
    assert _held(low, above) & ~_held(high, above) == 0


def test_at_the_threshold_a_privilege_is_not_in_force() -> None:
    assert _held(160, [160]) == 0
    assert _held(161, [160]) == 1

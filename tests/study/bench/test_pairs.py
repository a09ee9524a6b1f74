"""Ratios of pairs, from made-up measurements."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underheaven.study.bench.pairs import in_turn, quartiles, ratio_of, spawned

times = st.lists(st.floats(0.01, 100), min_size=1, max_size=20)


@given(times, st.floats(0.1, 10))
def test_a_constant_ratio_is_found_whatever_the_machine_does(speeds: list[float], ratio: float) -> None:
    found = ratio_of("x", [(ratio * speed, speed) for speed in speeds])
    assert (found.low, found.ratio, found.high) == pytest.approx((ratio, ratio, ratio))
    assert found.pairs == len(speeds)


@given(times)
def test_quartiles_are_in_order_and_within(values: list[float]) -> None:
    low, median, high = quartiles(values)
    assert min(values) <= low <= median <= high <= max(values)


def test_both_sides_have_their_factor() -> None:
    found = ratio_of("x", [(1.0, 4.0), (2.0, 8.0), (3.0, 12.0)], "s", (10, 2))
    assert (found.measured, found.yardstick, found.unit) == (20, 16, "s")
    assert found.ratio == 1.25


def test_the_one_that_goes_first_changes_with_every_pair() -> None:
    order = []

    def side(name: str, value: float) -> float:
        order.append(name)
        return value

    found = in_turn(lambda: side("a", 1), lambda: side("b", 2), 3)
    assert "".join(order) == "abbaab"
    assert found == [(1, 2)] * 3


def test_a_process_that_fails_is_no_measurement() -> None:
    user, system = spawned(["-c", "pass"])
    assert user + system > 0
    with pytest.raises(RuntimeError, match="status 3"):
        spawned(["-c", "raise SystemExit(3)"])

"""What becomes of an entry of the ledger, in every case that there is."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.life.both import both
from underheaven.mechanisms.redress.rule import (
    APPEALED,
    APPLIED,
    APPLY,
    EXPIRES,
    GIVE_BACK,
    REMOVE,
    UPHELD,
    decide,
    ends,
    waits,
)

Case = tuple[int, bool, int, bool, bool, bool]
CASES: list[Case] = [
    (flags, decided, suspensive, effective, expiring, over)
    for flags in range(64)
    for decided, suspensive, effective, expiring, over in product(
        (False, True), (0, 1), (False, True), (False, True), (False, True)
    )
]


@pytest.fixture(scope="module")
def decisions() -> list[tuple[Case, int, int]]:
    return [(case, *both(decide, *case)) for case in CASES]


def test_what_is_given_back_was_applied_and_is_done_with(decisions: list[tuple[Case, int, int]]) -> None:
    for (flags, *_), what, _ in decisions:
        if what & GIVE_BACK:
            assert what & REMOVE
            assert flags & APPLIED or what & APPLY


def test_nothing_is_applied_twice(decisions: list[tuple[Case, int, int]]) -> None:
    for (flags, *_), what, now in decisions:
        assert not (what & APPLY and flags & APPLIED)
        assert bool(now & APPLIED) == bool(flags & APPLIED or what & APPLY)


def test_an_entry_is_kept_exactly_as_long_as_something_is_to_come(
    decisions: list[tuple[Case, int, int]],
) -> None:
    """Its effect, a decision, or its end."""
    for (_, _, _, _, expiring, over), what, now in decisions:
        waiting = not now & APPLIED or now & APPEALED or (expiring and not over)
        if not what & REMOVE:
            assert waiting
        elif not what & EXPIRES:
            assert now & APPLIED or now & UPHELD


def test_what_is_upheld_is_as_if_it_had_never_been(decisions: list[tuple[Case, int, int]]) -> None:
    for (flags, decided, *_), what, _ in decisions:
        if flags & APPEALED and flags & UPHELD and decided:
            assert what == REMOVE | (GIVE_BACK if flags & APPLIED else 0)


def test_what_expires_has_no_effect_left(decisions: list[tuple[Case, int, int]]) -> None:
    for (_, _, _, _, expiring, over), what, now in decisions:
        assert not what & EXPIRES or (expiring and over)
        if what & EXPIRES:
            assert what & REMOVE
            assert bool(what & GIVE_BACK) == bool(now & APPLIED)


def test_a_suspended_record_has_no_effect_until_the_decision(
    decisions: list[tuple[Case, int, int]],
) -> None:
    for (flags, decided, suspensive, *_), what, _ in decisions:
        if flags & APPEALED and not decided and suspensive:
            assert not what & APPLY


def test_what_is_due_and_not_suspended_is_applied(decisions: list[tuple[Case, int, int]]) -> None:
    """Unless it goes at once, as if it had never been."""
    for (flags, decided, suspensive, effective, *_), what, _ in decisions:
        pending = flags & APPEALED and not decided
        upheld = flags & APPEALED and flags & UPHELD and decided
        due = effective and not flags & APPLIED and not (pending and suspensive)
        assert bool(what & APPLY) == bool(due and not upheld)


def test_a_decision_changes_no_other_flag(decisions: list[tuple[Case, int, int]]) -> None:
    for (flags, *_), _, now in decisions:
        assert flags & ~(APPEALED | APPLIED) == now & ~(APPEALED | APPLIED)


@given(st.integers(-2_048, 2_047), st.integers(0, 10_000), st.integers(0, 63), st.integers(0, 1))
def test_only_points_that_are_lost_wait(points: int, notice: int, flags: int, suspensive: int) -> None:
    later = both(waits, points, notice, flags, suspensive)
    assert later == (points < 0 and (notice > 0 or (suspensive == 1 and flags & APPEALED > 0)))


@given(st.integers(-2_048, 2_047), st.integers(1, 10_000))
def test_points_that_are_won_end_only_where_all_do(points: int, expiry: int) -> None:
    assert both(ends, points, expiry, 1)
    assert both(ends, points, expiry, 0) == (points < 0)
    assert not both(ends, points, 0, 1)


@pytest.mark.parametrize("suspensive", [0, 1])
@pytest.mark.parametrize("flags", [0, APPEALED, APPEALED | UPHELD, UPHELD])
def test_without_notice_only_an_appeal_that_suspends_lets_points_wait(flags: int, suspensive: int) -> None:
    """No notice at all, which is hardly ever drawn by chance."""
    assert both(waits, -1, 0, flags, suspensive) == (suspensive == 1 and flags & APPEALED > 0)
    assert not both(waits, 0, 0, flags, suspensive)

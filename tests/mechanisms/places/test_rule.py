"""Who comes no later than the last who has a place."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.life.both import both, score, word
from underheaven.mechanisms.places.rule import LIMB, NO_PLACE, first, limbs_of, shared_out

Family = tuple[int, int, int]
family = st.tuples(score, word, st.integers(0, 2**32 - 1))
close = st.tuples(st.integers(-1, 1), st.integers(0, 2), st.integers(0, 2))
"""Families that often tie in rank and in lot."""
one_of = st.one_of(family, close)


@given(one_of, one_of)
def test_of_two_families_one_comes_first(one: Family, other: Family) -> None:
    forward, backward = both(first, *one, *other), both(first, *other, *one)
    assert forward or backward
    assert (forward and backward) == (one == other)


@given(one_of, one_of, one_of)
def test_the_order_has_no_circle(one: Family, other: Family, third: Family) -> None:
    if both(first, *one, *other) and both(first, *other, *third):
        assert both(first, *one, *third)


@given(st.lists(one_of, min_size=1, max_size=12, unique=True), st.data())
def test_with_the_last_one_placed_exactly_so_many_are(families: list[Family], data: st.DataObject) -> None:
    places = data.draw(st.integers(1, len(families)))
    order = sorted(families, key=lambda each: (-each[0], each[1], each[2]))
    last = order[places - 1]
    assert [each for each in order if both(first, *each, *last)] == order[:places]


@given(one_of)
def test_without_places_nobody_has_one(one: Family) -> None:
    assert not both(first, *one, NO_PLACE, NO_PLACE, NO_PLACE)


@given(score, word, word)
def test_a_higher_rank_beats_any_lot(rank: int, lot: int, other: int) -> None:
    assert both(first, rank + 1, lot, 0, rank, other, 0)
    assert not both(first, rank, lot, 0, rank + 1, other, 0)


@given(st.integers(0, 2**32 - 1), st.fractions(0, 3, max_denominator=10**9))
def test_families_share_out_what_there_is_and_one_place_each_at_most(families: int, share: Fraction) -> None:
    room = np.array(limbs_of(share), np.int64)
    assert (room[1:] < 1 << LIMB).all()
    assert both(shared_out, families, room) == min(families, families * share.numerator // share.denominator)

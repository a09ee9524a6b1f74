"""What becomes of an act that a firm considers."""

from hypothesis import given

from tests.life.both import both, threshold, word
from underheaven.mechanisms.firms.rule import DONE, HELD_BACK, NOTHING, act


@given(word, threshold, threshold)
def test_one_thing_becomes_of_it(drawn: int, base: int, today: int) -> None:
    what = both(act, drawn, base, today)
    assert (what == DONE) == (drawn < today)
    assert (what == HELD_BACK) == (today <= drawn < base)
    assert what in (NOTHING, DONE, HELD_BACK)


@given(word, threshold)
def test_without_dread_nothing_is_held_back(drawn: int, base: int) -> None:
    assert both(act, drawn, base, base) != HELD_BACK

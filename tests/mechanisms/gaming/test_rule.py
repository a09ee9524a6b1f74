"""Acts done for the score."""

from hypothesis import given
from hypothesis import strategies as st

from tests.life.both import both, score, threshold, word
from underheaven.mechanisms.gaming.rule import gamed

flag = st.integers(0, 1)


@given(word, threshold, flag, score, score, st.booleans())
def test_a_game_is_done_when_it_is_worth_it_known_of_use_and_open(
    drawn: int, chance: int, worth: int, now: int, high: int, hindered: bool
) -> None:
    done = both(gamed, drawn, chance, worth, now, high, hindered)
    assert done == (worth == 1 and now < high and not hindered and drawn < chance)


@given(word, score, score)
def test_nobody_games_a_secret(drawn: int, now: int, high: int) -> None:
    assert not both(gamed, drawn, 0, 1, now, high, False)


@given(word, score)
def test_nobody_games_at_the_end_of_the_scale(drawn: int, high: int) -> None:
    assert not both(gamed, drawn, 1 << 32, 1, high, high, False)
    assert both(gamed, drawn, 1 << 32, 1, high - 1, high, False)

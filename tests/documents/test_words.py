"""Guessing what a mistyped word was meant to be."""

from hypothesis import given
from hypothesis import strategies as st

from underheaven.documents.words import nearest

KNOWN = ["points", "per_day", "coverage", "threshold"]


def test_the_nearest_word() -> None:
    assert nearest("piont", KNOWN) == "points"
    assert nearest("Per-Day", KNOWN) == "per_day"
    assert nearest("zzz", KNOWN) is None
    assert nearest("x", []) is None
    assert nearest("points" * 1000, KNOWN) is None


@given(st.text(max_size=200), st.lists(st.text(max_size=20)))
def test_it_is_a_known_word_and_each_word_is_nearest_to_itself(word: str, known: list[str]) -> None:
    assert nearest(word, known) in {None, *known}
    for one in KNOWN:
        assert nearest(one, KNOWN) == one

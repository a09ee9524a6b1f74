"""How many acts, of which kind, when."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.life.both import both, threshold, word
from underheaven.life.consider import count, kind, minute

ONES = 2**32 - 1


@given(word, st.lists(threshold, max_size=32))
def test_a_count_is_the_number_of_thresholds_not_above_the_word(drawn: int, edges: list[int]) -> None:
    edges.sort()
    assert both(count, drawn, np.array(edges, np.int64)) == sum(drawn >= edge for edge in edges)


def test_thresholds_of_two_to_the_32_are_never_reached() -> None:
    assert both(count, ONES, np.full(32, 2**32, np.int64)) == 0
    assert both(count, 0, np.zeros(32, np.int64)) == 32


@st.composite
def alias_rows(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Any cuts and aliases, as they are stored: a full column is its own alias, its cut 2^32 - 1."""
    kinds = draw(st.integers(1, 32))
    alias = draw(st.lists(st.integers(0, kinds - 1), min_size=kinds, max_size=kinds))
    cut = draw(st.lists(word, min_size=kinds, max_size=kinds))
    return [ONES if alias[k] == k else cut[k] for k in range(kinds)], alias


@given(word, alias_rows())
def test_a_kind_is_the_column_or_its_alias(drawn: int, rows: tuple[list[int], list[int]]) -> None:
    cut, alias = rows
    column, coin = divmod(drawn * len(cut), 2**32)
    expected = column if coin < cut[column] else alias[column]
    assert both(kind, drawn, np.array(cut, np.uint32), np.array(alias, np.uint8)) == expected


@given(word, st.sampled_from((1_440, 5_040, 10_080)))
def test_a_minute_is_the_words_share_of_the_step(drawn: int, step_minutes: int) -> None:
    at = both(minute, drawn, step_minutes)
    assert at == int(Fraction(drawn, 2**32) * step_minutes)
    assert 0 <= at < step_minutes


def test_the_first_and_the_last_minute() -> None:
    assert both(minute, 0, 10_080) == 0
    assert both(minute, ONES, 10_080) == 10_079

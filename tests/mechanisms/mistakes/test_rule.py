"""Which record is written, and whether, of the wrong person."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.life.both import both, word
from underheaven.mechanisms.mistakes.rule import choose, kept

LARGEST_RATE = 2**34
"""More than 32 events in a day, in 2^-40ths a minute."""


@given(word, st.lists(st.integers(0, 2**32), min_size=1, max_size=12))
def test_the_first_entry_above_the_word_is_chosen(drawn: int, edges: list[int]) -> None:
    until = [*sorted(edges[1:]), 2**32]
    entry = both(choose, drawn, np.array(until, np.int64), len(until))
    assert until[entry] > drawn
    assert entry == 0 or until[entry - 1] <= drawn


def test_a_stream_without_entries_is_never_asked_past_its_end() -> None:
    assert both(choose, 5, np.zeros(0, np.int64), 0) == 0


@given(word, st.integers(0, LARGEST_RATE), st.integers(0, LARGEST_RATE))
def test_an_event_is_kept_as_the_specification_says(drawn: int, one: int, other: int) -> None:
    rate, largest = sorted((one, other))
    assert both(kept, drawn, rate, largest) == (drawn * largest < rate * 2**32)


@given(st.integers(1, LARGEST_RATE), st.integers(0, LARGEST_RATE), st.integers(-2, 2))
def test_an_event_at_the_edge_is_kept_as_the_specification_says(largest: int, rate: int, beside: int) -> None:
    """Words next to the last one that keeps it, which are never drawn by chance."""
    rate %= largest + 1
    drawn = min(max(rate * 2**32 // largest + beside, 0), 2**32 - 1)
    assert both(kept, drawn, rate, largest) == (drawn * largest < rate * 2**32)


@given(word, st.integers(1, LARGEST_RATE))
def test_the_largest_rate_keeps_all_and_none_keeps_none(drawn: int, largest: int) -> None:
    assert both(kept, drawn, largest, largest)
    assert not both(kept, drawn, 0, largest)


@given(word, st.integers(1, LARGEST_RATE), st.integers(0, LARGEST_RATE - 1))
def test_a_higher_rate_keeps_more(drawn: int, largest: int, rate: int) -> None:
    rate %= largest
    assert both(kept, drawn, rate, largest) <= both(kept, drawn, rate + 1, largest)

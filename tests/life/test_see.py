"""Which source records an act."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.life.both import both, threshold, word
from underheaven.life.see import UNSEEN, first_slot

words = st.tuples(word, word, word, word)
thresholds = st.tuples(threshold, threshold, threshold, threshold)


@given(words, thresholds)
def test_the_lowest_slot_that_catches_the_act_records_it(
    drawn: tuple[int, int, int, int], seen: tuple[int, int, int, int]
) -> None:
    catching = [slot for slot in range(4) if drawn[slot] < seen[slot]]
    expected = catching[0] if catching else UNSEEN
    assert both(first_slot, *drawn, np.array(seen, np.int64)) == expected


@given(words)
def test_never_and_always(drawn: tuple[int, int, int, int]) -> None:
    assert both(first_slot, *drawn, np.zeros(4, np.int64)) == UNSEEN
    assert both(first_slot, *drawn, np.full(4, 2**32, np.int64)) == 0


@given(words, thresholds, st.integers(0, 3))
def test_what_a_better_source_sees_is_seen_at_least_as_often(
    drawn: tuple[int, int, int, int], seen: tuple[int, int, int, int], slot: int
) -> None:
    better = np.array(seen, np.int64)
    before = both(first_slot, *drawn, better.copy())
    better[slot] = 2**32
    after = both(first_slot, *drawn, better)
    assert 0 <= after <= (before if before != UNSEEN else 3)

"""Which class of a lasting factor a word chooses, and by how many manners it moves somebody."""

from collections import Counter
from decimal import Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.life.both import word
from underheaven.engine.compiling.choices import classes
from underheaven.mechanisms.lasting.kernel import differ_by
from underheaven.mechanisms.mistakes.rule import choose


@given(
    st.lists(word, min_size=1, max_size=40),
    st.lists(st.integers(1, 100), min_size=1, max_size=8),
    st.integers(0, 64),
    st.integers(0, 16_000),
)
def test_it_is_the_first_whose_threshold_is_above_the_word(
    drawn: list[int], parts: list[int], stride: int, first: int
) -> None:
    until = np.array(classes([Decimal(part) for part in parts]).tolist(), np.int64)
    manner = np.full(len(drawn) + 1, first, np.uint16)
    differ_by(np.array(drawn, np.uint32), len(drawn), until, len(parts), stride, manner)
    expected = [first + stride * choose(each, until, len(parts)) for each in drawn]
    assert manner.tolist() == [*expected, first]


def test_as_many_words_choose_a_class_as_its_share_says() -> None:
    until = np.array(classes([Decimal("0.25"), Decimal(0), Decimal("0.75")]).tolist(), np.int64)
    words = np.arange(1 << 10, dtype=np.uint32) << 22
    manner = np.zeros(1 << 10, np.uint16)
    differ_by(words, 1 << 10, until, 3, 1, manner)
    assert Counter(manner.tolist()) == {0: 256, 2: 768}

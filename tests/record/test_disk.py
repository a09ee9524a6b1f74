"""JSON that a run writes is laid out as Python lays it out, whatever was written before."""

import json

from hypothesis import given
from hypothesis import strategies as st

from underheaven.record.disk import indented

TEXTS = st.text() | st.sampled_from(["\n", "a\nb", '"\\n"', "\u2028", "村"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_it_is_the_text_of_the_library(data: dict[str, object]) -> None:
    for _ in range(2):
        assert indented(data) == json.dumps(data, indent=1, ensure_ascii=False)

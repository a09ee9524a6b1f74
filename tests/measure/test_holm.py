"""Chances taken together."""

from hypothesis import given
from hypothesis import strategies as st

from underheaven.measure.holm import adjusted


def test_the_example_of_a_family_of_four() -> None:
    assert adjusted([0.01, 0.04, 0.03, 0.005]) == [0.03, 0.06, 0.06, 0.02]


@given(st.lists(st.floats(0, 1), max_size=12))
def test_no_chance_falls_or_changes_its_rank(chances: list[float]) -> None:
    found = adjusted(chances)
    assert all(chance <= each <= 1 for chance, each in zip(chances, found, strict=True))
    order = sorted(range(len(chances)), key=chances.__getitem__)
    assert [found[each] for each in order] == sorted(found)
    if chances:
        assert min(found) == min(1.0, len(chances) * min(chances))

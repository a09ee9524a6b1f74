"""Who is shown to whom."""

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.life.both import both, threshold, word
from underheaven.mechanisms.partners.rule import CERTAIN, looks_back, shown_to

Seekers = list[tuple[int, bool, int]]
seekers = st.lists(st.tuples(st.integers(0, 40), st.booleans(), st.integers(0, 1)), min_size=1, max_size=24)
"""Visibility, whether free, sex."""


def _sight(people: Seekers) -> tuple[int, np.ndarray]:
    """The visibility of the free women, in all and each; 0 of all others."""
    sight = np.array(
        [visibility if there and female else 0 for visibility, there, female in people], np.int64
    )
    return int(sight.sum()), sight


@given(seekers)
def test_each_is_shown_in_proportion_to_visibility(people: Seekers) -> None:
    """Of as many words as there is visibility, evenly spread, everybody gets exactly their own."""
    total, sight = _sight(people)
    words = [-((-i << 32) // total) for i in range(total)] if total else []
    shown = [both(shown_to, drawn, np.cumsum(sight), len(people)) for drawn in words]
    for i, (visibility, there, female) in enumerate(people):
        assert shown.count(i) == (visibility if there and female else 0)


@given(word, seekers)
def test_somebody_free_of_the_wanted_sex_is_shown_if_there_is_one(drawn: int, people: Seekers) -> None:
    total, sight = _sight(people)
    found = both(shown_to, drawn, np.cumsum(sight), len(people))
    if total == 0:
        assert found == len(people)
    else:
        _, there, female = people[found]
        assert there
        assert female == 1
        assert sight[found] > 0


@given(word, threshold, st.integers(0, 1_024), st.integers(0, 1_024))
def test_the_most_visible_are_looked_back_at_most(drawn: int, acceptance: int, one: int, other: int) -> None:
    less, most = sorted((one, other))
    if most > 0:
        # Where all are equally visible, each is looked back at with the acceptance itself.
        assert both(looks_back, drawn, acceptance, most, 3, 3 * most) == (drawn < acceptance)
        seen = [both(looks_back, drawn, acceptance, each, 2, less + most) for each in (less, most)]
        assert seen[0] <= seen[1]
        assert not both(looks_back, drawn, acceptance, 0, 2, most)


@given(threshold, st.lists(st.integers(0, 4_080), min_size=1, max_size=20))
def test_what_some_gain_in_being_looked_back_at_others_lose(acceptance: int, sights: list[int]) -> None:
    """The chances of all sum to what they were, but for rounding, where nobody is certain."""
    total, number = sum(sights), len(sights)
    assume(total > 0)
    chances = [min(CERTAIN, acceptance * mine * number // total) for mine in sights]
    for mine, chance in zip(sights, chances, strict=True):
        for drawn in (0, chance - 1, chance, CERTAIN - 1):
            if 0 <= drawn < CERTAIN:
                assert both(looks_back, drawn, acceptance, mine, number, total) == (drawn < chance)
    if max(chances) < CERTAIN:
        assert acceptance * number - number < sum(chances) <= acceptance * number

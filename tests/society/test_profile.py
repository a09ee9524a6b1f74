from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underheaven.society.profile import UNIT, Profile

people = st.lists(st.integers(0, 2**40), min_size=1, max_size=8).filter(lambda numbers: sum(numbers) > 0)
shares = st.decimals(0, 1, places=3)
seeds = st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))


@given(people=people, segregation=shares, seed=seeds, community=st.integers(0, 2**20 - 2))
def test_the_shares_of_a_community_are_shares(
    people: list[int], segregation: Decimal, seed: tuple[int, int], community: int
) -> None:
    edges = Profile(people, segregation, 3, seed).edges(community)
    assert edges[0] == 0
    assert edges[-1] == UNIT
    assert all(low <= high for low, high in pairwise(edges))


@given(people=people, segregation=shares, seed=seeds, levels=st.integers(0, 7))
def test_whole_levels_of_communities_hold_every_group_in_its_share(
    people: list[int], segregation: Decimal, seed: tuple[int, int], levels: int
) -> None:
    profile = Profile(people, segregation, 0, seed)
    number = 2 ** (levels + 1) - 1
    edges = [profile.edges(community) for community in range(number)]
    passed = 0
    for group, count in enumerate(people, 1):
        passed += count
        mean = sum(edge[group] for edge in edges) / number
        assert mean / UNIT == pytest.approx(passed / sum(people), abs=1e-8)


@given(seed=seeds, segregation=st.decimals("0.01", "0.6", places=2))
def test_a_level_has_the_variance_that_was_asked_for(segregation: Decimal, seed: tuple[int, int]) -> None:
    numbers = [50, 30, 20]
    profile = Profile(numbers, segregation, 0, seed)
    level = 6
    between = 0.0
    for community in range(2**level - 1, 2 ** (level + 1) - 1):
        edges = profile.edges(community)
        own = [(high - low) / UNIT for low, high in pairwise(edges)]
        between += sum((share - p / 100) ** 2 for share, p in zip(own, numbers, strict=True))
    total = sum(p / 100 * (1 - p / 100) for p in numbers)
    assert between / 2**level / total == pytest.approx(float(segregation), abs=1e-6)


def test_without_segregation_all_communities_are_alike() -> None:
    profile = Profile([3, 1], Decimal(0), 0, (1, 0))
    assert {tuple(profile.edges(community)) for community in range(100)} == {(0, UNIT * 3 // 4, UNIT)}

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from underheaven.society.dealing import edges as compiled_edges
from underheaven.society.making import SynthesisTables, Where, making_of
from underheaven.society.profile import UNIT, Profile

WHOLE = 1 << 48

people = st.lists(st.integers(0, 2**40), min_size=1, max_size=8).filter(lambda numbers: sum(numbers) > 0)
shares = st.decimals(0, 1, places=3)
Seed = tuple[int, int]
seeds = st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))


def scaled(numbers: list[int]) -> list[int]:
    """The numbers as parts of 2^48."""
    parts = [number * WHOLE // sum(numbers) for number in numbers]
    parts[parts.index(max(parts))] += WHOLE - sum(parts)
    return parts


class Edges:
    """Cumulative shares of the groups in the communities of a region, in integers of 64 bits and exactly."""

    def __init__(self, numbers: list[int], segregation: Decimal, region: int, seed: Seed) -> None:
        self.profile = Profile(scaled(numbers), segregation, region, seed)
        number, none = np.zeros(1, np.int64), np.zeros((1, 1), np.int64)
        self.made = making_of(
            SynthesisTables(
                share=np.array([[0, *accumulate(scaled(numbers))]]),
                bound=np.array([self.profile.bounds]),
                strength=np.array([self.profile.strengths]),
                start=np.array([self.profile.start]),
                within=none,
                size_until=none,
                size=none,
                grown=number,
                role=number,
                first=number,
                years=number,
                nearest=none,
                archetype=np.zeros(1, np.uint16),
                opinions=1,
            ),
            Where(number, number, number, number, np.zeros(1, np.uint16)),
            1,
        )

    def of(self, community: int) -> list[int]:
        """As the compiled function gives them."""
        compiled_edges(0, community, self.made)
        found: list[int] = self.made.waiting.edge.tolist()
        return found

    def exact(self, community: int) -> list[int]:
        """As the page has them, in fractions."""
        p, level = self.profile, (community + 1).bit_length() - 1
        part, width = (
            int(f"{community + 1 - (1 << level):0{level}b}"[::-1], 2) if level else 0,
            (1 << 32) >> level,
        )
        arcs = [(p.start + part * width - turn * (1 << 32), width) for turn in (0, 1)]
        passed, out = Fraction(0), [0]
        for share, low, high in zip(p.shares, p.bounds, p.bounds[1:], strict=False):
            own = Fraction(sum(max(0, min(high, a + w) - max(low, a)) for a, w in arcs), width)
            passed += share + Fraction(p.strengths[level], 1 << 32) * (own - share)
            out.append(int(passed * UNIT))
        return out


@given(people=people, segregation=shares, seed=seeds, community=st.integers(0, 2**20 - 2))
def test_integers_of_64_bits_give_the_exact_edges(
    people: list[int], segregation: Decimal, seed: Seed, community: int
) -> None:
    edges = Edges(people, segregation, 3, seed)
    assert edges.of(community) == edges.exact(community)


@given(people=people, segregation=shares, seed=seeds, community=st.integers(0, 2**20 - 2))
def test_the_shares_of_a_community_are_shares(
    people: list[int], segregation: Decimal, seed: tuple[int, int], community: int
) -> None:
    edges = Edges(people, segregation, 3, seed).of(community)
    assert edges[0] == 0
    assert edges[-1] == UNIT
    assert all(low <= high for low, high in pairwise(edges))


@given(people=people, segregation=shares, seed=seeds, levels=st.integers(0, 7))
def test_whole_levels_of_communities_hold_every_group_in_its_share(
    people: list[int], segregation: Decimal, seed: tuple[int, int], levels: int
) -> None:
    profile = Edges(people, segregation, 0, seed)
    number = 2 ** (levels + 1) - 1
    edges = [profile.of(community) for community in range(number)]
    passed = 0
    for group, count in enumerate(people, 1):
        passed += count
        mean = sum(edge[group] for edge in edges) / number
        assert mean / UNIT == pytest.approx(passed / sum(people), abs=1e-8)


@given(seed=seeds, segregation=st.decimals("0.01", "0.6", places=2))
def test_a_level_has_the_variance_that_was_asked_for(segregation: Decimal, seed: tuple[int, int]) -> None:
    numbers = [50, 30, 20]
    profile = Edges(numbers, segregation, 0, seed)
    level = 6
    between = 0.0
    for community in range(2**level - 1, 2 ** (level + 1) - 1):
        edges = profile.of(community)
        own = [(high - low) / UNIT for low, high in pairwise(edges)]
        between += sum((share - p / 100) ** 2 for share, p in zip(own, numbers, strict=True))
    total = sum(p / 100 * (1 - p / 100) for p in numbers)
    assert between / 2**level / total == pytest.approx(float(segregation), abs=1e-6)


def test_without_segregation_all_communities_are_alike() -> None:
    profile = Edges([3, 1], Decimal(0), 0, (1, 0))
    assert {tuple(profile.of(community)) for community in range(100)} == {(0, UNIT * 3 // 4, UNIT)}

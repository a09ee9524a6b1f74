from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.society.slow import Slow
from underheaven.society.archetypes import Archetypes
from underheaven.society.fitting import cells
from underheaven.society.loading import load_society
from underheaven.society.making import Where
from underheaven.society.schema import Society
from underheaven.society.sizes import citizens_of_regions
from underheaven.society.synthesis import HOUSEHOLD_START, Synthesiser, make_people


@cache
def shipped(name: str) -> Society:
    return load_society(name)


def riverton() -> Society:
    return shipped("riverton")


@cache
def synthesiser(seed: int = 1) -> Synthesiser:
    return Synthesiser(riverton(), seed, 4096)


def test_any_community_can_be_made_at_any_time() -> None:
    numbers = [(region, community) for region in range(4) for community in range(5)]
    forth = {number: synthesiser().fill(*number, 4096).tobytes() for number in numbers}
    again = Synthesiser(riverton(), 1, 4096)
    for number in reversed(numbers[::2]):
        assert again.fill(*number, 4096).tobytes() == forth[number]
    with ThreadPoolExecutor(4) as pool:
        columns = pool.map(lambda number: again.fill(number[0], number[1], 4096).tobytes(), numbers)
        assert dict(zip(numbers, columns, strict=True)) == forth


def test_communities_regions_and_seeds_differ() -> None:
    columns = [synthesiser().fill(0, 0, 4096), synthesiser().fill(0, 1, 4096), synthesiser().fill(1, 0, 4096)]
    columns.append(synthesiser(2).fill(0, 0, 4096))
    columns.append(synthesiser(1 << 40).fill(0, 0, 4096))
    assert len({hashlib.sha256(column.tobytes()).digest() for column in columns}) == len(columns)


@given(
    region=st.integers(0, 3),
    community=st.integers(0, 2**20 - 2),
    n=st.integers(1, 500),
    seed=st.integers(0, 2**64 - 1),
)
def test_a_community_of_any_size_is_coherent(region: int, community: int, n: int, seed: int) -> None:
    archetypes = Archetypes(riverton())
    column = Synthesiser(riverton(), seed, 512).fill(region, community, n)
    assert column.dtype == np.uint16
    assert column.shape == (n,)
    numbers = archetypes.of(column)
    assert numbers.max() < archetypes.number
    start = (column & HOUSEHOLD_START) > 0
    assert start[0]
    house = np.cumsum(start) - 1
    age = archetypes.codes("age")[numbers]
    assert (np.bincount(house, age >= 2) >= 1).all()
    small = np.bincount(house, age == 0) > 0
    assert np.array_equal(archetypes.codes("child")[numbers] == 1, small[house])


@pytest.mark.parametrize("n", [0, 4097, -1])
def test_a_community_has_no_more_slots_than_its_size(n: int) -> None:
    with pytest.raises(ValueError, match="1 to 4096 slots"):
        synthesiser().fill(0, 0, n)


def test_a_child_left_alone_in_a_community_is_made_an_adult() -> None:
    archetypes = Archetypes(riverton())
    age = archetypes.codes("age")
    assert min(age[archetypes.of(synthesiser().fill(0, community, 1))][0] for community in range(200)) >= 2


def test_the_compiled_function_is_the_written_one() -> None:
    maker = Synthesiser(riverton(), 7, 256)
    region, number, size = np.array([0, 1, 3]), np.array([0, 5, 1 << 19]), np.array([256, 100, 1])
    begin = np.array([0, 256, 356])
    made = maker.records(Where(region, number, begin, size, np.zeros(357, np.uint16)))
    make_people.py_func(0, 0, 3, 1, maker.seed, made)
    found = [maker.fill(*each) for each in zip(region.tolist(), number.tolist(), size.tolist(), strict=True)]
    assert made.where.column.tolist() == np.concatenate(found).tolist()


@given(citizens=st.integers(1, 10**7))
def test_citizens_are_dealt_to_regions_by_largest_remainder(citizens: int) -> None:
    counts = citizens_of_regions(riverton(), citizens)
    people = [int(region.population.value) for region in riverton().regions.values()]
    assert sum(counts) == citizens
    for count, number in zip(counts, people, strict=True):
        assert abs(count - citizens * number / sum(people)) < 1


def test_an_archetypes_number_is_the_specifications() -> None:
    archetypes = Archetypes(riverton())
    order = ("group", "sex", "age", "quintile", "place", "child", "opinion")
    sizes = [len(archetypes.categories[attribute]) for attribute in order]
    number = np.zeros(archetypes.number, np.int64)
    for attribute, size in zip(order, sizes, strict=True):
        number = number * size + archetypes.codes(attribute)
    assert np.array_equal(number, np.arange(archetypes.number))


@given(
    name=st.sampled_from(["riverton", "china-2019"]),
    region=st.integers(0, 3),
    community=st.integers(0, 40),
    n=st.integers(60, 400),
    seed=st.integers(0, 2**64 - 1),
)
@settings(max_examples=15)
def test_synthesis_written_again_from_its_page_gives_the_same_people(
    name: str, region: int, community: int, n: int, seed: int
) -> None:
    society = shipped(name)
    shares = cells(society, list(society.regions)[region]).tolist()
    slow = Slow(society, shares, seed, region, community, n).column()
    assert Synthesiser(society, seed, 512).fill(region, community, n).tolist() == slow

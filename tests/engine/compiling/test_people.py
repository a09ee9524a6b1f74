"""What follows from an archetype's number."""

import numpy as np
import pytest

from tests.engine.compiling.shown import as_arrays
from tests.engine.small import digits
from tests.worlds import random_world
from underheaven.engine.compiling.people import people_tables
from underheaven.society.archetypes import Archetypes
from underheaven.society.numbering import Numbering
from underheaven.society.schema import ATTRIBUTES


@pytest.mark.parametrize("seed", range(15))
def test_numbers_count_through_the_attributes(seed: int) -> None:
    society = random_world(seed)[0].society
    archetypes = Archetypes(society)
    sizes = [len(archetypes.categories[attribute]) for attribute in ATTRIBUTES]
    table = digits(society)
    assert len(table) == archetypes.number <= 4_096
    number = np.zeros(len(table), np.int64)
    for column, size in enumerate(sizes):
        number = number * size + table[:, column]
    assert number.tolist() == list(range(len(table)))


@pytest.mark.parametrize("seed", range(15))
def test_what_is_read_off_an_archetype(seed: int) -> None:
    world = random_world(seed)[0]
    society, tables = world.society, as_arrays(people_tables(world))
    bands = list(society.age_bands.items())
    for archetype, (group, _, age, quintile, place, _, _) in enumerate(digits(society).tolist()):
        name, band = bands[age]
        adult = band.first >= world.policy.score.scored_from_age.value
        assert tables["class_of"][archetype] == group * 2 + place
        assert tables["cell_of"][archetype] == (group * 2 + place) * 5 + quintile
        assert tables["adult"][archetype] == adult
        assert tables["employed"][archetype] == (adult and name in society.behaviour.employed_ages)


@pytest.mark.parametrize("attributes", [("group",), ("place", "age"), ("opinion", "sex", "child")])
def test_combinations_part_the_archetypes(attributes: tuple[str, ...]) -> None:
    society = random_world(5)[0].society
    numbering = Numbering(society)
    parts, names = dict(numbering.having(attributes)), numbering.categories
    assert len(parts) == np.prod([len(names[attribute]) for attribute in attributes])
    assert sorted(number for members in parts.values() for number in members) == list(range(numbering.number))
    for combination, members in parts.items():
        for attribute, category in zip(attributes, combination, strict=True):
            codes = Archetypes(society).codes(attribute)
            assert set(codes[members].tolist()) == {names[attribute].index(category)}

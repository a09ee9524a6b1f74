"""The numbers of archetypes, and the households of a community."""

from tests.worlds import random_world
from underheaven.engine.reference.people import Attributes, Community, places


def test_numbers_count_through_the_attributes() -> None:
    """The opinion changes fastest, the group slowest."""
    world, _ = random_world(3)
    society = world.society
    attributes = Attributes(society)
    for number, who in enumerate(attributes.all()):
        composed = (who.group * 2 + who.sex) * len(society.age_bands) + who.age
        composed = ((composed * 5 + who.quintile) * 2 + who.place) * 2 + who.child
        assert composed * len(society.opinions) + who.opinion == number
        assert attributes.decode(number) == who


def test_cells_count_quintiles_fastest() -> None:
    world, _ = random_world(3)
    cells = {who.cell for who in Attributes(world.society).all()}
    assert cells == set(range(10 * len(world.society.groups)))


def test_a_household_ends_where_the_next_begins() -> None:
    world, _ = random_world(3)
    column = [0x8000, 1, 2, 0x8003, 0x8004, 5]
    community = Community.at_start((0, 0), 0, column, Attributes(world.society), 0)
    assert community.households() == [[0, 1, 2], [3], [4, 5]]


def test_only_the_last_community_of_a_region_is_short() -> None:
    for seed in range(20):
        world, columns = random_world(seed)
        found = places(world)
        assert {(region, number): n for region, number, n in found} == {k: len(c) for k, c in columns.items()}
        for region, citizens in enumerate(world.citizens_of_regions):
            sizes = [n for r, _, n in found if r == region]
            assert sum(sizes) == citizens
            assert set(sizes[:-1]) <= {world.community_size}

"""What a comparison on the site is told beside measures: of each cell its group and its income fifth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.observatory.small_site import world_of
from underheaven.engine.compiling.people import people_tables
from underheaven.observatory.harmful import told_of_people
from underheaven.society.archetypes import Archetypes
from underheaven.society.loading import load_society, society_names


@pytest.mark.parametrize("name", society_names())
def test_every_archetype_s_cell_has_its_group_and_its_fifth(name: str) -> None:
    """The kernels know people by cells; the package's comparison knows them by archetypes."""
    society = load_society(name)
    archetypes = Archetypes(society)
    cell_of = np.array(people_tables(replace(world_of(), society=society))["cell_of"].numbers)
    told = told_of_people(society)["apart"]
    assert list(told) == ["group", "quintile"]
    assert told["group"]["categories"] == list(society.groups)
    for attribute, apart in told.items():
        found = np.array(apart["of_cell"])[cell_of]
        np.testing.assert_array_equal(found, archetypes.codes(attribute))
        assert set(found.tolist()) == set(range(len(apart["categories"])))

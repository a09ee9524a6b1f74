"""A checkpoint whose people are not the society's own is refused."""

import datetime as dt
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.engine.small import NEW_YEAR, shipped
from underheaven.documents.problems import InputError
from underheaven.engine.cpu import Engine
from underheaven.engine.witness import WITNESSES, chosen
from underheaven.engine.world import World

STEPS = 3


@cache
def _world() -> World:
    return shipped(start=NEW_YEAR - dt.timedelta(days=3), days=40, citizens=3_000, community_size=256)


def _checkpoint() -> dict[str, NDArray[Any]]:
    engine = Engine(_world())
    while engine.step < STEPS:
        next(engine.records())
    arrays = {name: array.copy() for name, array in engine.checkpoint().items()}
    engine.close()
    return arrays


def test_the_witnesses_are_communities_of_the_world_and_follow_from_it() -> None:
    for communities in (1, 2, 13):
        found = chosen(_world(), STEPS, communities)
        assert found == chosen(_world(), STEPS, communities)
        assert 1 <= len(found) <= WITNESSES
        assert all(0 <= number < communities for number in found)


def test_an_honest_checkpoint_is_taken() -> None:
    engine = Engine(_world(), threads=2)
    engine.restore(STEPS, _checkpoint())
    assert engine.step == STEPS
    engine.close()


@pytest.mark.parametrize("column", ["own", "shown", "clean_own", "clean", "dread", "hardship", "archetype"])
def test_a_citizen_written_in_is_refused(column: str) -> None:
    arrays = _checkpoint()
    engine = Engine(_world())
    number = chosen(_world(), STEPS, len(engine.communities.size))[0]
    who = int(engine.communities.begin[number])
    arrays[column][who] = 3 if arrays[column][who] != 3 else 4
    with pytest.raises(InputError, match="not of this world"):
        engine.restore(STEPS, arrays)
    engine.close()


def test_a_past_that_was_not_lived_is_refused() -> None:
    arrays = _checkpoint()
    arrays["knowns"] = np.concatenate([arrays["knowns"], arrays["knowns"][-1:]])
    engine = Engine(_world())
    with pytest.raises(InputError, match="not of this world"):
        engine.restore(STEPS, arrays)
    engine.close()

"""A checkpoint whose people are not the society's own is refused."""

import datetime as dt
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.engine.small import NEW_YEAR, REDRESS, guarded, lived, shipped
from underheaven.documents.problems import InputError
from underheaven.engine.cpu import Engine
from underheaven.engine.state import Ledger, State
from underheaven.engine.witness import WITNESSES, chosen
from underheaven.engine.world import World
from underheaven.mechanisms.deterrence.pair import having

STEPS = 3


@cache
def _world() -> World:
    """One that needs every column of the state, and a ledger."""
    world = shipped(start=NEW_YEAR - dt.timedelta(days=3), days=40, citizens=1_500, community_size=256)
    return having(replace(guarded(world, same_context=True, **REDRESS), renewal=True))


@cache
def _kept() -> dict[str, NDArray[Any]]:
    engine = Engine(_world())
    lived(engine, STEPS)
    arrays = {name: array.copy() for name, array in engine.checkpoint().items()}
    engine.close()
    return arrays


def _checkpoint() -> dict[str, NDArray[Any]]:
    return {name: array.copy() for name, array in _kept().items()}


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


@pytest.mark.parametrize("column", State._fields)
def test_a_citizen_written_in_is_refused(column: str) -> None:
    arrays = _checkpoint()
    engine = Engine(_world())
    number = chosen(_world(), STEPS, len(engine.communities.size))[0]
    c = engine.communities
    who = int((c.firms if column == "firm" else c.begin)[number])
    arrays[column][who] = 3 if arrays[column][who] != 3 else 4
    with pytest.raises(InputError, match="not of this world"):
        engine.restore(STEPS, arrays)
    engine.close()


@pytest.mark.parametrize("column", Ledger._fields)
def test_a_record_written_in_is_refused(column: str) -> None:
    """The ledger of a witness is lived again with its people."""
    arrays = _checkpoint()
    engine = Engine(_world())
    number = chosen(_world(), STEPS, len(engine.communities.size))[0]
    used = int(arrays["ledger.used"][number])
    assert used > 0
    if column == "used":
        arrays["ledger.used"][number] -= 1
    else:
        arrays[f"ledger.{column}"][number, used - 1] ^= 1
    with pytest.raises(InputError, match="not of this world"):
        engine.restore(STEPS, arrays)
    engine.close()


@pytest.mark.parametrize("used", [-1, 1 << 40])
def test_a_ledger_that_cannot_be_is_refused_in_every_community(used: int) -> None:
    """Also in those that are not lived again: the kernel would read and write beyond its rows."""
    for damage in ("used", "slot", "shape"):
        arrays = _checkpoint()
        engine = Engine(_world())
        others = set(range(len(engine.communities.size))) - set(
            chosen(_world(), STEPS, len(engine.communities.size))
        )
        number = max(others)
        if damage == "used":
            arrays["ledger.used"][number] = used
        elif damage == "slot":
            arrays["ledger.used"][number] = 1
            arrays["ledger.slot"][number, 0] = engine.communities.size[number]
        else:
            arrays["ledger.at"] = arrays["ledger.at"][:, :-1]
        with pytest.raises(InputError, match="not of this world"):
            engine.restore(STEPS, arrays)
        engine.close()


def test_what_lies_behind_the_last_entry_of_a_ledger_does_not_matter() -> None:
    arrays = _checkpoint()
    arrays["ledger.points"][0, int(arrays["ledger.used"][0])] = 1
    engine = Engine(_world())
    engine.restore(STEPS, arrays)
    engine.close()


def test_a_checkpoint_holds_nothing_but_the_state_the_ledger_and_what_is_known() -> None:
    """Nothing in it says who somebody is: columns of integers, by place."""
    expected = {*State._fields, *(f"ledger.{name}" for name in Ledger._fields)}
    assert set(_kept()) == expected | {"known", "knowns", "lives", "year", "tally_digest"}
    assert all(np.issubdtype(array.dtype, np.integer) for array in _kept().values())


def test_a_past_that_was_not_lived_is_refused() -> None:
    arrays = _checkpoint()
    arrays["knowns"] = np.concatenate([arrays["knowns"], arrays["knowns"][-1:]])
    engine = Engine(_world())
    with pytest.raises(InputError, match="not of this world"):
        engine.restore(STEPS, arrays)
    engine.close()

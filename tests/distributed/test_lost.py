"""A shard that is lost is lived again elsewhere, and the run comes to the same."""

import datetime as dt
from collections import Counter
from functools import cache
from typing import Any

import pytest

from tests.distributed.here import ThisProcess
from tests.distributed.history import checkpoint, history
from tests.engine.small import NEW_YEAR, shipped
from underheaven.distributed.crew import TRIES
from underheaven.distributed.together import Together
from underheaven.documents.problems import InputError
from underheaven.engine.cpu import Engine
from underheaven.engine.records import YearRecord
from underheaven.engine.world import World
from underheaven.record.enumeration import Enumerator


@cache
def _world() -> World:
    return shipped(start=NEW_YEAR - dt.timedelta(days=17), days=40, citizens=1_500, community_size=256)


@cache
def _expected(kept: int = 2) -> dict[str, Any]:
    engine = Engine(_world(), lives=True)
    found = history(engine, Enumerator(engine), kept)
    engine.close()
    return found


RARELY = 99
"""A checkpoint is kept only after the year, which ends with the third of six steps."""


class Losing:
    """Says that a worker ends at the so manieth time that any answers a call."""

    def __init__(self, call: str, *times: int) -> None:
        self._call, self._times, self._asked = call, times, Counter[str]()

    def __call__(self, call: str) -> bool:
        self._asked[call] += 1
        return call == self._call and self._asked[call] in self._times


@pytest.mark.parametrize(
    ("call", "times", "kept"),
    [
        ("start", (2,), 2),
        ("step", (1,), 2),
        ("step", (4, 7), 2),
        ("step", (5, 6, 9), 2),
        ("step", (6, 7), RARELY),
        ("step", (12,), RARELY),
        ("ranks", (3,), 2),
        ("checkpoint", (1, 2), 2),
        ("checkpoint", (2,), RARELY),
    ],
)
def test_whoever_is_lost_at_whatever_call_is_replaced(call: str, times: tuple[int, ...], kept: int) -> None:
    """Before the first checkpoint and after one, at a year's end and after it; also while it catches up."""
    lost = list[int]()
    where = ThisProcess(_world(), True, Losing(call, *times))
    engine = Together(_world(), 2, where, lambda number, _: lost.append(number), lives=True)
    engine.compile()
    found = history(engine, engine.census, kept)
    engine.close()
    assert len(lost) == len(times)
    assert [each for each in found if found[each] != _expected(kept)[each]] == []


def test_one_that_is_lost_again_and_again_is_given_up() -> None:
    engine = Together(
        _world(), 2, ThisProcess(_world(), False, Losing("step", *range(3, 99))), lambda *_: None
    )
    engine.compile()
    with pytest.raises(InputError, match=rf"shard 1 of 2 was lost {TRIES} times.*told to end"):
        list(engine.records())
    engine.close()


def test_it_goes_on_from_a_checkpoint_of_one_engine_in_any_number_of_shards() -> None:
    one = Engine(_world(), lives=True)
    census, records = Enumerator(one), one.records()
    while one.step < 4:
        if isinstance(record := next(records), YearRecord):
            census.take(record.year)
    arrays = {name: array.copy() for name, array in {**one.checkpoint(), **census.kept()}.items()}
    one.close()
    lost = list[int]()
    where = ThisProcess(_world(), True, Losing("step", 2))
    engine = Together(_world(), 3, where, lambda number, _: lost.append(number), lives=True)
    engine.compile()
    engine.restore(4, arrays)
    engine.census.restore(arrays)
    before = checkpoint(engine, engine.census)
    found = history(engine, engine.census, kept=2)
    engine.close()
    assert lost == [1]
    assert before == _expected()["checkpoint 4"]
    assert [each for each in found if found[each] != _expected()[each]] == []
    assert found["digests"] == _expected()["digests"]


def test_people_that_the_society_does_not_give_are_refused_by_the_shard_that_has_them() -> None:
    engine = Together(_world(), 2, ThisProcess(_world()), lambda *_: None)
    engine.compile()
    arrays = {name: array.copy() for name, array in engine.checkpoint().items()}
    arrays["archetype"][-1] += 1
    with pytest.raises(InputError, match="not of this world"):
        engine.restore(0, arrays)
    engine.close()

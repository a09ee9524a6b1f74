"""A study lived elsewhere comes to the same bytes, in any order, with workers lost; and nobody travels."""

import dataclasses
import pickle
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.distributed.places import Every, Hall
from tests.distributed.studies import CITIZENS, STUDIES
from tests.engine.small import shipped
from underheaven.distributed.crew import TRIES
from underheaven.distributed.elsewhere import Elsewhere
from underheaven.distributed.place import Machine, Place, require_alike, this_machine
from underheaven.documents.problems import InputError, refuse
from underheaven.study.lived import live
from underheaven.study.pool import ALONE, Here

OFTEN = {"sweep": 5, "sensitivity": 13, "ablate": 3, "seek": 3, "compare": 5, "calibrate": 29}
"""At which of its calls workers are lost: some are in each study, and none at the same world three times."""


def one_a_citizen(thing: Any, where: str = "") -> Iterator[str]:
    """Where in a thing there is an entry for each citizen, or several."""
    if isinstance(thing, np.ndarray):
        if thing.size and thing.size % CITIZENS == 0:
            yield where
    elif isinstance(thing, Mapping):
        for name, each in thing.items():
            yield from one_a_citizen(each, f"{where}.{name}")
    elif isinstance(thing, list | tuple | set | frozenset):
        if thing and len(thing) % CITIZENS == 0:
            yield where
        for number, each in enumerate(thing):
            yield from one_a_citizen(each, f"{where}.{number}")
    elif dataclasses.is_dataclass(thing) or (hasattr(thing, "__dict__") and not isinstance(thing, type)):
        for name, each in vars(thing).items():
            yield from one_a_citizen(each, f"{where}.{name}")


@pytest.mark.parametrize("name", STUDIES)
def test_order_and_losses_change_no_byte_and_nobody_travels(name: str, tmp_path: Path) -> None:
    whole = STUDIES[name](ALONE, tmp_path / "here")
    losing = Every(OFTEN[name])
    hall, told = Hall(lost=losing), list[str]()
    pool = Elsewhere(hall, told.append)
    assert STUDIES[name](pool, tmp_path / "elsewhere") == whole
    assert told == ["it was told to end"] * losing.times
    assert losing.times
    things = [pickle.loads(each) for each in (*hall.sent, *hall.given)]
    assert [where for each in things for where in one_a_citizen(each)] == []
    pool.close()
    assert hall.left
    assert all(seat.ended for seat in hall.hired)


def test_people_who_travelled_would_be_seen() -> None:
    lived = live(shipped(days=7, citizens=CITIZENS, community_size=256))
    assert len(list(one_a_citizen((lived,)))) == 5
    assert not list(one_a_citizen((lived.without_people(),)))


def _doubled(number: int, _check: Any) -> int:
    if number == 1_313:
        raise refuse("thirteen", "it is not liked", "take another")
    return 2 * number


def _all_doubled(hall: Hall, *numbers: int) -> dict[int, int]:
    found: dict[int, int] = {}
    Elsewhere(hall).compute(_doubled, [(number,) for number in numbers], found.__setitem__)
    return found


def test_every_task_is_taken_once_with_its_number() -> None:
    for seed in range(20):
        found = _all_doubled(Hall(4, seed, Every(17 + seed % 5)), *range(30))
        assert found == {number: 2 * number for number in range(30)}
    assert list(_all_doubled(Hall(4), *range(30))) != list(range(30))
    assert _all_doubled(Hall(4)) == {}


def test_no_more_workers_are_hired_than_there_are_tasks_and_they_stay() -> None:
    hall = Hall(5)
    pool = Elsewhere(hall)
    for _ in range(3):
        pool.compute(_doubled, [(1,), (2,)], lambda *_: None)
    assert len(hall.hired) == 2


def test_what_a_model_refuses_is_refused_here_and_ends_the_workers() -> None:
    hall = Hall(3)
    with pytest.raises(InputError, match="thirteen"):
        _all_doubled(hall, *range(1_300, 1_330))
    assert all(seat.ended for seat in hall.hired)


def test_an_interruption_ends_the_workers() -> None:
    hall = Hall(3)

    def interrupted(number: int, _found: int) -> None:
        if number == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Elsewhere(hall).compute(_doubled, [(number,) for number in range(9)], interrupted)
    assert all(seat.ended for seat in hall.hired)


@pytest.mark.parametrize(("call", "when"), [("hold", "Before any world"), ("compute", "At the same world")])
def test_one_that_is_lost_again_and_again_is_given_up(call: str, when: str) -> None:
    with pytest.raises(InputError, match=rf"{TRIES} workers were lost .*{when}; at last it was told to end"):
        _all_doubled(Hall(3, lost=lambda of: of == call), 1, 2)


def test_machines_of_other_versions_are_refused_with_their_names() -> None:
    own = this_machine()
    require_alike([own, own._replace(memory=None, name="b")])
    for other in (own._replace(version="0.0.1", name="far"), own._replace(python="3.1", name="far")):
        with pytest.raises(InputError, match=r"different versions.* far has underheaven .* on Python 3\.1"):
            require_alike([own, other])
    with pytest.raises(InputError, match="another version"):
        Place().hold(_doubled, "0.0.1")


def test_worlds_that_do_not_fit_into_a_machine_are_refused_with_its_name() -> None:
    world = shipped(citizens=100_000)

    class Small(Hall):
        def machines(self) -> list[Machine]:
            return [this_machine()._replace(name="big", memory=None, processors=9),
                    this_machine()._replace(name="small", memory=700_000_000, processors=4)]  # fmt: skip

    with pytest.raises(InputError, match=r"memory of small 3 times"):
        Elsewhere(Small(3)).require(world)
    Elsewhere(Small(3)).require(world, most=1)
    assert Elsewhere(Small(3)).places == 3
    assert Here(3).here
    assert not Elsewhere(Small(3)).here

"""Shards on a Ray cluster of this machine: the folder of one engine, though a worker is killed."""

import datetime as dt
import os
import signal
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.engine.small import NEW_YEAR, shipped
from underheaven.distributed.cluster import LOCAL, Actor, Cluster, require_ray
from underheaven.distributed.sharing import InShards
from underheaven.distributed.together import Together
from underheaven.documents.problems import InputError
from underheaven.engine.world import World
from underheaven.study.engines import OnThreads
from underheaven.study.running import run_on
from underheaven.study.watching import Watch


@cache
def _world() -> World:
    return shipped(start=NEW_YEAR - dt.timedelta(days=17), days=40, citizens=1_500, community_size=256)


@pytest.fixture(autouse=True)
def _left() -> Iterator[None]:
    yield
    require_ray().shutdown()


def _bytes(folder: Path) -> dict[str, bytes]:
    left_out = ("provenance.json", "lock")
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in left_out}


def test_a_worker_that_is_killed_is_replaced_and_the_folder_is_that_of_one_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hired, lost = list[Actor](), list[int]()

    def noted(self: Actor, *given: Any) -> None:
        made(self, *given)
        hired.append(self)

    made = Actor.__init__
    monkeypatch.setattr(Actor, "__init__", noted)

    def kill(done: int, _of: int) -> None:
        if done == 4:
            ray = require_ray()
            os.kill(ray.get(hired[1].actor.__ray_call__.remote(lambda _: os.getpid())), signal.SIGKILL)

    whole = run_on(OnThreads(1), _world(), tmp_path / "whole")
    engines = InShards(2, address=LOCAL, on_lost=lambda number, _: lost.append(number))
    outcome = run_on(engines, _world(), tmp_path / "run", watch=Watch(on_step=kill))
    assert lost == [1]
    assert len(hired) == 3
    assert outcome.digests == whole.digests
    assert _bytes(outcome.folder) == _bytes(whole.folder)


def test_what_a_shard_refuses_is_refused_here() -> None:
    where = Cluster(LOCAL, 1, (_world(), 1, False))
    engine = Together(_world(), 1, where, lambda *_: None)
    engine.compile()
    arrays = {name: np.array(array) for name, array in engine.checkpoint().items()}
    arrays["archetype"][-1] += 1
    with pytest.raises(InputError, match="not of this world"):
        engine.restore(0, arrays)
    engine.close()

"""Shards on a Ray cluster of this machine: the folder of one engine, though a worker is killed."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.distributed.folders import world, written
from underheaven.distributed.cluster import LOCAL, Actor, Cluster, require_ray
from underheaven.distributed.sharing import InShards
from underheaven.distributed.together import Together
from underheaven.documents.problems import InputError
from underheaven.study.engines import OnThreads
from underheaven.study.running import run_on
from underheaven.study.watching import Watch


@pytest.fixture(autouse=True)
def _left() -> Iterator[None]:
    yield
    require_ray().shutdown()


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

    whole = run_on(OnThreads(1), world(), tmp_path / "whole")
    engines = InShards(2, address=LOCAL, on_lost=lambda number, _: lost.append(number))
    outcome = run_on(engines, world(), tmp_path / "run", watch=Watch(on_step=kill))
    assert lost == [1]
    assert len(hired) == 3
    assert outcome.digests == whole.digests
    assert written(outcome.folder) == written(whole.folder)


def test_whoever_asks_a_run_to_end_is_heard_as_before() -> None:
    before = signal.getsignal(signal.SIGTERM)
    where = Cluster(LOCAL, 1, (world(), 1, False))
    where.hire()
    where.leave()
    assert signal.getsignal(signal.SIGTERM) is before


def test_what_a_shard_refuses_is_refused_here() -> None:
    where = Cluster(LOCAL, 1, (world(), 1, False))
    engine = Together(world(), 1, where, lambda *_: None)
    engine.compile()
    arrays = {name: np.array(array) for name, array in engine.checkpoint().items()}
    arrays["archetype"][-1] += 1
    with pytest.raises(InputError, match="not of this world"):
        engine.restore(0, arrays)
    engine.close()

"""On a Ray cluster of this machine: the same folders and studies, though a worker is killed."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tests.distributed.folders import world, written
from tests.distributed.places import doubled
from tests.distributed.studies import STUDIES
from underheaven.distributed import cluster
from underheaven.distributed.cluster import LOCAL, Actor, Cluster, for_shards, for_study, require_ray
from underheaven.distributed.elsewhere import Elsewhere
from underheaven.distributed.place import this_machine
from underheaven.distributed.sharing import InShards
from underheaven.distributed.together import Together
from underheaven.documents.problems import InputError
from underheaven.study.engines import OnThreads
from underheaven.study.pool import ALONE
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
    where = Cluster(LOCAL, for_shards(1, (world(), 1, False)))
    where.hire()
    where.leave()
    assert signal.getsignal(signal.SIGTERM) is before


def test_what_a_shard_refuses_is_refused_here() -> None:
    where = Cluster(LOCAL, for_shards(1, (world(), 1, False)))
    engine = Together(world(), 1, where, lambda *_: None)
    engine.compile()
    arrays = {name: np.array(array) for name, array in engine.checkpoint().items()}
    arrays["archetype"][-1] += 1
    with pytest.raises(InputError, match="not of this world"):
        engine.restore(0, arrays)
    engine.close()


def test_a_study_whose_worker_is_killed_comes_to_the_same(tmp_path: Path) -> None:
    told, found = list[str](), dict[int, int]()
    pool = Elsewhere(Cluster(LOCAL, for_study(2)), told.append)
    pool.compute(doubled, [(number, tmp_path / "killed") for number in range(5)], found.__setitem__)
    assert found == {number: 2 * number for number in range(5)}
    assert len(told) == 1
    assert STUDIES["sweep"](pool, tmp_path / "there") == STUDIES["sweep"](ALONE, tmp_path / "here")
    pool.close()
    assert not require_ray().is_initialized()


class _Ray:
    """A cluster of two machines, the second of which has its own version; nobody is spoken to."""

    def __init__(self, version: str) -> None:
        self._versions = [this_machine().version, version]

    def init(self, **_: object) -> None:
        """Join it."""

    def nodes(self) -> list[dict[str, Any]]:
        some = {"Alive": True, "NodeID": "0" * 56, "Resources": {"CPU": 2.0}}
        none = {**some, "Resources": {}, "NodeManagerAddress": "head"}
        return [none, *({**some, "NodeManagerAddress": name} for name in ("near", "far"))]

    def remote(self, **_: object) -> Any:
        versions = iter(self._versions)
        asked = SimpleNamespace(remote=lambda: this_machine()._replace(version=next(versions)))
        return lambda _: SimpleNamespace(options=lambda **_: asked)

    def get(self, found: Any) -> Any:
        return found


def test_too_few_processors_and_other_versions_are_refused_before_anybody_is_hired(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shards = for_shards(3, (world(), 2, False))
    own = this_machine().version
    for version, wanted, why in (
        (own, for_study(5), "5 worlds at a time do not fit.*has 4 processors"),
        (own, shards, "3 shards on 2 threads each do not fit.*has 4 processors"),
        ("0.0.1", shards, "different versions.*far has underheaven 0.0.1"),
        ("0.0.1", for_study(1), "different versions.*far has underheaven 0.0.1"),
    ):
        monkeypatch.setattr(cluster, "require_ray", lambda version=version: _Ray(version))
        with pytest.raises(InputError, match=why):
            Cluster("10.0.0.1:6379", wanted).hire()
    monkeypatch.setattr(cluster, "require_ray", lambda: _Ray(own))
    where = Cluster("10.0.0.1:6379", for_study(None))
    assert where.room() == 4
    assert [(each.name, each.processors) for each in where.machines()] == [("near", 2), ("far", 2)]

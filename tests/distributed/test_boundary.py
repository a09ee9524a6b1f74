"""What goes to a worker and comes back: a world, its tables, what is known, counts, and synthetic people."""

import ast
import inspect
import sys
from pathlib import Path
from typing import get_type_hints

import pytest

from underheaven.commands.sharing import shards_asked
from underheaven.distributed import cluster, shard
from underheaven.distributed.living import Living
from underheaven.distributed.place import Place
from underheaven.documents.problems import InputError
from underheaven.engine.records import Int64
from underheaven.engine.world import World

CALLS = {
    "start": (shard.Part, type(None)),
    "step": (Int64, shard.Counted),
    "ranks": (shard.Asked, Int64),
    "checkpoint": (None, shard.Kept),
}
"""What each takes, if anything, and gives."""


def test_a_shard_has_four_calls_and_takes_nothing_else() -> None:
    for whose in (shard.Shard, Living):
        calls = {name: each for name, each in vars(whose).items() if inspect.isfunction(each)}
        assert {name for name in calls if not name.startswith("_")} == set(CALLS)
    assert list(get_type_hints(Living.__init__)) == ["world", "threads", "lives", "return"]
    assert get_type_hints(Living.__init__)["world"] is World
    for name, (taken, given) in CALLS.items():
        hints = get_type_hints(getattr(shard.Shard, name))
        found = hints.pop("return"), *hints.values()
        assert list(found) == [given, *([] if taken is None else [taken])], name


def test_a_place_of_a_study_has_two_calls() -> None:
    """A model, and a task of it: what these hold and give is in `test_elsewhere`."""
    calls = {name for name, each in vars(Place).items() if inspect.isfunction(each)}
    assert {name for name in calls if not name.startswith("_")} == {"hold", "compute"}


def test_the_people_of_a_part_are_those_of_a_checkpoint() -> None:
    assert set(shard.Part._fields) == {"first", "last", "tables", "step", "kept", "version"}


def test_no_call_of_ray_is_made_but_to_join_a_cluster_to_ask_a_worker_and_to_leave() -> None:
    tree = ast.parse(Path(cluster.__file__).read_text(encoding="utf-8"))
    made = {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if ast.unparse(node.func.value) == "self._ray"
    }
    assert made == {"init", "nodes", "remote", "wait", "get", "kill", "shutdown"}


def test_only_the_address_that_is_given_is_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = shards_asked("2", None, 1)
    assert asked is not None
    assert asked.address is None
    with pytest.raises(InputError, match="--address was given without --shards"):
        shards_asked(None, "auto", None)
    joined = list[str]()

    class Ray:
        def init(self, address: str, **_: object) -> None:
            joined.append(address)
            raise ConnectionError("nobody there")

    monkeypatch.setattr(cluster, "require_ray", Ray)
    for wanted in (cluster.for_shards(2, (None, 1, False)), cluster.for_study(None)):  # type: ignore[arg-type]
        where = cluster.Cluster("10.0.0.1:6379", wanted)
        assert not joined
        with pytest.raises(InputError, match=r"10\.0\.0\.1:6379 does not answer"):
            where.hire()
        assert joined == ["10.0.0.1:6379"]
        joined.clear()


def test_that_ray_is_missing_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(InputError, match=r"pip install 'underheaven\[distributed\]'"):
        cluster.require_ray()

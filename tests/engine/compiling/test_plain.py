"""A policy is compiled where there is neither NumPy nor Numba, to the same bytes."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.small import guarded, shipped
from underheaven.engine.compiling import compile_tables, plain_tables
from underheaven.engine.world import World
from underheaven.life.tables import arrays, packed
from underheaven.policy.loading import policy_names

ALONE = """
import sys
for name in ("numpy", "numba", "llvmlite", "pandas", "pyarrow", "rich", "polars"):
    sys.modules[name] = None
import hashlib, json
from underheaven.engine.compiling import plain_tables
from underheaven.engine.world import World
from underheaven.life.tables import packed
from underheaven.policy.screening.screen import screen
world = World.of_identity(json.load(open(sys.argv[1])))
found = packed(plain_tables(world))
screen(world.policy, world.society)
print(json.dumps({"directory": {name: [each.kind, *each.shape] for name, each in found.directory.items()},
                  "bytes": hashlib.sha256(found.buffer).hexdigest()}))
"""


def _alone(world: World, place: Path) -> dict[str, object]:
    """What another process says of the tables, which has neither NumPy nor Numba."""
    path = place / "world.json"
    path.write_text(json.dumps(world.identity()), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("policy", policy_names())
def test_every_shipped_policy_without_numpy(policy: str, tmp_path: Path) -> None:
    world = shipped(policy, days=400, citizens=2_000)
    found, mine = _alone(world, tmp_path), packed(plain_tables(world))
    assert found["bytes"] == hashlib.sha256(mine.buffer).hexdigest()
    assert found["directory"] == {name: [each.kind, *each.shape] for name, each in mine.directory.items()}


def test_arrays_are_views_of_one_buffer_with_the_same_numbers() -> None:
    world = guarded(shipped(days=100, citizens=500))
    plain, compiled = plain_tables(world), arrays(compile_tables(world))
    for name, place in packed(plain).directory.items():
        part = compiled[name]
        assert (part.dtype.name, part.shape) == (place.kind, place.shape)
        assert not part.flags.writeable
    numbers = {name: part.tolist() for name, part in compiled.items()}
    mine = packed(plain).arrays()
    assert all(mine[name].tolist() == numbers[name] for name in mine)

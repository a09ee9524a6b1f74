"""The engine as plain Python: the same source, uncompiled, gives the same bytes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.small import extreme, shipped
from tests.worlds import random_world
from underheaven.engine import reference
from underheaven.engine.cpu import simulate

SEEDS = (0, 3, 5, 14, 19, 26)
ROOT = Path(__file__).resolve().parents[2]
SCRIPT = f"""
from tests.engine.small import extreme, shipped
from tests.worlds import random_world
from underheaven.engine.cpu import simulate
from underheaven.engine.order import run_range
assert not hasattr(run_range, "py_func")
for seed in {SEEDS}:
    world, columns = random_world(seed)
    print(simulate(world, 2, columns).digests["run"])
print(simulate(shipped(days=7, citizens=500)).digests["run"])
print(simulate(extreme(shipped(days=7, citizens=300))).digests["run"])
"""


@pytest.fixture(scope="module")
def uncompiled() -> list[str]:
    """The digests that a process without compiler prints. Warnings are errors: NumPy warns of overflow."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_uncompiled_the_engine_gives_the_same(uncompiled: list[str]) -> None:
    expected = []
    for seed in SEEDS:
        world, columns = random_world(seed)
        expected.append(simulate(world, 1, columns).digests["run"])
    assert uncompiled[: len(SEEDS)] == expected


def test_so_does_synthesis(uncompiled: list[str]) -> None:
    assert uncompiled[-2] == simulate(shipped(days=7, citizens=500)).digests["run"]


def test_with_the_largest_counts_it_gives_what_the_reference_engine_gives(uncompiled: list[str]) -> None:
    """No shipped policy comes near them."""
    world = extreme(shipped(days=7, citizens=300))
    assert uncompiled[-1] == reference.simulate(world).digests["run"]

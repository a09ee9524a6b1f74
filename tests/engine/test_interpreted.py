"""The engine as plain Python: the same source, uncompiled, gives the same bytes."""

import os
import subprocess
import sys
from pathlib import Path

from tests.engine.small import shipped
from tests.worlds import random_world
from underheaven.engine.cpu import simulate

SEEDS = (0, 3, 5, 14, 19, 26)
ROOT = Path(__file__).resolve().parents[2]
SCRIPT = f"""
from tests.engine.small import shipped
from tests.worlds import random_world
from underheaven.engine.cpu import simulate
from underheaven.engine.kernel import run_range
assert not hasattr(run_range, "py_func")
for seed in {SEEDS}:
    world, columns = random_world(seed)
    print(simulate(world, 2, columns).digests["run"])
print(simulate(shipped(days=7, citizens=500)).digests["run"])
"""


def test_uncompiled_the_engine_gives_the_same() -> None:
    """People that are given, and people that are synthesised. Warnings are errors: NumPy warns where an integer leaves its range."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    expected = []
    for seed in SEEDS:
        world, columns = random_world(seed)
        expected.append(simulate(world, 1, columns).digests["run"])
    expected.append(simulate(shipped(days=7, citizens=500)).digests["run"])
    assert done.stdout.split() == expected

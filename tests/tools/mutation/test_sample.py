"""Of a sample drawn by a fixed seed each mutant that was killed is killed again."""

import subprocess
import sys

from tools.mutation.mutants import ROOT
from tools.mutation.results import read
from tools.mutation.sampling import drawn

SIZE = 150


def test_a_sample_is_killed() -> None:
    """In a process in which nothing is compiled."""
    command = [sys.executable, "-m", "tools.mutation", "--sample", str(SIZE), "--processes", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_sample_is_the_same_every_time_and_of_many_sources() -> None:
    sample = drawn(read(), SIZE)
    assert sample == drawn(read(), SIZE)
    assert len(sample) > 0.8 * SIZE
    assert len({name for name, _ in sample}) > 20

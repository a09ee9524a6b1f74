"""Run nations of some sizes, each in a process of its own, and print the memory predicted and measured.

    python -m tools.measure_memory 1000000 4000000 16000000

A peak includes everything that the process held: the program, compiled kernels, the recorder, a year's end.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from underheaven.commands.beside import LARGE
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society
from underheaven.study.limits import memory_needed
from underheaven.study.running import counts_lives

POLICY, SOCIETY, THREADS = "article-2019", "china-2019", 2
START, END = dt.date(2019, 1, 1), dt.date(2019, 12, 31)


def measured(citizens: int, folder: Path, society: str, days: tuple[dt.date, dt.date]) -> int:
    """Peak of a run from one day to another, bytes."""
    command = [
        sys.executable, "-m", "underheaven", "run", POLICY, "--society", society, "--citizens", str(citizens),
        "--from", str(days[0]), "--to", str(days[1]), "--threads", str(THREADS),
        "--out", str(folder), "--json",
    ]  # fmt: skip
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    peak: int = json.loads(done.stdout)["peak_rss_bytes"]
    return peak


def main() -> None:
    """Print a line for each number of citizens."""
    sys.stdout.write(f"{'citizens':>13} {'predicted MiB':>14} {'measured MiB':>13} {'ratio':>6}\n")
    for citizens in map(int, sys.argv[1:]):
        world = World(load_policy(POLICY), load_society(SOCIETY), 1, START, END, citizens)
        needed = memory_needed(world, THREADS, lives=counts_lives(world, asked=False))
        predicted = needed.beside if needed.total < LARGE else needed.total
        with tempfile.TemporaryDirectory() as folder:
            peak = measured(citizens, Path(folder) / "run", SOCIETY, (START, END))
        sys.stdout.write(
            f"{citizens:>13,} {predicted / 2**20:>14,.0f} {peak / 2**20:>13,.0f} {predicted / peak:>6.3f}\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()

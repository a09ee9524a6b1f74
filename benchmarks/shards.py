"""How long a step takes in shards, and with one engine on as many threads: in turn, by the clock.

    python benchmarks/shards.py --shards 2 --citizens 100000

Shards are processes of this machine with one thread each. Printed are medians and quartiles of the steps.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import time

import numpy as np

from underheaven.distributed.processes import ThisMachine
from underheaven.distributed.sharing import quietly
from underheaven.distributed.together import Together
from underheaven.engine.cpu import Engine
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shards", type=int, default=2)
    parser.add_argument("--citizens", type=int, default=100_000)
    parser.add_argument("--steps", type=int, default=12)
    given = parser.parse_args()
    start = dt.date(2020, 1, 1)
    end = start + dt.timedelta(days=7 * given.steps - 1)
    world = World(
        load_policy("article-2019"), load_society("riverton"), 1, start, end, given.citizens
    ).checked()
    one = Engine(world, given.shards)
    several = Together(world, given.shards, ThisMachine(world, 1, False), quietly)
    found = _measured({"one engine": one, "in shards": several})
    sys.stdout.write(
        f"{given.citizens:,} citizens, {given.steps} steps, {given.shards} threads or shards; "
        f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n"
    )
    for name, times in found.items():
        low, middle, high = np.percentile(times, (25, 50, 75))
        sys.stdout.write(f"{name:<11} {middle:7.1f} ms a step, quartiles {low:.1f} to {high:.1f}\n")


def _measured(engines: dict[str, Engine]) -> dict[str, list[float]]:
    """Milliseconds of each step but the first, by engine."""
    times: dict[str, list[float]] = {name: [] for name in engines}
    for engine in engines.values():
        engine.compile()
    lived = {name: engine.records() for name, engine in engines.items()}
    for step in range(next(iter(engines.values())).world.steps):
        for name, records in lived.items():
            begun = time.perf_counter()
            record = next(records)
            assert isinstance(record, StepRecord), "a year ended within the steps"
            if step:
                times[name].append(1_000 * (time.perf_counter() - begun))
    digests = {engine.digests()["run"] for engine in engines.values()}
    assert len(digests) == 1, "the digests differ"
    for engine in engines.values():
        engine.close()
    return times


if __name__ == "__main__":
    main()

"""Lives one peer in the environment that this is started in, and prints what it took and what came out, as
JSON.

    PYTHON benchmarks/peers/living.py NAME TABLES --weeks 52 --seed 1 [--threads 1] [--warm]

It needs NumPy alone beside the peer. What is measured are the weeks, not the making of the model: processor
time of all threads, time by the clock, and by how much the most memory in use has grown since before the
model was made. With `--warm` a model of the same size first lives a week, so that whatever compiles has
compiled.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import gc
import hashlib
import importlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

MODELS = Path(__file__).resolve().parent / "models"
POOLS = ("OMP", "OPENBLAS", "MKL", "NUMBA", "NUMEXPR")
BLOCK = 4096
"""Citizens of a community: what is summed over communities tells how far chance moves a mean."""


def confine(threads: int) -> None:
    """Let this process have so many processors, and as many threads in each pool that reads it from here."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])
    os.environ.update({f"{pool}_NUM_THREADS": str(threads) for pool in POOLS})
    os.environ["POLARS_MAX_THREADS"] = str(threads)


def memory(field: str) -> int:
    """A line of what the system says about this process's memory, bytes; 0 where it says nothing."""
    try:
        for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
            if line.startswith(field):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def forget_the_most() -> int:
    """Begin anew to note the most memory in use; returns what is in use now, bytes.

    What is free, but kept by the allocator for later, is given back first, so that using it again counts.
    """
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return memory("VmHWM")
    return memory("VmRSS")


def sums_of(scores: Any, tables: Any) -> dict[str, list[list[float]]]:
    """By class and by group: of each, citizens, sum of scores, how many are below, and the spread of both.

    The spread is the variance of one citizen, as far as it tells how means vary: that of communities' sums.
    """
    import numpy as np

    block = np.arange(len(scores)) // BLOCK
    found = {}
    for name, of in (("class", tables.class_of), ("group", tables.group_of)):
        rows = []
        for each in range(int(of.max()) + 1):
            inside = of == each
            n = int(inside.sum())
            row = [float(n)]
            for what in (scores.astype(np.float64), (scores < tables.below).astype(np.float64)):
                mean = float(what[inside].mean())
                parts = np.bincount(block[inside], what[inside] - mean, minlength=int(block[-1]) + 1)
                row += [mean, float((parts**2).sum() / n)]
            rows.append(row)
        found[name] = rows
    return found


def main() -> int:
    """Live, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("name")
    parser.add_argument("tables", type=Path)
    parser.add_argument("--weeks", type=int, default=52)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--warm", action="store_true")
    parser.add_argument("--scores", type=Path, help="a file for everybody's score at the end")
    given = parser.parse_args()
    confine(given.threads)
    sys.path.insert(0, str(MODELS))
    import numpy as np

    tables = importlib.import_module("tables").read(given.tables)
    tables = tables._replace(recovery=tables.recovery[: given.weeks])
    peer = importlib.import_module(f"of_{given.name}")
    make = getattr(peer, "made_for", lambda _threads: peer.make)(given.threads)
    if given.warm:
        peer.live(make(tables._replace(recovery=tables.recovery[:1]), given.seed + 1))
    before = forget_the_most()
    model = make(tables, given.seed)
    clock, processor = time.perf_counter(), time.process_time()
    scores, means, below, considered = peer.live(model)
    processor, clock = time.process_time() - processor, time.perf_counter() - clock
    scores = np.asarray(scores)
    if given.scores is not None:
        np.save(given.scores, scores)
    print(json.dumps({  # noqa: T201
        "citizens": tables.citizens, "weeks": given.weeks, "processor": processor, "clock": clock,
        "bytes": memory("VmHWM") - before, "digest": hashlib.sha256(scores.tobytes()).hexdigest(),
        "means": list(map(float, means)), "below": list(map(float, below)), "considered": int(considered),
        **sums_of(scores, tables),
    }))  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())

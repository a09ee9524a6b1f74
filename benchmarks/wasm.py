"""How large the kernel is in WebAssembly, and how much slower than on the processor.

    .venv/bin/python benchmarks/wasm.py [--pairs 3] [--citizens 100000]

Each policy is lived on riverton for half a year, on the processor and in WebAssembly by turns, with one
thread each; what counts is the median of the pairs' ratios of processor time. Needs wasmtime and wasm-ld.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import statistics
import sys
import time

from underheaven.documents.problems import InputError
from underheaven.engine.cpu import Engine
from underheaven.engine.wasm.build import kernel_file
from underheaven.engine.wasm.engine import WasmEngine
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society

POLICIES = ("article-2019", "rights-respecting", "none")
FIRST, LAST = dt.date(2020, 1, 1), dt.date(2020, 6, 30)


def seconds(engine: Engine) -> float:
    """Processor time in which a world is lived, once it is laid out."""
    engine.compile()
    before = time.process_time()
    for _ in engine.records():
        pass
    taken = time.process_time() - before
    engine.close()
    return taken


def main() -> int:
    """Measure and print; 2 where a tool is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pairs", type=int, default=3, help="pairs of each policy; the median counts")
    parser.add_argument("--citizens", type=int, default=100_000)
    asked = parser.parse_args()
    try:
        kernel = kernel_file()
        compressed = len(gzip.compress(kernel, 9, mtime=0))
        sys.stdout.write(f"kernel: {len(kernel):,} bytes, compressed {compressed:,}\n")
        sys.stdout.write(f"{'policy':20} {'times the processor':>20}  lowest to highest\n")
        for name in POLICIES:
            world = World(load_policy(name), load_society("riverton"), 1, FIRST, LAST, asked.citizens)
            found = [seconds(WasmEngine(world)) / seconds(Engine(world)) for _ in range(asked.pairs)]
            said = f"{statistics.median(found):>20.2f}  {min(found):.2f} to {max(found):.2f}"
            sys.stdout.write(f"{name:20} {said}\n")
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How long `make run` takes from a clean clone with empty caches, and how long the second time.

    python -m tools.time_make [--test]

Clones the repository as committed into a temporary folder, with caches of its own, and runs `make run` twice
there; with `--test` `make test` too. Prints wall-clock seconds, the engine's share and the peak of memory. It
depends on the machine and on what else runs there.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OURS = ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
"""What a shell that only clones and runs does not set: the last two would have every source read anew."""
RUNS = ("from a clean clone with empty caches", "the second time")


def timed(target: str, clone: Path, surrounding: dict[str, str]) -> tuple[float, str]:
    """Seconds that `make TARGET` takes in a clone, and what it prints; ends with that where it fails."""
    begin = time.perf_counter()
    done = subprocess.run(
        ["make", target], cwd=clone, env=surrounding, text=True, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"make {target} ended with status {done.returncode}:\n{done.stdout}")
    return time.perf_counter() - begin, done.stdout


def minutes(seconds: float) -> str:
    """`2 min 39 s`, or `57 s`."""
    whole = round(seconds)
    return f"{whole // 60} min {whole % 60} s" if whole >= 60 else f"{whole} s"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tools.time_make", description=__doc__)
    parser.add_argument("--test", action="store_true", help="time `make test` too")
    asked = parser.parse_args()
    say = sys.stdout.write
    say(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}\n")
    with tempfile.TemporaryDirectory(prefix="underheaven-time-") as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        caches = {"XDG_CACHE_HOME": f"{folder}/cache", "PIP_CACHE_DIR": f"{folder}/pip"}
        kept = {key: value for key, value in os.environ.items() if key not in OURS}
        for name in RUNS:
            seconds, printed = timed("run", clone, {**kept, **caches})
            took = re.search(r"Took ([\d.]+) s.*?([\d,]+) MiB", printed, flags=re.DOTALL)
            if took is None:
                raise ValueError(f"make run printed no time:\n{printed[-2000:]}")
            share = 100 * (1 - float(took[1]) / seconds)
            say(f"make run, {name}: {minutes(seconds)}, of which {float(took[1]):.0f} s the engine")
            say(f" and {share:.0f} % all else; {took[2]} MiB at most\n")
        if asked.test:
            say(f"make test: {minutes(timed('test', clone, {**kept, **caches})[0])}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How long people wait for a command, as processor time over that of a fixed yardstick.

    .venv/bin/python benchmarks/waiting.py [--pairs 5] [--run FOLDER]

Each command and the yardstick take turns, so that both meet the same machine; what counts is the median of
the pairs' ratios. Time is the processor's, user and system together, of a process and those that it started.
With --run, the folder of a finished run, the commands about a run are measured too, its report among them.
The yardstick is a fixed file of the package, among those whose hashes stand in SHA256SUMS: it is never tuned.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from underheaven.study.bench.fixed import IMPORTS
from underheaven.study.bench.pairs import spawned

COMMANDS = {
    "--version": ["--version"],
    "--help": ["--help"],
    "list": ["list"],
    "show article-2019": ["show", "article-2019"],
    "check article-2019 riverton": ["check", "article-2019", "riverton"],
}
MOST = {"list": 2.0, "report": 20.0}
"""Times the yardstick that a command may take at most."""


def about(run: Path, out: Path) -> dict[str, list[str]]:
    """The commands about a run; what they write goes into `out`."""
    return {
        "life": ["life", str(run), "0"],
        "audit": ["audit", str(run)],
        "report": ["report", str(run), "--html", str(out / "report.html")],
    }


def seconds(words: list[str]) -> float:
    """Processor time of one process, without what it prints; RuntimeError where it fails."""
    return sum(spawned(words))


def ratios(words: list[str], pairs: int) -> list[float]:
    """A command's time over the yardstick's, pair by pair; one of each goes before, to read the files."""
    program = ["-m", "underheaven", *words]
    yardstick = [str(IMPORTS)]
    seconds(program), seconds(yardstick)
    return [seconds(program) / seconds(yardstick) for _ in range(pairs)]


def main() -> int:
    """Measure and print; 1 where a command takes longer than it may."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pairs", type=int, default=5, help="pairs of each command; the median counts")
    parser.add_argument("--run", type=Path, help="the folder of a finished run")
    asked = parser.parse_args()
    late = False
    with tempfile.TemporaryDirectory() as out:
        commands = {**COMMANDS, **(about(asked.run, Path(out)) if asked.run else {})}
        sys.stdout.write(f"{'command':30} {'times the yardstick':>20}  lowest to highest\n")
        for name, words in commands.items():
            found = ratios(words, asked.pairs)
            median, most = statistics.median(found), MOST.get(name)
            late |= most is not None and median > most
            limit = "" if most is None else f", at most {most:g} wanted"
            sys.stdout.write(f"{name:30} {median:>20.2f}  {min(found):.2f} to {max(found):.2f}{limit}\n")
    return int(late)


if __name__ == "__main__":
    sys.exit(main())

"""Lives a nation for a year in starts that may be broken off, and writes down what it took, with the date.

    python -m tools.nation FOLDER --citizens 2e7 [--kills 5] [--threads 2]
    python -m tools.nation --print

The world is that of the article on `china-2019`, from 2019-01-01 to 2019-12-31.
FOLDER keeps the run and what each start took; called again after being stopped, the command goes on where
the last checkpoint left the run. With `--kills` the run is killed so many times, after checkpoints, and
beside it one is left alone, unless the file has one of today's inputs: both must come to one digest. A large
nation keeps its checkpoints as far apart as any run, a small one after every step. At the end a line for
this number of citizens goes into docs/nation.json, with a hash of all that results follow from
(`tools/pages/proofs.py`).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tools.killing import digest_of, kill
from tools.pages.proofs import inputs
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society
from underheaven.study.limits import memory_needed
from underheaven.study.running import counts_lives
from underheaven.study.watching import CHECKPOINT_SECONDS

KEPT = Path(__file__).resolve().parents[1] / "docs" / "nation.json"
POLICY, SOCIETY = "article-2019", "china-2019"
FIRST, LAST = dt.date(2019, 1, 1), dt.date(2019, 12, 31)
LARGE = 100_000_000
"""Citizens from which on a checkpoint takes too long to be kept after every step."""
EVERY = 5.0
"""Seconds between two looks at a run; a start that ends otherwise is known up to the last of them."""


def asked_of(citizens: int, threads: int) -> tuple[str, ...]:
    """What is asked of `underheaven run`."""
    return (
        POLICY, "--society", SOCIETY, "--citizens", str(citizens), "--from", FIRST.isoformat(),
        "--to", LAST.isoformat(), "--threads", str(threads), "--json",
    )  # fmt: skip


def predicted(citizens: int, threads: int) -> int:
    """The memory that is said beforehand, bytes."""
    world = World(load_policy(POLICY), load_society(SOCIETY), 1, FIRST, LAST, citizens)
    return memory_needed(world, threads, lives=counts_lives(world, asked=False)).total


def lived(run: tuple[str, ...], folder: Path, notes: Path) -> dict[str, Any]:
    """Go on to the end, and write down at every look what this start has taken; returns what it printed."""
    resumes = (folder / "checkpoint" / "checkpoint.json").exists()
    how = "--resume" if resumes else "--replace"
    words = [sys.executable, "-m", "underheaven", "run", *run, "--out", str(folder), how]
    starts: list[dict[str, float]] = json.loads(notes.read_text()) if notes.exists() else []
    starts.append({"wall": 0.0, "processor": 0.0, "peak": 0.0})
    begin, answer = time.monotonic(), notes.with_suffix(".out")
    with answer.open("w", encoding="utf-8") as out, subprocess.Popen(words, stdout=out) as process:
        while process.poll() is None:
            time.sleep(EVERY)
            starts[-1] = {**_looked(process.pid, starts[-1]), "wall": time.monotonic() - begin}
            notes.write_text(json.dumps(starts))
    if process.returncode != 0:
        sys.exit(f"the run ended with status {process.returncode}; call the command again to go on")
    said: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
    starts[-1]["peak"] = max(starts[-1]["peak"], float(said["peak_rss_bytes"]))
    notes.write_text(json.dumps(starts))
    return {"digest": said["digest"], "starts": starts}


def _looked(pid: int, before: dict[str, float]) -> dict[str, float]:
    """Processor seconds and the peak of memory of a process, or what was known before where it has ended."""
    try:
        times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        status = Path(f"/proc/{pid}/status").read_text()
        peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        return before
    ticks = os.sysconf("SC_CLK_TCK")
    return {"processor": (int(times[11]) + int(times[12])) / ticks, "peak": 1024.0 * peak}


def kept() -> dict[str, dict[str, Any]]:
    """What the file says of each number of citizens."""
    return dict(json.loads(KEPT.read_text(encoding="utf-8"))) if KEPT.exists() else {}


def printed() -> str:
    """The file as a table: a line for each number of citizens."""
    head = (
        "citizens", "said beforehand", "peak", "hours", "processor hours", "starts", "kills", "digest", "made"
    )  # fmt: skip
    rows = [
        (
            f"{int(citizens):,}",
            f"{of['predicted'] / 2**30:.2f} GiB",
            f"{of['peak'] / 2**30:.2f} GiB",
            f"{of['wall'] / 3600:.2f}",
            f"{of['processor'] / 3600:.2f}",
            str(of["starts"]),
            str(of["kills"]),
            f"{of['digest'][:12]}",
            of["made"],
        )
        for citizens, of in sorted(kept().items(), key=lambda item: int(item[0]))
    ]
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    return "".join(
        "  ".join(word.rjust(width) for word, width in zip(row, widths, strict=True)) + "\n"
        for row in [head, *rows]
    )


def measured(citizens: int, threads: int, folder: Path) -> dict[str, Any]:
    """What a run that is left alone took, and came to."""
    alone = lived(asked_of(citizens, threads), folder / "run", folder / "starts.json")
    starts = alone["starts"]
    return {
        "digest": alone["digest"], "inputs": inputs(), "made": dt.datetime.now(dt.UTC).date().isoformat(),
        "predicted": predicted(citizens, threads), "peak": max(int(s["peak"]) for s in starts),
        "wall": round(sum(s["wall"] for s in starts), 1), "starts": len(starts),
        "processor": round(sum(s["processor"] for s in starts), 1), "threads": threads,
        "machine": f"{platform.machine()}, {os.cpu_count()} processors",
    }  # fmt: skip


def main() -> int:
    """Live, or print; 1 where a killed run came to another digest."""
    parser = argparse.ArgumentParser(prog="python -m tools.nation", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--citizens", type=lambda text: int(float(text)), default=1_400_000_000)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--print", action="store_true", dest="prints", help="print what the file says")
    asked = parser.parse_args()
    if asked.prints or asked.folder is None:
        sys.stdout.write(printed())
        return 0
    asked.folder.mkdir(parents=True, exist_ok=True)
    run, count = asked_of(asked.citizens, asked.threads), asked.folder / "kills.json"
    known, apart = kept(), round(CHECKPOINT_SECONDS / 60) if asked.citizens >= LARGE else 0
    before = known.get(str(asked.citizens), {})
    if before.get("inputs") != inputs():
        before = {}
    done = json.loads(count.read_text()) if count.exists() else 0
    while done < asked.kills:
        if not kill(run, asked.folder / "killed", random.Random(done), bool(done % 2), apart):
            sys.exit(f"the run ended after {done} kills: take more steps or fewer kills")
        done += 1
        count.write_text(json.dumps(done))
    of = before or measured(asked.citizens, asked.threads, asked.folder)
    if done and (digest := digest_of(run, asked.folder / "killed", apart)) != of["digest"]:
        sys.stdout.write(f"after {done} kills the digest is {digest}, and should be {of['digest']}\n")
        return 1
    known[str(asked.citizens)] = {**of, "kills": max(done, before.get("kills", 0))}
    KEPT.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    sys.stdout.write(printed())
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A run that is killed again and again, and resumed, comes to the digest of one that is left alone.

    python -m tools.killing FOLDER [--kills 100] [--citizens 200000]

Every other kill falls while a checkpoint is being written, the others at random moments. What was done is
kept in FOLDER: called again after being stopped, the command goes on. At the end a line goes into
docs/killed.json, with the date and a hash of all that results follow from (`tools/pages/proofs.py`).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tools.pages.proofs import inputs

KEPT = Path(__file__).resolve().parents[1] / "docs" / "killed.json"
RUN = ("article-2019", "--society", "china-2019", "--from", "2019-06-01", "--to", "2020-12-31", "--json")
LONGEST = 0.5
"""Seconds after its first checkpoint until a run is killed, at most."""
PATIENCE = 600.0
"""Seconds to wait for a checkpoint, beside `SLOWEST` times those between two."""
SLOWEST = 12
UNTOUCHED = {"kills": 0, "alone": None, "equal": 0}


def asked_of(run: tuple[str, ...], folder: Path, minutes: int) -> list[str]:
    """What begins a run, or goes on with it where it has kept a checkpoint and has not ended.

    It keeps them so many minutes apart; with none, one after each step. A run that was killed after its end
    may have left a checkpoint.
    """
    kept = (folder / "checkpoint" / "checkpoint.json").exists()
    how = "--resume" if kept and not _ended(folder) else "--replace"
    return ["run", *run, "--checkpoint", str(minutes), "--out", str(folder), how]


def live(
    run: tuple[str, ...], folder: Path, minutes: int = 0, heard: int = subprocess.PIPE
) -> subprocess.Popen[str]:
    """Begin a run or go on with it; what it prints goes where `heard` says, as `subprocess` names it."""
    command = [sys.executable, "-m", "underheaven", *asked_of(run, folder, minutes)]
    return subprocess.Popen(command, stdout=heard, stderr=heard, text=True)


def digest_of(run: tuple[str, ...], folder: Path, minutes: int = 0) -> str:
    """The digest of a run that is left alone to its end."""
    process = live(run, folder, minutes)
    said, errors = process.communicate()
    if process.returncode != 0:
        raise RuntimeError(errors)
    digest: str = json.loads(said)["digest"]
    return digest


def kill(run: tuple[str, ...], folder: Path, chance: random.Random, during: bool, minutes: int = 0) -> bool:
    """Begin or go on, and kill once another checkpoint has been kept; False where the run ended before.

    `during`: while the next one is being written; otherwise at a random moment soon after.
    """
    manifest = folder / "checkpoint" / "checkpoint.json"
    before = _when(manifest)
    # What nobody reads would fill the pipe, and a run that has ended would seem to go on.
    process = live(run, folder, minutes, subprocess.DEVNULL)
    deadline = time.monotonic() + PATIENCE + SLOWEST * 60 * minutes
    try:
        while process.poll() is None and _when(manifest) == before and time.monotonic() < deadline:
            time.sleep(0.001)
        if during:
            while process.poll() is None and not (_writing(folder) or _ended(folder)):
                pass
        else:
            time.sleep(chance.uniform(0, LONGEST))
    finally:
        process.kill()
        process.communicate()
    return process.returncode < 0 and not _ended(folder)


def _writing(folder: Path) -> bool:
    """Whether a part of a checkpoint is there; a run that ends takes the folders away."""
    try:
        return any(folder.glob("checkpoint/*/*.part"))
    except FileNotFoundError:
        return False


def _when(path: Path) -> int | None:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return None


def main() -> None:
    """Kill so often, and compare; exits with 1 where the digests differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--citizens", type=int, default=200_000)
    asked = parser.parse_args()
    run, notes = (*RUN, "--citizens", str(asked.citizens)), asked.folder / "killed.json"
    asked.folder.mkdir(parents=True, exist_ok=True)
    done: dict[str, Any] = json.loads(notes.read_text()) if notes.exists() else dict(UNTOUCHED)
    if done["alone"] is None:
        done["alone"] = digest_of(run, asked.folder / "alone")
    if _ended(asked.folder / "killed"):
        _compare(done, run, asked.folder / "killed")
    while done["kills"] < asked.kills:
        chance = random.Random(done["kills"])
        if kill(run, asked.folder / "killed", chance, bool(done["kills"] % 2)):
            done["kills"] += 1
        else:
            _compare(done, run, asked.folder / "killed")
        notes.write_text(json.dumps(done))
    _compare(done, run, asked.folder / "killed")
    notes.write_text(json.dumps(done))
    known = kept()
    known[str(asked.citizens)] = {
        "kills": done["kills"],
        "runs": done["equal"],
        "digest": done["alone"],
        "inputs": inputs(),
        "made": dt.datetime.now(dt.UTC).date().isoformat(),
    }
    KEPT.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    sys.stdout.write(f"{done['kills']} kills, {done['equal']} runs came to {done['alone']}\n")


def kept() -> dict[str, dict[str, Any]]:
    """What the file says of each number of citizens."""
    return dict(json.loads(KEPT.read_text(encoding="utf-8"))) if KEPT.exists() else {}


def _ended(folder: Path) -> bool:
    """Whether the killed run came to its end and the command was stopped before it had compared it."""
    file = folder / "provenance.json"
    return file.exists() and json.loads(file.read_text())["status"] == "finished"


def _compare(done: dict[str, Any], run: tuple[str, ...], folder: Path) -> None:
    """Let the killed run come to its end, and begin it anew."""
    ended = json.loads((folder / "provenance.json").read_text())
    finished = ended["status"] == "finished"
    digest = ended["digests"]["run"] if finished else digest_of(run, folder)
    if digest != done["alone"]:
        sys.exit(f"after {done['kills']} kills the digest is {digest}, and should be {done['alone']}")
    done["equal"] += 1


if __name__ == "__main__":
    main()

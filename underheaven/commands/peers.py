"""`underheaven bench --peers`: the same workload in other frameworks, which a clone of the repository has."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import underheaven
from underheaven.commands.console import leave
from underheaven.commands.values import between, head_count
from underheaven.documents.gathering import Gathered
from underheaven.documents.problems import refuse

MODULE = "benchmarks.peers"
CLONE = Path(underheaven.__file__).resolve().parent.parent
MOST_WEEKS, MOST_TURNS = 52, 1_000


def peers_command(
    names: Sequence[str], citizens: str | None, steps: str | None, repeats: str | None, as_json: bool
) -> None:
    """Run the comparison in the clone, and end with its status; InputError where there is no clone."""
    found = Gathered()
    words = list(names)
    if citizens is not None:
        found.take(lambda: words.extend(("--citizens", str(head_count("--citizens", citizens)))))
    if steps is not None:
        found.take(lambda: words.extend(("--timed", str(between("--steps", steps, 1, MOST_WEEKS)))))
    if repeats is not None:
        found.take(lambda: words.extend(("--turns", str(between("--repeats", repeats, 1, MOST_TURNS)))))
    found.take(lambda: _require_clone(names))
    found.settle()
    if as_json:
        words.append("--json")
    # What it prints is meant for whoever called this.
    status = subprocess.run([sys.executable, "-m", MODULE, *words], cwd=CLONE, check=False).returncode
    if status:
        leave(status)


def _require_clone(names: Sequence[str]) -> None:
    folder = CLONE.joinpath(*MODULE.split("."))
    if not (folder / "__main__.py").is_file():
        raise refuse(
            "the peers are not here",
            "their models and the locks of their environments are in a clone of the repository, under "
            "benchmarks/peers, and not in the installed package",
            "go to a clone, and call .venv/bin/underheaven bench --peers there",
        )
    known = sorted(path.stem.removeprefix("of_") for path in (folder / "models").glob("of_*.py"))
    for name in names:
        if name not in known:
            raise refuse(
                f"there is no peer '{name}'",
                f"the peers are {', '.join(known)}",
                "name some of these, or none for all",
            )

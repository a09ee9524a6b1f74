"""Where the yardsticks lie, and that they are what they were."""

from __future__ import annotations

import hashlib
from pathlib import Path

from underheaven.documents.problems import InputError, Problem

FOLDER = Path(__file__).resolve().parent / "yardsticks"
SUMS = FOLDER / "SHA256SUMS"
FLOOR, LOOP, IMPORTS = FOLDER / "floor.py", FOLDER / "w2_loop.py", FOLDER / "import_numpy_pyarrow.py"
W2_POLICY, W2_SOCIETY = FOLDER / "w2_policy.yaml", FOLDER / "w2_society.yaml"


def listed(folder: Path = FOLDER) -> dict[str, str]:
    """The SHA-256 of each yardstick, by the name of its file."""
    lines = (folder / SUMS.name).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split() for line in lines)}


def fingerprint(folder: Path = FOLDER) -> str:
    """One hash of all yardsticks: figures over others cannot be compared."""
    return hashlib.sha256((folder / SUMS.name).read_bytes()).hexdigest()


def require_unchanged(folder: Path = FOLDER) -> None:
    """Raises InputError, naming each, for yardsticks that are not what their hashes say."""
    changed = [
        Problem(
            f"the yardstick {name} was changed",
            "nothing can be measured over it: its hash is not the one in SHA256SUMS",
            "put the file back as it was, or install the package again",
        )
        for name, digest in listed(folder).items()
        if not (folder / name).is_file() or hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest
    ]
    if changed:
        raise InputError(changed)

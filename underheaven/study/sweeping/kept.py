"""The runs of a design that have ended, kept one by one, so that a study that is killed goes on from there.

`design.json` says what is asked, sealed; `runs.jsonl` has a sealed line for each run, flushed to the disk
when the run ends. A last line that was cut off is left out, and its run lived again.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from underheaven.documents.problems import InputError, refuse
from underheaven.record.disk import NoFileError, canonical, opened, plain, sealed, write_json, writing
from underheaven.record.lock import FILE as LOCK_FILE
from underheaven.record.lock import locked
from underheaven.study.sweeping.outcomes import Values

ASKED_FILE, RUNS_FILE = "design.json", "runs.jsonl"


@dataclass(frozen=True)
class Row:
    """One run that has ended: its point and seed, hash and digest of its world, and its outcomes."""

    point: int
    seed: int
    world: str
    digest: str
    values: Values

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "point": self.point, "seed": self.seed, "world": self.world, "digest": self.digest,
            "values": self.values,
        }  # fmt: skip


@dataclass
class Kept:
    """(point, seed) -> row; with a `folder`, written there as runs end."""

    folder: Path | None = None
    rows: dict[tuple[int, int], Row] = field(default_factory=dict)
    guard: Callable[[], None] = lambda: None
    """Called before anything is written; it may refuse, where the folder is no longer ours."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, row: Row) -> None:
        """Keep a row; when this returns it outlives the process and a loss of power."""
        with self._lock:
            if self.folder is not None:
                self.guard()
                with writing(self.folder), (self.folder / RUNS_FILE).open("ab") as file:
                    file.write(canonical(sealed(row.to_dict())) + b"\n")
                    file.flush()
                    os.fsync(file.fileno())
            self.rows[row.point, row.seed] = row


def hash_of(asked: dict[str, Any]) -> str:
    """SHA-256 of what is asked, in hex: the world, the design, the seeds and the outcomes."""
    return hashlib.sha256(canonical(asked)).hexdigest()


def is_begun(folder: Path, asked: dict[str, Any]) -> bool:
    """Whether a folder holds this very study. InputError where it holds another, or something else."""
    if not (folder / ASKED_FILE).exists() and not (folder / ASKED_FILE).is_symlink():
        if (folder / RUNS_FILE).exists():
            raise _foreign(folder, f"it has {RUNS_FILE} and no {ASKED_FILE}")
        if folder.is_dir() and any(each.name != LOCK_FILE for each in folder.iterdir()):
            raise _foreign(folder, "it holds other files")
        return False
    try:
        with opened(folder / ASKED_FILE) as file:
            data = plain(file.read())
        if sealed(data) != data:
            raise ValueError("it was changed since it was written")
        found = str(data["hash"])
    except (OSError, ValueError, KeyError, NoFileError) as error:
        raise _foreign(folder, f"{ASKED_FILE} cannot be read: {error}") from None
    if found != hash_of(asked):
        raise refuse(
            f"{folder} holds another design",
            f"what is asked there has the hash {found[:12]}, and what is asked now {hash_of(asked)[:12]}: "
            "a world, a key, a value, a seed or an outcome differs",
            "give --out another folder, or ask what was asked",
        )
    return True


@contextmanager
def kept_in(folder: Path | None, asked: dict[str, Any]) -> Iterator[Kept]:
    """What a folder holds of a study, to be gone on with; until the end nobody else can write there."""
    if folder is None:
        yield Kept()
        return
    with locked(folder) as lock:
        begun = is_begun(folder, asked)
        kept = Kept(folder, _rows(folder) if begun else {}, lock.require)
        if not begun:
            write_json(folder / ASKED_FILE, {"synthetic": True, "hash": hash_of(asked), **asked})
        yield kept


def _rows(folder: Path) -> dict[tuple[int, int], Row]:
    """The rows of a folder; a cut-off last line is taken off the file."""
    path = folder / RUNS_FILE
    if not path.exists():
        return {}
    with writing(folder):
        data = path.read_bytes()
        whole = data[: data.rfind(b"\n") + 1]
        if len(whole) < len(data):
            os.truncate(path, len(whole))
    found = {}
    for number, line in enumerate(whole.splitlines(), 1):
        try:
            row = json.loads(line)
            if sealed(row) != row:
                raise ValueError
            made = Row(row["point"], row["seed"], row["world"], row["digest"], row["values"])
        except (ValueError, KeyError, TypeError):
            raise refuse(
                f"{path} cannot be gone on with",
                f"its line {number} was changed since it was written",
                "give --out another folder",
            ) from None
        found[made.point, made.seed] = made
    return found


def _foreign(folder: Path, why: str) -> InputError:
    return refuse(f"{folder} cannot be gone on with", why, "give --out another folder")

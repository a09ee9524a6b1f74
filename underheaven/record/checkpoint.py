"""The state from which a run goes on: arrays and a step, written whole and checked by hash.

Two places, `a` and `b`, take turns. `checkpoint.json` names the one that holds the last complete
state; it is replaced in one move, so that a kill at any moment leaves either the old state or the new.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from underheaven.documents.problems import InputError, refuse
from underheaven.record.disk import plain, read_small, sealed, sha256_of, whole, write_json, writing
from underheaven.record.provenance import Sha256, untrusted

FOLDER = "checkpoint"
MANIFEST = "checkpoint.json"
PLACES = ("a", "b")


VARYING = ("ledger.", "knowns", "lives", "census.")
"""How the names of arrays begin whose length hangs on what happened so far."""
LARGEST = 1 << 24
"""A manifest names some dozens of arrays, and is well below this many bytes."""


class _Manifest(BaseModel):
    """`checkpoint.json`: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    synthetic: Literal[True]
    step: int = Field(ge=0)
    place: Literal["a", "b"]
    arrays: dict[Annotated[str, StringConstraints(pattern=r"^[a-z_.]{1,80}$")], Sha256]
    extra: dict[str, Any]
    seal: Sha256


@dataclass(frozen=True)
class Checkpoint:
    """`step` is the next step to simulate; `arrays` and `extra` are what was saved."""

    step: int
    arrays: dict[str, NDArray[Any]]
    extra: dict[str, Any]


class _Hashing:
    """A file that is hashed while it is written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self._file.write(data)


def save_checkpoint(
    folder: Path, step: int, arrays: Mapping[str, NDArray[Any]], extra: dict[str, Any]
) -> None:
    """Keep the state before `step` in `folder/checkpoint`; the one before stays until this one is complete.

    `arrays` are of any integer dtype and shape; `extra` is plain JSON values. InputError if the disk is full.
    """
    place = folder / FOLDER
    with writing(folder):
        place.mkdir(exist_ok=True)
    last = _manifest(folder)
    letter = PLACES[1] if last is not None and last.place == PLACES[0] else PLACES[0]
    target = place / letter
    with writing(folder):
        target.mkdir(exist_ok=True)
        for old in target.glob("*.npy"):
            old.unlink()
    hashes = {}
    for name, array in arrays.items():
        with whole(target / f"{name}.npy") as file:
            hashing = _Hashing(file)
            np.lib.format.write_array(hashing, np.asarray(array), allow_pickle=False)
        hashes[name] = hashing.digest.hexdigest()
    write_json(
        place / MANIFEST,
        {"synthetic": True, "step": step, "place": letter, "arrays": hashes, "extra": extra},
    )
    # The other place is free now; its bytes are worth more to the disk.
    with writing(folder):
        for old in (place / PLACES[letter == PLACES[0]]).glob("*.npy"):
            old.unlink()


def load_checkpoint(folder: Path, mapped: bool = False) -> Checkpoint:
    """The last state kept in `folder`, checked by hash.

    `mapped` leaves the arrays on the disk (read-only memory maps). InputError if there is none or if
    its bytes are not those that were written.
    """
    manifest = _manifest(folder)
    if manifest is None:
        raise no_checkpoint(folder)
    arrays = {}
    for name, expected in manifest.arrays.items():
        path = folder / FOLDER / manifest.place / f"{name}.npy"
        try:
            intact = sha256_of(path) == expected
            arrays[name] = np.load(path, mmap_mode="r" if mapped else None, allow_pickle=False)
        except (OSError, ValueError, EOFError) as error:
            raise _damaged(path) from error
        if not intact:
            raise _damaged(path)
    return Checkpoint(manifest.step, arrays, manifest.extra)


def kept_step(folder: Path) -> int | None:
    """The step of the state kept in `folder`, or None where none is."""
    manifest = _manifest(folder)
    return None if manifest is None else manifest.step


def no_checkpoint(folder: Path) -> InputError:
    """The error for a folder in which no state is kept."""
    return refuse(
        f"{folder} has no checkpoint",
        "the run was finished, or stopped before its first checkpoint",
        "start it again with --replace",
    )


def remove_checkpoint(folder: Path) -> None:
    """Remove the state kept in `folder`, and nothing else."""
    place = folder / FOLDER
    with writing(folder):
        (place / MANIFEST).unlink(missing_ok=True)
        for letter in PLACES:
            for path in (place / letter).glob("*.npy*"):
                path.unlink()
            if (place / letter).is_dir() and not any((place / letter).iterdir()):
                (place / letter).rmdir()
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()


def require_alike(folder: Path, kept: Mapping[str, NDArray[Any]], now: Mapping[str, NDArray[Any]]) -> None:
    """Refuse a state whose arrays cannot be those of the engine that is to go on with it.

    `now` are the arrays that the engine would save; those of `VARYING` may be of another length.
    """
    faults = [f"the array {name} is missing" for name in now if name not in kept]
    for name, array in now.items():
        if name in kept:
            old, varies = kept[name], name.startswith(VARYING)
            same = old.ndim == array.ndim if varies else old.shape == array.shape
            if old.dtype != array.dtype or not same:
                faults.append(f"the array {name} is not of its kind")
    if faults:
        raise untrusted(folder, [f"{FOLDER}: {each}" for each in faults])


def _manifest(folder: Path) -> _Manifest | None:
    path = folder / FOLDER / MANIFEST
    try:
        text = read_small(path, LARGEST)
        data = plain(text)
        manifest = _Manifest.model_validate_json(text, strict=True)
        intact = sealed(data)["seal"] == manifest.seal
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(path) from error
    if not intact:
        raise _damaged(path)
    return manifest


def _damaged(path: Path) -> InputError:
    return refuse(
        f"checkpoint file {path} is damaged",
        "its bytes are not those that were written",
        "restore the folder from a copy, or start the run again with --replace",
    )

"""Writing that is whole or absent: temporary names, flushes to the disk, hashes, and plain refusals."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from underheaven.documents.problems import refuse

PART = ".part"
"""What the name of an unfinished file ends with."""
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
CHUNK = 1 << 20


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn an `OSError` inside the block into an `InputError` about `folder`."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise refuse(
                f"cannot write to {folder}",
                "the disk is full or a quota is used up",
                "free some space, or write to another disk",
            ) from error
        if error.errno in CLOSED:
            raise refuse(
                f"cannot write to {folder}", "it may not be written to", "choose another folder"
            ) from error
        raise refuse(
            f"cannot write to {folder}",
            error.strerror or str(error),
            "look at the path and the disk, or choose another folder",
        ) from error


def sync_folder(folder: Path) -> None:
    """Make the names in a folder outlive a loss of power."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A binary file that appears at `path` complete, or not at all.

    It has a temporary name until the block ends without an error. InputError if the disk is full.
    """
    part = path.with_name(path.name + PART)
    try:
        with writing(path.parent):
            with part.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
            sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)


class NoFileError(OSError):
    """What was to be read is no file: a link, a folder, a device, a pipe."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "it is not a regular file", str(path))


def opened(path: Path) -> BinaryIO:
    """A regular file, opened for reading; OSError for what only looks like one, and might never end."""
    try:
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise NoFileError(path) if error.errno == errno.ELOOP else error from error
    file = os.fdopen(number, "rb")
    if not stat.S_ISREG(os.fstat(number).st_mode):
        file.close()
        raise NoFileError(path)
    return file


def read_small(path: Path, limit: int) -> bytes:
    """The bytes of a regular file; OSError if it has more than `limit`."""
    with opened(path) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise OSError(errno.EFBIG, f"it has more than {limit:,} bytes", str(path))
    return data


def plain(data: bytes) -> dict[str, Any]:
    """A JSON object; ValueError for anything else, for numbers that JSON has not, and for deep nesting."""
    try:
        found = json.loads(data, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError("it holds no object")
    return found


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is not a number")


def sha256_of(path: Path) -> str:
    """SHA-256 of a regular file's bytes, in hex; OSError if it is none."""
    digest = hashlib.sha256()
    with opened(path) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def canonical(data: object) -> bytes:
    """The one JSON text of plain values: keys sorted, no spaces, ASCII."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def sealed(data: dict[str, Any]) -> dict[str, Any]:
    """`data` with `seal`, the SHA-256 of everything else in it."""
    body = {key: value for key, value in data.items() if key != "seal"}
    return {**body, "seal": hashlib.sha256(canonical(body)).hexdigest()}


def write_json(path: Path, data: dict[str, Any]) -> None:
    """Write sealed JSON, whole or not at all."""
    with whole(path) as file:
        file.write(indented(sealed(data)).encode() + b"\n")


def indented(data: dict[str, Any]) -> str:
    """The JSON text of plain values, by one space a level.

    A value that is written again, as a run's world is at its end, is not laid out again: that takes long.
    """
    if not data:
        return "{}"
    parts = [
        f" {json.dumps(key, ensure_ascii=False)}: " + _laid_out(json.dumps(value, ensure_ascii=False))
        for key, value in data.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}"


@lru_cache(maxsize=16)
def _laid_out(text: str) -> str:
    """A JSON value as it stands within an object."""
    # No string of JSON has a line's end within.
    return json.dumps(json.loads(text), indent=1, ensure_ascii=False).replace("\n", "\n ")


def require_space(folder: Path, needed: int) -> None:
    """Refuse unless the disk of `folder` (which need not exist yet) has `needed` bytes free."""
    place = folder.absolute()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    if free < needed:
        raise refuse(
            f"{folder} needs about {needed / 1e9:,.2f} GB",
            f"its disk has {free / 1e9:,.2f} GB free",
            "free some space, name a folder on another disk with --out, or simulate fewer citizens",
        )

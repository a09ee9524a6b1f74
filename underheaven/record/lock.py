"""One writer at a time: a lock on a folder of runs, which the system lifts however its process ends."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from underheaven.documents.problems import InputError, refuse
from underheaven.record.disk import writing

FILE = "lock"
_HOLDER = re.compile(rb"process (\d{1,10}) since (\d{4}-\d\d-\d\dT\d\d:\d\dZ)\n")


class Lock:
    """A lock that is held on a folder; `require` tells whether it still is."""

    def __init__(self, folder: Path, number: int) -> None:
        self.folder = folder
        self.number = number
        self.place = folder.stat()

    def require(self) -> None:
        """InputError where the folder was removed or replaced since: another run's is left alone."""
        try:
            here = os.path.samestat(self.place, self.folder.stat())
            ours = here and os.path.samestat(os.fstat(self.number), (self.folder / FILE).lstat())
        except OSError:
            ours = False
        if not ours:
            raise refuse(
                f"{self.folder} was removed or replaced while it was being written to",
                "what is yet to be written would be mixed with what is there now",
                "give the command again, and leave its folder alone until it has ended",
            )


@contextmanager
def locked(folder: Path) -> Iterator[Lock]:
    """Hold a folder, which is made where it is not there; on leaving, an empty one is removed again.

    InputError if another process, or another thread, holds it: it says which process, and since when.
    """
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    number = -1
    try:
        number = _taken(folder)
        yield Lock(folder, number)
    finally:
        _give_up(folder, number)
        for place in made:
            with suppress(OSError):  # it is no longer empty, or was removed by somebody else
                place.rmdir()


def holder(folder: Path) -> str | None:
    """Who holds a folder, as `process 4711 since 2026-01-31 10:00 UTC`; None where nobody does."""
    try:
        number = os.open(folder / FILE, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        fcntl.flock(number, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _told(number)
    except OSError:
        return None
    finally:
        os.close(number)
    return None


def require_unheld(folder: Path) -> None:
    """InputError where somebody holds a folder just now; for knowing it before any work."""
    if (by := holder(folder)) is not None:
        raise _held(folder, by)


def _taken(folder: Path) -> int:
    """The lock's file, opened and locked; InputError if somebody else holds it."""
    path = folder / FILE
    while True:
        try:
            with writing(folder):
                flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
                number = os.open(path, flags, 0o644)
        except InputError as error:
            if path.is_symlink() or path.is_dir():
                raise _no_lock(path) from error
            raise
        try:
            if not stat.S_ISREG(os.fstat(number).st_mode):
                raise _no_lock(path)
            try:
                if not _locked(number):
                    raise _held(folder, _told(number))
            except OSError as error:
                raise refuse(
                    f"{folder} cannot be locked",
                    f"its disk does not allow it: {error.strerror}",
                    "name a folder on another disk with --out",
                ) from error
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(number), path.lstat()):
                    _sign(number)
                    return number
        except BaseException:
            os.close(number)
            raise
        # Whoever held it has removed it in between: once more, with the file that is there now.
        os.close(number)


def _locked(number: int) -> bool:
    """Whether it could be locked; those who only look at who holds it, for a moment, are waited for."""
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        try:
            fcntl.flock(number, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        fcntl.flock(number, fcntl.LOCK_UN)


def _sign(number: int) -> None:
    now = dt.datetime.now(dt.UTC)
    os.ftruncate(number, 0)
    # Where the disk is full nobody is told who holds it, but it is held.
    with suppress(OSError):
        os.pwrite(number, f"process {os.getpid()} since {now:%Y-%m-%dT%H:%MZ}\n".encode(), 0)


def _told(number: int) -> str:
    found = _HOLDER.fullmatch(os.pread(number, 100, 0))
    if found is None:
        return "another process"
    return f"process {found[1].decode()} since {found[2].decode().replace('T', ' ').replace('Z', ' UTC')}"


def _held(folder: Path, by: str) -> InputError:
    return refuse(
        f"{folder} is in use",
        f"a command is writing to it: {by}",
        "wait for it to end, stop it, or name another folder with --out",
    )


def _no_lock(path: Path) -> InputError:
    return refuse(f"{path} is not a file", "the lock of a folder is one", "remove it")


def _give_up(folder: Path, number: int) -> None:
    if number < 0:
        return
    with suppress(OSError):
        # Removed while it is held, and only if it is ours: another's would be lifted with it.
        if os.path.samestat(os.fstat(number), (folder / FILE).lstat()):
            (folder / FILE).unlink()
    os.close(number)

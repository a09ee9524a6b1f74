"""Folders for what can be made again: in the user's cache where nobody else can write there.

What lies in such a folder is trusted: compiled code is run. So each folder belongs to the user alone, as does
every folder above it (those of the system apart). Otherwise a temporary folder serves, removed at the end.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import stat
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

PROGRAM = "underheaven"
PRIVATE = 0o700
LOCK = "in-use"
"""A file of a temporary folder that is locked as long as the process lives that made it."""


class _UnusableError(Exception):
    """The user's cache cannot be used; the text is a clause that says why."""


def cache_folder(purpose: str) -> Path | None:
    """A folder of the user alone for a purpose such as `kernels-…`; the same one throughout a process.

    It lies below `$XDG_CACHE_HOME`, or `~/.cache`, and outlives the process. Where that cannot be written to
    or cannot be trusted, it is a temporary folder that is removed when the process ends. None where not
    even that can be made.
    """
    return _place(purpose)[0]


def kept_folder(purpose: str) -> Path | None:
    """The folder of `cache_folder` where it outlives the process; elsewhere None, and nothing is made."""
    try:
        return _kept(purpose)
    except _UnusableError:
        return None


def why_not_kept(purpose: str) -> str | None:
    """Why `cache_folder(purpose)` does not outlive the process, as a clause; None where it does."""
    return _place(purpose)[1]


def is_private(state: os.stat_result) -> bool:
    """Whether a file or folder belongs to the user and nobody else may write to it."""
    return state.st_uid == os.geteuid() and not _others_write(state)


@cache
def _place(purpose: str) -> tuple[Path | None, str | None]:
    try:
        return _kept(purpose), None
    except _UnusableError as error:
        why = str(error)
    try:
        return _temporary(purpose), why
    except OSError:
        return None, why


def _kept(purpose: str) -> Path:
    if not hasattr(os, "geteuid"):
        raise _UnusableError("files have no owners here")
    base = _base()
    try:
        # Following links first: what is checked is what is used.
        folder = (base / PROGRAM / purpose).resolve()
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        _require_trusted(missing[-1].parent if missing else folder)
        for each in reversed(missing):
            each.mkdir(PRIVATE, exist_ok=True)
        _require_trusted(folder)
        if not is_private(folder.stat()):
            raise _UnusableError(f"{folder} belongs to somebody else")
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except (OSError, ValueError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or "its name is not one of a folder"
        raise _UnusableError(f"{base} cannot be used: {why}") from error


def _base() -> Path:
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if named.is_absolute():  # others are to be left aside, as the standard says
        return named
    try:
        home = Path.home()
    except RuntimeError as error:
        raise _UnusableError("the user has no home folder") from error
    if not home.is_absolute():
        raise _UnusableError(f"the home folder {str(home)!r} is not an absolute path")
    return home / ".cache"


def _require_trusted(folder: Path) -> None:
    """Refuse a folder into which, or in place of which, somebody else could put something."""
    for place in (folder, *folder.parents):
        state = place.lstat()
        if not stat.S_ISDIR(state.st_mode):
            raise _UnusableError(f"{place} is not a folder")
        if state.st_uid not in (0, os.geteuid()):
            raise _UnusableError(f"{place} belongs to somebody else")
        # In a folder such as /tmp others may write, but not move or remove what is not theirs.
        guarded = bool(state.st_mode & stat.S_ISVTX) and place != folder
        if _others_write(state) and not guarded:
            raise _UnusableError(f"others may write to {place}")


def _others_write(state: os.stat_result) -> bool:
    if state.st_mode & stat.S_IWOTH:
        return True
    return bool(state.st_mode & stat.S_IWGRP) and not _alone_in(state.st_gid)


@cache
def _alone_in(group: int) -> bool:
    """Whether a group is the user's own, as many systems make one for each user."""
    import grp
    import pwd

    try:
        user, known = pwd.getpwuid(os.geteuid()), grp.getgrgid(group)
    except KeyError:
        return False
    return known.gr_name == user.pw_name and user.pw_gid == group and set(known.gr_mem) <= {user.pw_name}


def _temporary(purpose: str) -> Path:
    prefix = f"{PROGRAM}-{purpose}-"
    _sweep(Path(tempfile.gettempdir()), prefix)
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    atexit.register(_remove, folder, os.getpid())
    with suppress(OSError):
        # Locked before it has its name: whoever sweeps never finds it unlocked while we live.
        part = folder / f"{LOCK}.part"
        fcntl.flock(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), fcntl.LOCK_EX | fcntl.LOCK_NB)
        part.rename(folder / LOCK)
    return folder


def _remove(folder: Path, process: int) -> None:
    if os.getpid() == process:  # and not in a process that it has forked
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(parent: Path, prefix: str) -> None:
    """Remove temporary folders of ours whose processes were killed."""
    for folder in parent.glob(f"{prefix}*"):
        with suppress(OSError):
            if not is_private(folder.lstat()):
                continue
            number = os.open(folder / LOCK, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(number)

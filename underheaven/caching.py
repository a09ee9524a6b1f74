"""Where compiled kernels are kept.

Numba's cache does not notice an edit in an imported function, so the folder is named by a hash of
everything a kernel is made of: the sources that `FOLDERS` names, Numba's version and the processor.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm
import numba

_SETTINGS: Any = numba.config

PACKAGE = Path(__file__).resolve().parent
FOLDERS = ("life", "engine", "society")
"""Where compiled functions and what they import are written, beside `draws.py`."""


APART = ("reference", "cuda.py", "ptx.py")
"""The slow engine, which is plain Python, and the kernel of a card: nothing that is kept is made of them."""


def fingerprint(package: Path = PACKAGE) -> str:
    """A hash of the sources, of Numba's version and of the processor, 16 hex digits."""
    digest = hashlib.sha256()
    paths = [path for folder in FOLDERS for path in sorted((package / folder).rglob("*.py"))]
    paths = [path for path in paths if not set(APART) & set(path.parts)]
    for path in [*paths, package / "draws.py"]:
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    digest.update(numba.__version__.encode())
    digest.update(llvm.get_host_cpu_name().encode())
    return digest.hexdigest()[:16]


@cache
def kernel_folder() -> Path:
    """The folder of this version's kernels: the user's cache, or a temporary one where that is read-only."""
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        # Without an entry in the system's list of users there may be no home.
        parent = Path(base) if base else Path.home() / ".cache"
        folder = parent / "underheaven" / f"kernels-{fingerprint()}"
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except (OSError, RuntimeError):
        return Path(tempfile.mkdtemp(prefix="underheaven-kernels-"))


def compiled() -> bool:
    """Whether kernels have been compiled before, so that a run starts at once."""
    return any(kernel_folder().rglob("*.nbc"))


@contextmanager
def kernels_kept() -> Iterator[None]:
    """Functions decorated within keep their compiled form in the folder of this version."""
    before = _SETTINGS.CACHE_DIR
    _SETTINGS.CACHE_DIR = str(kernel_folder())
    try:
        yield
    finally:
        _SETTINGS.CACHE_DIR = before

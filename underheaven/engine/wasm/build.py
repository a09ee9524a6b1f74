"""The kernels as one WebAssembly file, built once for each version of its sources and kept."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from underheaven.caching import cache_folder
from underheaven.documents.problems import refuse
from underheaven.engine.wasm.objects import KERNELS
from underheaven.kernels import PACKAGE, fingerprint, read_sealed, write_sealed

LINKER = "wasm-ld"
STACK_BYTES = 1 << 20
HEAP = "__heap_base"
"""The global that says where memory is free."""
SETTINGS = {"NUMBA_OPT": "0", "NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": ""}
"""Numba's, so that nothing of this machine is folded in."""


@cache
def kernel_file() -> bytes:
    """The kernel of this version: the file that was kept, or a new one, which takes about a minute.

    Raises `InputError` where the linker is missing.
    """
    folder = cache_folder(f"wasm-{_version()}")
    if folder is None:
        return _built()
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # whoever comes meanwhile waits and finds it built
        kept = folder / "kernel.wasm"
        found = read_sealed(kept)
        if found is None:
            found = _built()
            write_sealed(kept, found)
    return found


def _built() -> bytes:
    linker()  # that it is missing is said before a minute is spent
    with tempfile.TemporaryDirectory() as place:
        made = Path(place) / "kernel.o"
        compile_object(made)
        return linked(made)


def _version() -> str:
    """A hash of all that the file is made of, 16 hex digits."""
    digest = hashlib.sha256(fingerprint().encode())
    for name in ("text.py", "objects.py", "build.py"):
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()[:16]


def compile_object(to: Path) -> None:
    """Compile the kernel into an object file, in a process of its own and without kept kernels.

    Numba reads its settings when it starts, and would keep functions compiled so under the same names.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
    paths = os.pathsep.join(filter(None, (str(PACKAGE.parent), own.get("PYTHONPATH"))))
    with tempfile.TemporaryDirectory() as empty:
        done = subprocess.run(
            [sys.executable, "-m", "underheaven.engine.wasm.objects", str(to)],
            env={**own, **SETTINGS, "PYTHONPATH": paths, "XDG_CACHE_HOME": empty},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"the kernel could not be compiled for WebAssembly:\n{done.stderr}")


def linked(path: Path, entries: Iterable[str] = KERNELS) -> bytes:
    """The WebAssembly file of an object file, which gives `entries`; only its memory comes from outside.

    The stack is first, so that a stack that is too small stops the kernel and overwrites nothing.
    """
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "out.wasm"
        flags = ["--no-entry", "--import-memory", "--stack-first", "-z", f"stack-size={STACK_BYTES}"]
        exports = [f"--export={name}" for name in (*entries, HEAP)]
        words = [linker(), *flags, *exports, "--strip-all", str(path), "-o", str(out)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"the kernel could not be linked for WebAssembly:\n{done.stderr}")
        return out.read_bytes()


def linker() -> str:
    """The path of the linker; `InputError` where it is missing."""
    found = shutil.which(LINKER)
    if found is None:
        raise refuse(
            "the kernel cannot be built for WebAssembly",
            f"the program {LINKER} is not on the PATH",
            "install the package lld (Debian, Ubuntu: apt-get install lld)",
        )
    return found

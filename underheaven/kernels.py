"""Compiled kernels, kept from one process to the next.

Numba's cache does not notice an edit in an imported function, so the folder is named by a hash of
everything a kernel is made of: the sources that `FOLDERS` names, Numba's version and the processor.
Nor does it notice damage: it unpickles and links whatever it finds. So every file ends with a hash of
its name and of all before it, which is checked before anything is made of it.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm
import numba
from numba.core import caching

from underheaven.caching import cache_folder, why_not_kept
from underheaven.linking import linking_late
from underheaven.sealed import Sealed

_numba: Any = numba
_SETTINGS: Any = numba.config
_CACHING: Any = caching
_Files: Any = caching.IndexDataCacheFile

PACKAGE = Path(__file__).resolve().parent
FOLDERS = ("counted", "life", "engine", "mechanisms", "society")
"""Where compiled functions and what they import are written, beside the files of `BESIDE`."""
BESIDE = ("by_address.py", "draws.py", "integer_tables.py", "jit.py", "linking.py")
FORMAT = b"underheaven kernel 1\0"
CODE = Sealed(FORMAT, "Compiling again")
read_sealed, write_sealed = CODE.read, CODE.write

APART = ("reference", "cuda.py", "ptx.py", "wasm")
"""The slow engine, which is plain Python, and the kernels of other machines: nothing that is kept for
this processor is made of them."""
READ = (
    "mechanism", "said", "offered", "safeguard", "idle", "coherence", "demands", "screened", "checks", "pair",
    "measures", "picture", "form", "effects", "structure",
)  # fmt: skip
"""Parts of mechanisms that declare, describe and check, or read what was counted: nor of these."""


def enters(path: Path) -> bool:
    """Whether a source of the folders is one that kernels are made of."""
    return not set(APART) & set(path.parts) and path.stem.partition("_of_")[0] not in READ


def fingerprint(package: Path = PACKAGE) -> str:
    """A hash of the sources, of Numba's version, of the processor and of our format, 16 hex digits."""
    digest = hashlib.sha256(FORMAT)
    paths = [path for folder in FOLDERS for path in sorted((package / folder).rglob("*.py"))]
    paths = [path for path in paths if enters(path.relative_to(package))]
    for path in [*paths, *(package / name for name in BESIDE)]:
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    digest.update(numba.__version__.encode())
    digest.update(llvm.get_host_cpu_name().encode())
    return digest.hexdigest()[:16]


@cache
def _purpose() -> str:
    return f"kernels-{fingerprint()}"


def kernel_folder() -> Path | None:
    """The folder of this version's kernels (see `cache_folder`); None where none can be made."""
    return cache_folder(_purpose())


def compiled() -> bool:
    """Whether the engine has been compiled before, so that a run starts at once."""
    folder = kernel_folder()
    return folder is not None and any(folder.rglob("order.*.nbc"))


def about_compiling() -> str:
    """What to tell who waits for the engine to be compiled; how long it takes, the machine alone knows."""
    why = why_compiled_again()
    if why is None:
        return "Compiling the engine for this machine. The first run waits for it; later ones begin at once."
    return (
        "Compiling the engine for this machine. Each run waits for it, since its code cannot be kept: "
        f"{why}. Set XDG_CACHE_HOME to a folder that is yours alone."
    )


def why_compiled_again() -> str | None:
    """Why the next process will have to compile as well, as a clause; None where it will not."""
    return why_not_kept(_purpose())


@contextmanager
def kernels_kept() -> Iterator[bool]:
    """Within, functions may be decorated with `cache=` what this gives: whether their code can be kept."""
    folder = kernel_folder()
    if folder is None:
        yield False
        return
    before = _SETTINGS.CACHE_DIR, _CACHING.IndexDataCacheFile
    _SETTINGS.CACHE_DIR, _CACHING.IndexDataCacheFile = str(folder), _CheckedFiles
    try:
        yield True
    finally:
        _SETTINGS.CACHE_DIR, _CACHING.IndexDataCacheFile = before


def entry(function: Callable[..., Any], allocates: bool = False) -> Any:
    """Compile a kernel, a function that Python calls, when it is first called; its code is kept.

    Only where it `allocates` arrays can it count references to them.
    """
    with kernels_kept() as kept:
        dispatcher: Any = _numba.njit(nogil=True, cache=kept, no_cfunc_wrapper=True, _nrt=allocates)(function)
    if not _SETTINGS.DISABLE_JIT:
        dispatcher._compiler.compile = linking_late(dispatcher._compiler.compile)
        if kept and not allocates:
            dispatcher._cache.load_overload = _loading_alone(dispatcher._cache)
    return dispatcher


def _loading_alone(cache: Any) -> Callable[[Any, Any], Any]:
    """What a cache loads code with, and no more.

    Numba would first make ready all that it may ever compile with, which takes longer than all else that is
    done before a run, and which compiling does by itself. Code that counts no references needs none of it.
    """

    def load(signature: Any, context: Any) -> Any:
        with cache._guard_against_spurious_io_errors():
            return cache._load_overload(signature, context)

    return load


class _CheckedFiles(_Files):  # type: ignore[misc]  # Numba's is without types
    """Numba's files of compiled code: discarded where they are damaged or were written by somebody else."""

    def _load_index(self) -> dict[Any, str]:
        try:
            version, stamp, overloads = pickle.loads(CODE.checked(Path(self._index_path)))
        except FileNotFoundError:
            return {}
        except OSError as error:
            CODE.discard(Path(self._index_path), error)
            return {}
        fresh = (version, stamp) == (self._version, self._source_stamp)
        return dict(overloads) if fresh else {}

    def _save_index(self, overloads: dict[Any, str]) -> None:
        self._write(self._index_path, (self._version, self._source_stamp, overloads))

    def _load_data(self, name: str) -> Any:
        path = Path(self._data_path(name))
        try:
            return pickle.loads(CODE.checked(path))
        except FileNotFoundError:
            raise
        except OSError as error:
            CODE.discard(path, error)
            raise

    def _save_data(self, name: str, data: Any) -> None:
        self._write(self._data_path(name), data)

    def _write(self, path: str, data: Any) -> None:
        body = self._dump(data)
        # That it cannot be kept (a full disk) is no reason not to live on with what was compiled.
        with suppress(OSError), self._open_for_write(path) as file:
            file.write(body)
            file.write(CODE.seal(path, body))

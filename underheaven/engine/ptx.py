"""The kernel compiled for a CUDA card that need not be there: to PTX, the assembly that a driver takes.

The compiler is that of the package `nvidia-cuda-nvcc-cu12`, which is among those for development.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numba

from underheaven.engine.cuda import cuda, live_lane

_numba: Any = numba
COMPILER = "nvidia.cuda_nvcc"


class Found(NamedTuple):
    """A file of the compiler, in the form in which Numba's own search gives it."""

    by: str
    info: str


class Asked(NamedTuple):
    """As much of a card as compiling asks for."""

    compute_capability: tuple[int, int]


def compile_ptx(capability: tuple[int, int]) -> str:
    """The kernel for a compute capability such as (9, 0).

    Raises `ModuleNotFoundError` where `COMPILER` is not installed.
    """
    numbers, pairs = _numba.int64[::1], _numba.types.UniTuple(_numba.int64, 2)
    signature = (_numba.int64, _numba.int64[:, ::1], pairs, numbers, numbers)
    with _without_card(capability):
        text: str = cuda.compile_ptx(live_lane, signature, cc=capability)[0]
    return text


def toolkit() -> Path:
    """The folder of the compiler, with `bin/ptxas` and `nvvm/`; raises `ModuleNotFoundError` without it."""
    return Path(importlib.import_module(COMPILER).__path__[0])


@contextmanager
def _without_card(capability: tuple[int, int]) -> Iterator[None]:
    """Let Numba compile for a capability with the compiler of `toolkit`.

    By itself it asks the card in use for its capability wherever one function calls another, and a
    library that only a card needs for what the compiler can do; and it does not look for packages.
    """
    nvvm = toolkit() / "nvvm"
    files = {
        "nvvm": Found(COMPILER, str(nvvm / "lib64" / "libnvvm.so")),
        "libdevice": Found(COMPILER, str(nvvm / "libdevice" / "libdevice.10.bc")),
    }
    with (
        patch.dict(cuda.cuda_paths.get_cuda_paths(), files),
        patch.object(_numba.config, "FORCE_CUDA_CC", capability),
        patch.object(cuda.dispatcher, "get_current_device", lambda: Asked(capability)),
    ):
        yield

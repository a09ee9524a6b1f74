"""The kernel as LLVM text, with all that it calls, before anything is made faster.

To be taken in a process of its own (`build`): the environment says how far Numba goes, once and for all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from numba import njit
from numba.core import types as _types

types: Any = _types  # Numba's own are without types
INT = types.int64
SIGNATURE = (INT, INT, INT, INT, types.UniTuple(INT, 2), INT)
"""Step, first, last, every, seed and the address of the directory."""


class Text(NamedTuple):
    """LLVM text, and the name under which it has the kernel."""

    text: str
    kernel: str


def text_of(function: Callable[..., Any]) -> Text:
    """What Numba makes of a function of a kernel's `SIGNATURE`; it is compiled without Numba's cache."""
    dispatcher: Any = njit(nogil=True)(function)
    dispatcher.compile(SIGNATURE)
    (compiled,) = dispatcher.overloads.values()
    return Text(compiled.library.get_llvm_str(), compiled.fndesc.llvm_func_name)

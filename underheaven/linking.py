"""A kernel is linked, made fast and turned into machine code once, as a whole.

Numba does all three for every function by itself, and again for every function that calls it. Of the
functions of a kernel only the entry is ever called from Python, so that the others are kept as they were
first written, until an entry is asked for its machine code and takes in all that it reaches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from llvmlite import binding
from numba.core import codegen, registry

_CODEGEN: Any = codegen
_REGISTRY: Any = registry
_Library: Any = _CODEGEN.JITCodeLibrary


class Late(_Library):  # type: ignore[misc]  # Numba's is without types
    """What one function was compiled to: neither optimised nor linked until its machine code is asked for."""

    def add_linking_library(self, library: Any) -> None:
        """Note that this function calls one of `library`."""
        self._linking_libraries.append(library)

    def add_llvm_module(self, module: Any) -> None:
        """Take in a module as it is; `finalize` optimises the whole."""
        module.data_layout = self._codegen._data_layout
        self._final_module.link_in(module)

    @property
    def codegen(self) -> Any:
        """Where an environment is set; there is none to set in a function without machine code."""
        return self._codegen if self._finalized else _Nowhere

    def get_pointer_to_function(self, name: str) -> int:
        """The address of a function's machine code; 0 where the library does not define it."""
        if not self._finalized and name not in {found.name for found in _defined(self._final_module)}:
            return 0
        return int(super().get_pointer_to_function(name))

    def finalize(self) -> None:
        """Link all that this function reaches, each once, and make machine code of the whole."""
        reached = list(self._reached())
        self._linking_libraries: list[Any] = []
        for library in reached:
            self._reload_init.update(library._reload_init)
            self._final_module.link_in(_shared(library))
        super().finalize()

    def _reached(self) -> Iterator[Any]:
        """The libraries that this one calls, directly and through others."""
        waiting, seen = list(self._linking_libraries), {self}
        while waiting:
            library = waiting.pop(0)
            if library not in seen:
                seen.add(library)
                yield library
                if isinstance(library, Late):
                    waiting += library._linking_libraries


class _Nowhere:
    @staticmethod
    def set_env(name: str, environment: Any) -> None:
        """Set nothing."""


def _defined(module: Any) -> Iterator[Any]:
    return (function for function in module.functions if not function.is_declaration)


def _shared(library: Any) -> Any:
    """A copy of a library's module that may be linked beside other copies of it."""
    if not isinstance(library, Late):
        return library._get_module_for_linking().clone()
    module = library._final_module.clone()
    for function in _defined(module):
        if function.linkage == binding.Linkage.external:
            function.linkage = "linkonce_odr"
    return module


@contextmanager
def linked_late() -> Iterator[None]:
    """Within, what Numba compiles is linked when it is asked for its machine code."""
    maker = _REGISTRY.cpu_target.target_context.codegen()
    maker._library_class = Late
    try:
        yield
    finally:
        del maker._library_class


def linking_late(compile_it: Callable[..., Any]) -> Callable[..., Any]:
    """A compiler's `compile`, with everything that it compiles linked late."""

    def compile_late(*arguments: Any, **named: Any) -> Any:
        with linked_late():
            return compile_it(*arguments, **named)

    return compile_late

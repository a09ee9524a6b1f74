"""Runs a world in WebAssembly, as `Engine` does.

All that is computed from tables to digest is computed by kernels in a machine of 32 bits.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.by_address import Directory
from underheaven.documents.problems import refuse
from underheaven.engine.arguments import DIRECTORY, Arguments, arguments_of
from underheaven.engine.cpu import Archetypes, Engine
from underheaven.engine.laid import NO_SEED, Kernel, Laid
from underheaven.engine.scratch import Scratch
from underheaven.engine.wasm.build import HEAP, kernel_file
from underheaven.engine.wasm.memory import PAGE, moved, room_for
from underheaven.engine.wasm.objects import KERNELS
from underheaven.engine.world import World

NAMES = {kernel: name for name, kernel in KERNELS.items()}


class WasmLaid(Laid):
    """Records in a memory of their own, in which the kernels run; it lives as long as any of them."""

    has_library = False

    def __init__(self, directory: Directory, records: Any) -> None:
        runtime = _runtime()
        self._store = runtime.Store(_engine())
        words = np.zeros(directory.words, np.int64)
        places, end = room_for((words, records), _heap())
        pages = -(-end // PAGE)
        memory = runtime.Memory(self._store, runtime.MemoryType(runtime.Limits(pages, pages)))
        self._entries = runtime.Instance(self._store, _module(), [memory]).exports(self._store)
        self.bytes = _bytes_of(memory, self._store)
        self.address, begin = places[id(words)], self.bytes.ctypes.data
        there, self.records = moved(words, places, self.bytes), moved(records, places, self.bytes)
        there[:] = directory.written(self.records, lambda array: array.ctypes.data - begin)

    def run(
        self,
        kernel: Kernel,
        step: int,
        first: int,
        last: int,
        every: int = 1,
        seed: tuple[int, int] = NO_SEED,
    ) -> int:
        """Call the kernel's twin of 32 bits."""
        entry = self._entries[NAMES[kernel]]
        done: int = entry(self._store, step, first, last, every, *seed, self.address)
        return done


class WasmEngine(Engine):
    """Runs a world as `Engine` does with one thread; every kernel, from tables to digest, is WebAssembly.

    Raises `InputError` where a tool is missing or the world needs more memory than 32 bits can address.
    """

    _lay = WasmLaid

    def __init__(self, world: World, archetypes: Archetypes | None = None, lives: bool = False) -> None:
        _runtime()  # what is missing is said before anybody is made
        _module()
        super().__init__(world, 1, archetypes, lives=lives)

    def _hand_over(self) -> None:
        """Lay everything out anew; what the arrays held goes along."""
        (scratch,), (sums,) = self._scratch, self._sums
        arguments = arguments_of(
            self.tables, self.layout, self.communities, self.state, self.ledger, self._told, scratch, sums
        )
        self._handed = [WasmLaid(DIRECTORY, arguments)]
        there: Arguments = self._handed[0].records
        self.state, self.ledger, self._told, self._sums = there.state, there.ledger, there.told, [there.sums]
        self._scratch = [Scratch(*(getattr(there, name) for name in Scratch._fields))]
        self.lives = there.counting.lives


def _runtime() -> Any:
    """The package that runs WebAssembly; `InputError` where it is missing."""
    try:
        return importlib.import_module("wasmtime")
    except ModuleNotFoundError:
        raise refuse(
            "WebAssembly cannot be run",
            "the package wasmtime is not installed",
            "install it into this Python: pip install wasmtime",
        ) from None


@cache
def _module() -> Any:
    """The kernel as machine code of this processor."""
    return _runtime().Module(_engine(), kernel_file())


@cache
def _engine() -> Any:
    return _runtime().Engine()


@cache
def _heap() -> int:
    """The first byte of the kernel's memory that is free."""
    runtime = _runtime()
    store = runtime.Store(_engine())
    memory = runtime.Memory(store, _module().imports[0].type)
    instance = runtime.Instance(store, _module(), [memory])
    return int(instance.exports(store)[HEAP].value(store))


def _bytes_of(memory: Any, store: Any) -> NDArray[np.uint8]:
    """A memory as uint8 [bytes]; the array keeps it alive."""
    buffer = memory.get_buffer_ptr(store)
    buffer.keeps = (memory, store)
    return np.frombuffer(buffer, np.uint8)
